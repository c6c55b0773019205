import { businessDate } from '../calendar/warsaw.ts'
import type { LoggedEvent } from '../indicators/fact.ts'
import type { Model, Models } from '../kernel/model.ts'
import { check, evolve, type ProcessState } from '../kernel/process.ts'
import type { Refusal } from '../kernel/refusal.ts'
import { type AnyProcess, processes } from '../registry.ts'
import { sameCourse, sameRules } from './same-rules.ts'

/** A fact that one of the two versions would not have allowed. */
export interface RefusedFact {
  readonly position: number
  /** `case/…` */
  readonly about: string
  readonly type: string
  readonly occurredOn: string
  readonly refusal: Refusal
}

export interface Refusals {
  readonly actual: number
  readonly draft: number
  /** Only the draft refuses them. */
  readonly byDraft: readonly RefusedFact[]
  /** The version that they were recorded under refuses them, and the draft does not: facts that came in by an import. */
  readonly byActual: readonly RefusedFact[]
}

interface Stream {
  readonly process: AnyProcess
  actual: ProcessState
  /** The same object as `actual` as long as both versions describe the same course. */
  draft: ProcessState
}

/**
 * Asks of every fact of a ledger, in order, whether the draft would have allowed it. A fact that it refuses is counted and
 * taken in all the same: it did happen, and what came after it is asked about too.
 */
export class Replay {
  readonly #actual: Models
  readonly #draft: Model
  readonly #underDraft: Models
  readonly #streams = new Map<string, Stream>()
  readonly #byDraft: RefusedFact[] = []
  readonly #byActual: RefusedFact[] = []
  #refusedByBoth = 0

  constructor(actual: Models, draft: Model) {
    this.#actual = actual
    this.#draft = draft
    this.#underDraft = () => draft
  }

  take(event: LoggedEvent): void {
    const { streamType, streamId } = event
    const key = `${streamType}/${streamId}`
    let stream = this.#streams.get(key)
    if (!stream) {
      const process = processes[streamType]
      if (!process) return
      stream = { process, actual: process.initial, draft: process.initial }
      this.#streams.set(key, stream)
    }
    this.#compare(stream, event)
    this.#evolve(stream, event)
  }

  get refusals(): Refusals {
    const both = this.#refusedByBoth
    return {
      actual: this.#byActual.length + both,
      draft: this.#byDraft.length + both,
      byDraft: this.#byDraft,
      byActual: this.#byActual,
    }
  }

  #compare(stream: Stream, event: LoggedEvent): void {
    const model = this.#actual(versionNamed(event.data) ?? stream.actual.modelVersion)
    // What was recorded was allowed; where nothing differs there is nothing to ask.
    if (sameRules(model, this.#draft)) return
    const occurredOn = businessDate(event.occurredAt)
    const others = this.#othersOf(stream, event)
    const draft = check(stream.process, stream.draft, event, occurredOn, others('draft'), this.#underDraft)
    // With one course the version that it was recorded under is only asked when the draft says no.
    if (draft === null && stream.draft === stream.actual) return
    const actual = check(stream.process, stream.actual, event, occurredOn, others('actual'), this.#actual)
    if (draft && actual) this.#refusedByBoth++
    else if (draft) this.#byDraft.push(refused(event, occurredOn, draft))
    else if (actual) this.#byActual.push(refused(event, occurredOn, actual))
  }

  #othersOf({ process, actual }: Stream, { data }: LoggedEvent) {
    const names = process.looksAt?.(actual, data) ?? {}
    return (side: 'actual' | 'draft') => {
      const states: Record<string, ProcessState> = {}
      for (const name in names) {
        const { type = '', id = '' } = names[name] ?? {}
        const other = this.#streams.get(`${type}/${id}`)?.[side] ?? processes[type]?.initial
        if (other) states[name] = other
      }
      return states
    }
  }

  #evolve(stream: Stream, event: LoggedEvent): void {
    const { process, actual, draft } = stream
    const model = this.#actual(versionNamed(event.data) ?? actual.modelVersion)
    if (draft === actual && sameCourse(process, model, this.#draft)) {
      stream.actual = evolve(process, actual, event, this.#actual, true)
      stream.draft = stream.actual
      return
    }
    // From here on they are two, and neither may move the parts of the other.
    const own = draft === actual ? { ...draft, parts: structuredClone(draft.parts) } : draft
    stream.draft = evolve(process, own, event, this.#underDraft, true)
    stream.actual = evolve(process, actual, event, this.#actual, true)
  }
}

const refused = (event: LoggedEvent, occurredOn: string, refusal: Refusal): RefusedFact => ({
  position: event.position,
  about: `${event.streamType}/${event.streamId}`,
  type: event.type,
  occurredOn,
  refusal,
})

function versionNamed(data: unknown): string | null {
  const named = (data as { modelVersion?: unknown } | null)?.modelVersion
  return typeof named === 'string' ? named : null
}
