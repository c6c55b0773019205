import { z } from 'zod'
import { defineEvent, personal } from '../kernel/event.ts'
import {
  BusinessDate,
  ClientKind,
  Id,
  LongText,
  Pesel,
  ProblemArea,
  ReferralSource,
  ShortText,
  Urgency,
} from '../kernel/values.ts'

export const ReferralReturnReason = z.enum([
  'OUTSIDE_AREA',
  'NOT_ENOUGH_INFORMATION',
  'CLIENT_DECLINED',
  'ONE_SECTOR_SUFFICES',
  'STATUTORY_PROCEDURE_RUNNING',
  'NO_CAPACITY',
  'OTHER',
])

export const ReferralSubmitted = defineEvent({
  type: 'ReferralSubmitted',
  version: 1,
  about: 'An institution told the leader of a person, family or group that may need cooperation. Not yet a case.',
  data: z.strictObject({
    partnershipId: Id,
    /** Person key: the personal fields of this fact are sealed under it, and the case takes it over. */
    clientId: Id,
    clientKind: ClientKind,
    source: ReferralSource,
    /** The sending institution; it alone, beside the leader, reads what became of the referral. */
    fromInstitutionId: Id,
    knownSince: BusinessDate,
    urgency: Urgency,
    clientAgreed: z.enum(['YES', 'NO', 'NOT_ASKED']),
    clientName: personal('C2', ShortText),
    /** Of the person, or of the one who speaks for the family. Found by keyed hash; nobody has to have one. */
    clientPesel: personal('C2', Pesel).optional(),
    problemAreas: personal('C3', z.array(ProblemArea).min(1).max(18)),
    note: personal('C3', LongText).optional(),
  }),
  subject: (data) => data.clientId,
})

export const ReferralAccepted = defineEvent({
  type: 'ReferralAccepted',
  version: 1,
  about: 'The leader took the referral up; a case was proposed from it.',
  data: z.strictObject({ caseId: Id }),
})

export const ReferralReturned = defineEvent({
  type: 'ReferralReturned',
  version: 1,
  about: 'The leader sent the referral back to its sender with a reason.',
  data: z.strictObject({
    reason: ReferralReturnReason,
    clientId: Id,
    explanation: personal('C2', LongText).optional(),
  }),
  subject: (data) => data.clientId,
})

export const ReferralRedirected = defineEvent({
  type: 'ReferralRedirected',
  version: 1,
  about: 'The leader passed the referral on to the institution that is competent.',
  data: z.strictObject({ toInstitutionId: Id, clientId: Id, explanation: personal('C2', LongText).optional() }),
  subject: (data) => data.clientId,
})

export const referralEvents = [ReferralSubmitted, ReferralAccepted, ReferralReturned, ReferralRedirected] as const
