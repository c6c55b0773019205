import { businessDate } from '../calendar/warsaw.ts'
import { type Correction, correctedType, effective, isCorrection, type VersionedEvent } from './correction.ts'
import type { NewEvent } from './event.ts'
import type { Models } from './model.ts'
import { check, evolve, type ProcessDefinition, type ProcessState } from './process.ts'
import { type Refusal, refuse } from './refusal.ts'

export interface CorrectionInput<State extends ProcessState, Others> {
  readonly process: ProcessDefinition<State, Others>
  /** The whole stream. */
  readonly history: readonly VersionedEvent[]
  readonly correction: NewEvent
  readonly occurredAt: string
  readonly others: Others
  readonly models: Models
}

/**
 * May this correction be added, and what is the state then? It must name a fact of its type, and the history must remain one
 * that could have happened: neither the corrected fact nor any after it may now be refused that was not refused before.
 */
export function correct<State extends ProcessState, Others>(
  input: CorrectionInput<State, Others>,
): { readonly state: State } | Refusal {
  const { process, history, correction, occurredAt } = input
  const { corrects } = correction.data as Correction
  const wrong = history.find(({ streamVersion }) => streamVersion === corrects)
  const type = correctedType(correction.type) ?? wrong?.type
  if (!wrong || isCorrection(wrong.type) || wrong.type !== type) return refuse('no-such-fact', { corrects, type })
  const streamVersion = (history.at(-1)?.streamVersion ?? 0) + 1
  const added = { ...correction, streamId: wrong.streamId, occurredAt, streamVersion }
  const before = replay(input, effective(history))
  const after = replay(input, effective([...history, added]))
  for (const [version, refusal] of after.refusals) {
    if (before.refusals.has(version) && version !== corrects) continue
    const { step } = refusal
    return refuse('correction-impossible', { corrects, version, step, because: refusal.code, ...refusal.details })
  }
  if (after.state.status === process.initial.status) return refuse('correction-impossible', { corrects })
  return { state: after.state }
}

type Found = { readonly step: string; readonly code: string; readonly details: Refusal['details'] }

/** The fold, with what the rules say to each fact. In which order facts were dated is no matter of corrections. */
function replay<State extends ProcessState, Others>(
  { process, others, models }: CorrectionInput<State, Others>,
  events: readonly VersionedEvent[],
): { readonly state: State; readonly refusals: ReadonlyMap<number, Found> } {
  const refusals = new Map<number, Found>()
  let state = process.initial
  for (const event of events) {
    const undated = { ...state, begunOn: null, since: null }
    const refusal = check(process, undated, event, businessDate(event.occurredAt), others, models)
    if (refusal) refusals.set(event.streamVersion, { step: event.type, code: refusal.code, details: refusal.details })
    state = evolve(process as ProcessDefinition<State, never>, state, event, models)
  }
  return { state, refusals }
}
