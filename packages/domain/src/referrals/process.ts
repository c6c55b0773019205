import type { DataOf, PastEvent } from '../kernel/event.ts'
import { type Absent, defineProcess, type ProcessState } from '../kernel/process.ts'
import { refuse } from '../kernel/refusal.ts'
import { type ReferralAccepted, type ReferralRedirected, type ReferralSubmitted, referralEvents } from './events.ts'

type Status = Absent | 'WAITING' | 'ACCEPTED' | 'RETURNED' | 'REDIRECTED'

export interface ReferralState extends ProcessState<Status> {
  readonly referral: DataOf<typeof ReferralSubmitted> | null
  readonly caseId: string | null
}

/**
 * A referral is not a case: it is accepted, returned with a reason or redirected, once, and its sender learns which.
 */
export const referral = defineProcess<ReferralState>({
  name: 'referral',
  events: referralEvents,
  initial: { status: 'NONE', referral: null, caseId: null },
  transitions: {
    ReferralSubmitted: { from: ['NONE'], to: 'WAITING', guards: [knownBeforeSubmitted] },
    ReferralAccepted: { from: ['WAITING'], to: 'ACCEPTED' },
    ReferralReturned: { from: ['WAITING'], to: 'RETURNED' },
    ReferralRedirected: { from: ['WAITING'], to: 'REDIRECTED', guards: [notToItsSender] },
  },
  remember: {
    ReferralSubmitted: (_, { data }: PastEvent<string, DataOf<typeof ReferralSubmitted>>) => ({ referral: data }),
    ReferralAccepted: (_, { data }: PastEvent<string, DataOf<typeof ReferralAccepted>>) => ({ caseId: data.caseId }),
  },
})

function knownBeforeSubmitted({ data, occurredOn }: { data: DataOf<typeof ReferralSubmitted>; occurredOn: string }) {
  return data.knownSince > occurredOn ? refuse('date-order', { field: 'knownSince', notAfter: occurredOn }) : null
}

function notToItsSender({ state, data }: { state: ReferralState; data: DataOf<typeof ReferralRedirected> }) {
  return state.referral?.fromInstitutionId === data.toInstitutionId ? refuse('same-institution') : null
}
