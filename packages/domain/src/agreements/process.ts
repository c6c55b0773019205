import { namesNobody } from '../anonymisation/public-text.ts'
import { businessDate } from '../calendar/warsaw.ts'
import type { Fact } from '../kernel/event.ts'
import { absent, defineProcess } from '../kernel/process.ts'
import { agreementDescription } from './description.ts'
import { agreementEvents, type CooperationAgreementSigned, type CooperationAgreementTerminated } from './events.ts'
import { partiesComplete, partiesDiffer, partiesInRegion } from './guards.ts'
import type { AgreementState } from './state.ts'

export const agreement = defineProcess<AgreementState, unknown>({
  name: 'agreement',
  events: agreementEvents,
  initial: { ...absent, parties: [], terminatedOn: null },
  guards: { partiesDiffer, partiesComplete, partiesInRegion, namesNobody },
  description: agreementDescription,
  remember: {
    CooperationAgreementSigned: (_, { data }: Fact<typeof CooperationAgreementSigned>) => ({ parties: data.parties }),
    CooperationAgreementTerminated: (_, { occurredAt }: Fact<typeof CooperationAgreementTerminated>) => ({
      terminatedOn: businessDate(occurredAt),
    }),
  },
})
