import type { CommandDefinition } from './command.ts'
import type { PartRow, ProcessDescription, TransitionRow } from './description.ts'
import type { Models } from './model.ts'
import { descriptionIn, inTable, type ProcessDefinition, type ProcessState, partsOf } from './process.ts'
import { type Refusal, refuse } from './refusal.ts'

/** One thing that could be asked for now. */
export interface StepOffer {
  readonly command: string
  /** Why not, as far as the state alone can tell; null: ask, and the guards will look at the rest. */
  readonly refusal: Refusal | null
  /** The guard that refuses; null where the table does, or the parts. */
  readonly guard: string | null
}

export interface StepsInput {
  // biome-ignore lint/suspicious/noExplicitAny: steps do not depend on the state's type
  readonly process: ProcessDefinition<any, any>
  // biome-ignore lint/suspicious/noExplicitAny: see above
  readonly commands: readonly CommandDefinition<any, any, any>[]
  readonly state: ProcessState
  /** States that `looksAt` of the process names. */
  readonly others: Readonly<Record<string, ProcessState>>
  readonly today: string
  readonly models: Models
}

/**
 * What is allowed in a state, and why not: by the same table, guards and parts that decide when somebody asks. Of the guards
 * only those are asked that look at nothing but the state, for there is no payload yet.
 */
export function stepsIn(input: StepsInput): readonly StepOffer[] {
  const { process, commands, state } = input
  return commands
    .filter((command) => command.process === process)
    .map((command) => {
      if (!command.history) return { command: command.name, ...answerTo(input, command.adds[0]?.type ?? '') }
      const nothing = state.status === process.initial.status
      return { command: command.name, ...by(nothing ? refuse('not-found', { process: process.name }) : null) }
    })
}

/** Why a fact of this type cannot follow now, as far as the state alone can tell. */
export const whyNot = (input: Omit<StepsInput, 'commands'>, type: string): Refusal | null =>
  answerTo(input, type).refusal

type Answer = Pick<StepOffer, 'refusal' | 'guard'>
const by = (refusal: Refusal | null, guard: string | null = null): Answer => ({ refusal, guard })

function answerTo({ process, state, others, today, models }: Omit<StepsInput, 'commands'>, type: string): Answer {
  const description = descriptionIn(models(state.modelVersion), process)
  const refusal = inTable(process.name, description, state, { type })
  if (refusal) return by(refusal)
  const model = models(state.modelVersion)
  const askState = (row: TransitionRow): Answer | null => {
    for (const name of row.guards ?? []) {
      if (!process.stateGuards?.includes(name)) continue
      const refusal = process.guards[name]?.({ state, data: {}, occurredOn: today, others, model, models })
      if (refusal) return by(refusal, name)
    }
    return null
  }
  const rows = (description.transitions[type] ?? []).filter(({ from }) => from.includes(state.status))
  const answers = rows.map(askState)
  const [first] = answers
  if (first && answers.every((answer) => answer !== null)) return first
  return by(noPart(description, state, type))
}

/** A step about one of several parts needs at least one that is in a state for it. */
function noPart(description: ProcessDescription, state: ProcessState, type: string): Refusal | null {
  for (const [kind, part] of Object.entries(description.parts ?? {})) {
    const rows: readonly PartRow[] = (part.transitions[type] ?? []).filter(
      (row) => row.of !== '*' && (row.in?.includes(state.status) ?? true),
    )
    const froms = rows.flatMap(({ from }) => from)
    if (rows.length === 0 || froms.includes('NONE')) continue
    if (partsOf(state, kind, ...froms).length === 0)
      return refuse('no-such-part', { part: kind, allowedIn: [...new Set(froms)] })
  }
  return null
}
