import { z } from 'zod'
import { defineEvent } from '../kernel/event.ts'
import { Count, Id, LongText, ShortText } from '../kernel/values.ts'

const Points = z.array(ShortText).max(30)

export const MutualBenefitRecorded = defineEvent({
  type: 'MutualBenefitRecorded',
  version: 1,
  about:
    'What an institution gains by the partnership and what it gives: its entry in the register of mutual benefits.',
  data: z.strictObject({ institutionId: Id, gains: Points.min(1), gives: Points.min(1) }),
})

export const CharterRecorded = defineEvent({
  type: 'CharterRecorded',
  version: 1,
  about:
    'The future members agreed on what they aspire to, their values, rules of work and standards of communication.',
  data: z.strictObject({
    aspiration: LongText,
    values: Points.min(1),
    workRules: Points,
    communicationStandards: Points,
  }),
})

export const RegulationsDraftCirculated = defineEvent({
  type: 'RegulationsDraftCirculated',
  version: 1,
  about: 'A draft of the regulations, or of their amendment, went to those who are to adopt it.',
  data: z.strictObject({ draft: z.string().max(20), recipients: Count }),
})

export const RegulationsAdopted = defineEvent({
  type: 'RegulationsAdopted',
  version: 1,
  about: 'The regulations were adopted; institutions may now sign declarations.',
  data: z.strictObject({ regulationsVersion: z.int().min(1).max(1000) }),
})

export const RegulationsAmended = defineEvent({
  type: 'RegulationsAmended',
  version: 1,
  about: 'The partnership amended its regulations: their next version is in force.',
  data: z.strictObject({
    regulationsVersion: z.int().min(2).max(1000),
    decisionId: Id.optional().describe('The decision of the plenary meeting that amended them'),
  }),
})

export const WorkPlanAdopted = defineEvent({
  type: 'WorkPlanAdopted',
  version: 1,
  about: 'The work plan of a year was adopted, for the first time or anew.',
  data: z.strictObject({ year: z.int().min(2000).max(2100) }),
})

export const CommunicationRulesAdopted = defineEvent({
  type: 'CommunicationRulesAdopted',
  version: 1,
  about: 'The rules of communication between the partnership and its task teams were adopted.',
  data: z.strictObject({}),
})

export const EvaluationConceptAdopted = defineEvent({
  type: 'EvaluationConceptAdopted',
  version: 1,
  about: 'The concept of evaluation and monitoring was adopted.',
  data: z.strictObject({}),
})
