import type { ProcessDescription } from '../kernel/description.ts'
import type { PastEvent } from '../kernel/event.ts'
import type { Model, Models } from '../kernel/model.ts'
import { descriptionIn, type ProcessState, target } from '../kernel/process.ts'
import type { AnyProcess } from '../registry.ts'
import { equal } from './equal.ts'

/** Everything that decides whether a fact may be added; deadlines, stages and names do not. */
const rulesOf = ({ parameters, sectors, processes, closureReasons, taxonomy }: Model) => ({
  ...{ parameters, sectors, processes, closureReasons, taxonomy },
})

export const sameRules = (one: Model, other: Model): boolean => one === other || equal(rulesOf(one), rulesOf(other))

/**
 * What of two versions of the model is the same, found out once and asked of every fact: a draft that only has other
 * deadlines allows exactly what its predecessor allowed, and most of the others change a row or two.
 */
export class Versions {
  readonly actual: Model
  readonly draft: Model
  readonly sameRules: boolean
  /** The draft, for guards that are to be told apart: it notices when one of them reads what the other version has otherwise. */
  readonly watched: Model
  readonly watchedModels: Models
  /** Something was read since this was last set to false. */
  differed = false
  readonly #steps = new Map<AnyProcess, Map<string, Step>>()

  constructor(actual: Model, draft: Model) {
    this.actual = actual
    this.draft = draft
    this.sameRules = sameRules(actual, draft)
    const onRead = () => {
      this.differed = true
    }
    const parameters = watching(draft.parameters, actual.parameters, onRead)
    this.watched = watching({ ...draft, parameters }, { ...actual, parameters }, onRead)
    this.watchedModels = () => {
      this.differed = true
      return draft
    }
  }

  /** Do facts of this type find the same rows in the description of their process? */
  sameRows(process: AnyProcess, type: string): boolean {
    const { rows, parts } = this.#stepOf(process, type)
    return rows && parts
  }

  /** Does this fact lead a stream in this state the same way? Rows may differ in what is not about this state. */
  sameWay(process: AnyProcess, state: ProcessState, event: PastEvent): boolean {
    const { rows, parts, marks } = this.#stepOf(process, event.type)
    if (!parts || !marks) return false
    return rows || target(this.#draftOf(process), state, event) === target(this.#actualOf(process), state, event)
  }

  #actualOf = (process: AnyProcess) => descriptionIn(this.actual, process)
  #draftOf = (process: AnyProcess) => descriptionIn(this.draft, process)

  #stepOf(process: AnyProcess, type: string): Step {
    let steps = this.#steps.get(process)
    if (!steps) {
      steps = new Map()
      this.#steps.set(process, steps)
    }
    let step = steps.get(type)
    if (step === undefined) {
      step = compared(this.#actualOf(process), this.#draftOf(process), type)
      steps.set(type, step)
    }
    return step
  }
}

/** What is the same in two descriptions for facts of one type. */
interface Step {
  readonly rows: boolean
  readonly parts: boolean
  /** Which states interrupt, and which parts are forgotten in. What states are called moves nothing. */
  readonly marks: boolean
}

const compared = (one: ProcessDescription, other: ProcessDescription, type: string): Step => ({
  rows: equal(one.transitions[type], other.transitions[type]),
  parts: equal(partRows(one, type), partRows(other, type)),
  marks: equal(marks(one), marks(other)),
})

const partRows = ({ parts = {} }: ProcessDescription, type: string) =>
  mapped(parts, ({ transitions }) => transitions[type])

const marks = ({ states, parts = {} }: ProcessDescription) => ({
  interrupts: mapped(states, ({ interrupts }) => interrupts),
  forgotten: mapped(parts, ({ states }) => mapped(states, ({ forgotten }) => forgotten)),
})

const mapped = <Value, Result>(record: Readonly<Record<string, Value>>, change: (value: Value) => Result) =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]))

/** The same object, except that reading what `other` has otherwise is told. */
function watching<T extends object>(one: T, other: T, onRead: () => void): T {
  const watched = {}
  for (const name of Object.keys({ ...one, ...other }) as (keyof T)[]) {
    const value = one[name]
    const told = {
      get() {
        onRead()
        return value
      },
    }
    Object.defineProperty(watched, name, { enumerable: true, ...(equal(value, other[name]) ? { value } : told) })
  }
  return watched as T
}
