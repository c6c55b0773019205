import { z } from 'zod'
import { defineEvent, ofStream, personal } from '../kernel/event.ts'
import { ClientKind, Count, Id, Pesel, ProblemArea, ReferralSource, ShortText } from '../kernel/values.ts'
import { Criterion, CriterionEvidence } from './values.ts'

export const CaseProposed = defineEvent({
  type: 'CaseProposed',
  version: 1,
  about: 'A person, family or group was proposed for cooperation.',
  data: z.strictObject({
    partnershipId: Id,
    clientId: Id,
    clientKind: ClientKind,
    adults: Count,
    children: Count,
    source: ReferralSource,
    referralId: Id.optional(),
    preselected: z.boolean().default(false),
    /** The version of the model that the case runs on: the one of its partnership at this moment. */
    modelVersion: z.string().max(20).optional(),
    clientName: personal('C2', ShortText),
    /** Of the person, or of the one who speaks for the family. Found by keyed hash; nobody has to have one. */
    clientPesel: personal('C2', Pesel).optional(),
    problemAreas: personal('C3', z.array(ProblemArea).min(1).max(18)),
  }),
  subject: (data) => data.clientId,
})

export const CaseQualified = defineEvent({
  type: 'CaseQualified',
  version: 1,
  about: 'The leader recorded the selection criteria with the evidence for each, and named the coordinator.',
  data: z.strictObject({
    criteriaMet: z.array(Criterion).max(5),
    coordinatorId: Id,
    /** Given with evidence in words, which is sealed under this key. */
    clientId: Id.optional(),
    evidence: z.array(CriterionEvidence).max(5).optional(),
  }),
  subject: (data, streamId) => data.clientId ?? streamId,
})

export const CaseRejected = defineEvent({
  type: 'CaseRejected',
  version: 1,
  about: 'The proposal was not taken up.',
  data: z.strictObject({ reason: personal('C2', ShortText), redirectedTo: Id.optional() }),
  subject: ofStream,
})
