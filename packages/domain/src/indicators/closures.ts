import { type CountableFact, said } from './fact.ts'
import type { FactView } from './view.ts'

export interface Closure {
  readonly fact: CountableFact
  readonly reason: string
  /** The last reopening before it, when there was one. */
  readonly reopened: CountableFact | null
}

interface Closures {
  /** By case, as it stands at T. */
  readonly closed: ReadonlyMap<string, Closure>
  /** Closures after which the case was opened again. */
  readonly undone: readonly CountableFact[]
  /** Closures of a case that had been closed already. */
  readonly repeated: readonly CountableFact[]
}

/** Cases closed at T, each by its last closure. A refused consent closes a case without another fact saying so. */
export function closures(view: FactView): Closures {
  const closed = new Map<string, Closure>()
  const reopenings = new Map<string, CountableFact>()
  const [undone, repeated]: [CountableFact[], CountableFact[]] = [[], []]
  for (const fact of view.of('CaseClosed', 'ConsentRefused', 'CaseReopened') as readonly CountableFact[]) {
    const before = closed.get(fact.streamId)
    if (fact.type === 'CaseReopened') {
      if (before) undone.push(before.fact)
      closed.delete(fact.streamId)
      reopenings.set(fact.streamId, fact)
      continue
    }
    if (before) repeated.push(before.fact)
    const reason = fact.type === 'ConsentRefused' ? 'CONSENT_REFUSED' : String(said(fact, 'reason'))
    closed.set(fact.streamId, { fact, reason, reopened: reopenings.get(fact.streamId) ?? null })
  }
  return { closed, undone, repeated }
}

const SUCCESSES = new Set(['GOALS_ACHIEVED', 'GOALS_PARTLY_ACHIEVED'])
export const isSuccess = ({ reason }: Closure): boolean => SUCCESSES.has(reason)

/** Closed by what lies outside the help: such cases say nothing of whether it worked. */
const NO_MEASURE = new Set(['DEATH', 'MOVED_AWAY', 'MOVED_TO_STATUTORY_PROCEDURE', 'CONSENT_REFUSED'])
export const saysNothing = ({ reason }: Closure): boolean => NO_MEASURE.has(reason)

const DROP_OUTS = new Set(['CLIENT_RESIGNED', 'CONSENT_WITHDRAWN', 'NO_CONTACT'])
export const isDropOut = ({ reason }: Closure): boolean => DROP_OUTS.has(reason)
