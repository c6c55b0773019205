import type { DataOf, PastEvent } from '../kernel/event.ts'
import { type Absent, absent, defineProcess, type ProcessState } from '../kernel/process.ts'
import { refuse } from '../kernel/refusal.ts'
import { referralDescription } from './description.ts'
import { type ReferralAccepted, type ReferralRedirected, type ReferralSubmitted, referralEvents } from './events.ts'

type Status = Absent | 'WAITING' | 'ACCEPTED' | 'RETURNED' | 'REDIRECTED'

export interface ReferralState extends ProcessState<Status> {
  readonly referral: DataOf<typeof ReferralSubmitted> | null
  readonly caseId: string | null
}

export const referral = defineProcess<ReferralState>({
  name: 'referral',
  events: referralEvents,
  initial: { ...absent, referral: null, caseId: null },
  guards: { knownBeforeSubmitted, notToItsSender },
  description: referralDescription,
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
