import { defineCommand, recordCommand } from '../kernel/command.ts'
import { event } from '../kernel/event.ts'
import { refuse } from '../kernel/refusal.ts'
import { Id } from '../kernel/values.ts'
import {
  CharterRecorded,
  CommunicationRulesAdopted,
  EvaluationConceptAdopted,
  MutualBenefitRecorded,
  RegulationsAdopted,
  RegulationsAmended,
  RegulationsDraftCirculated,
  WorkPlanAdopted,
} from './events.ts'
import { partnership } from './process.ts'
import { answersFor } from './state.ts'

export const recordMutualBenefit = defineCommand({
  name: 'RecordMutualBenefit',
  about: 'Enter what an institution gains and gives into the register of mutual benefits; a later entry replaces it.',
  process: partnership,
  adds: [MutualBenefitRecorded],
  body: MutualBenefitRecorded.data.extend({ institutionId: Id.optional().describe("Left out: the caller's own") }),
  events: ({ body: { institutionId: whose, ...entry }, by, state }) => {
    const institutionId = whose ?? by.institutionId
    if (institutionId === null) return refuse('sender-unknown')
    return answersFor(by, institutionId, state) ?? [event(MutualBenefitRecorded, { institutionId, ...entry })]
  },
})

export const recordCharter = recordCommand(partnership, CharterRecorded, {
  name: 'RecordCharter',
  about: 'Record the charter: aspiration, values, rules of work, standards of communication.',
})

export const circulateRegulationsDraft = recordCommand(partnership, RegulationsDraftCirculated, {
  name: 'CirculateRegulationsDraft',
  about: 'Send a draft of the regulations to the future members.',
})

export const adoptRegulations = recordCommand(partnership, RegulationsAdopted, {
  name: 'AdoptRegulations',
  about: 'Adopt the regulations; from then on declarations may be signed.',
})

export const adoptWorkPlan = recordCommand(partnership, WorkPlanAdopted, {
  name: 'AdoptWorkPlan',
  about: 'Adopt the work plan of a year.',
})

export const adoptCommunicationRules = recordCommand(partnership, CommunicationRulesAdopted, {
  name: 'AdoptCommunicationRules',
  about: 'Adopt the rules of communication between the partnership and its task teams.',
})

export const adoptEvaluationConcept = recordCommand(partnership, EvaluationConceptAdopted, {
  name: 'AdoptEvaluationConcept',
  about: 'Adopt the concept of evaluation and monitoring.',
})

export const amendRegulations = recordCommand(partnership, RegulationsAmended, {
  name: 'AmendRegulations',
  about: 'Put the next version of the regulations into force.',
})

export const paperCommands = [
  recordMutualBenefit,
  recordCharter,
  circulateRegulationsDraft,
  adoptRegulations,
  amendRegulations,
  adoptWorkPlan,
  adoptCommunicationRules,
  adoptEvaluationConcept,
] as const
