import type { DataOf } from '../kernel/event.ts'
import type { GuardInput } from '../kernel/process.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import type { CaseClosed } from './events.ts'
import type { CaseOthers, CaseState, CaseStatus } from './state.ts'
import type { ClosureReason } from './values.ts'

interface ClosureRule {
  /** `ORDINARY`: only work that was evaluated ends so. `ANY_TIME`: life or law ended it, whatever its state. */
  readonly when: 'ORDINARY' | 'ANY_TIME' | 'AFTER_WITHDRAWAL' | 'NEVER'
  readonly note: 'REQUIRED' | 'OPTIONAL'
}

/** Every reason there is, so that a new one cannot be added without saying when it may be given. */
export const closureRules: Readonly<Record<ClosureReason, ClosureRule>> = {
  GOALS_ACHIEVED: { when: 'ORDINARY', note: 'OPTIONAL' },
  GOALS_PARTLY_ACHIEVED: { when: 'ORDINARY', note: 'OPTIONAL' },
  PILOT_ENDED: { when: 'ORDINARY', note: 'OPTIONAL' },
  CLIENT_RESIGNED: { when: 'ANY_TIME', note: 'OPTIONAL' },
  CONSENT_WITHDRAWN: { when: 'AFTER_WITHDRAWAL', note: 'OPTIONAL' },
  /** Comes about by the refusal itself (`ConsentRefused`), never by closing. */
  CONSENT_REFUSED: { when: 'NEVER', note: 'OPTIONAL' },
  CONTRACT_BROKEN: { when: 'ANY_TIME', note: 'REQUIRED' },
  NO_CONTACT: { when: 'ANY_TIME', note: 'REQUIRED' },
  MOVED_AWAY: { when: 'ANY_TIME', note: 'REQUIRED' },
  DEATH: { when: 'ANY_TIME', note: 'REQUIRED' },
  MOVED_TO_STATUTORY_PROCEDURE: { when: 'ANY_TIME', note: 'REQUIRED' },
  OTHER: { when: 'ANY_TIME', note: 'REQUIRED' },
}

type Input = GuardInput<CaseState, DataOf<typeof CaseClosed>, CaseOthers>

const ORDINARILY: readonly CaseStatus[] = ['EVALUATED']

export function reasonFits({ state, data: { reason } }: Input): Refusal | null {
  const { when } = closureRules[reason]
  const fits =
    when === 'ANY_TIME' ||
    (when === 'ORDINARY' && ORDINARILY.includes(state.status)) ||
    (when === 'AFTER_WITHDRAWAL' && state.consent.withdrawn !== null)
  return fits ? null : refuse('closure-reason-not-allowed', { reason, state: state.status })
}

export const noteGiven = ({ data: { reason, note } }: Input): Refusal | null =>
  closureRules[reason].note === 'REQUIRED' && !note ? refuse('reason-missing', { field: 'note', reason }) : null

/** What was planned is done or given up before the work counts as finished; life and law do not wait for that. */
export function nothingLeftOpen({ state, data: { reason } }: Input): Refusal | null {
  if (closureRules[reason].when !== 'ORDINARY') return null
  const actionIds = state.actions.filter(({ status }) => status === 'OPEN').map(({ actionId }) => actionId)
  return actionIds.length > 0 ? refuse('open-actions', { actionIds }) : null
}
