import type {
  AcceptingBody,
  Addressee,
  AgreementStatus,
  Approver,
  BarrierArea,
  BarrierLevel,
  BarrierStatus,
  ConsultationChannel,
  Escalation,
  Evidence,
  Macroregion,
  MatterKind,
  MatterStatus,
  MilestoneStatus,
  ModelVersionStatus,
  OpinionGiver,
  PilotStatus,
  PracticeStatus,
  RecommendationStatus,
  Region,
  RemarkAuthor,
  RemarkStatus,
  SupportKind,
  SupportStatus,
} from '@kooperacje/domain'
import {
  agreement,
  barrier,
  matter,
  milestone,
  modelVersion,
  type ProcessDescription,
  pilot,
  practice,
  recommendation,
  remark,
  support,
} from '@kooperacje/domain'
import type { z } from 'zod'
import type { Locale } from './locale.ts'

type NamesOf<Code extends string> = Readonly<Record<Code, string>>

/** Codes of agreements, the pilot, the course of the model and what is learned from it. */
export interface GovernanceCodeNames extends GovernanceStates {
  readonly region: NamesOf<Region>
  readonly macroregion: NamesOf<Macroregion>
  readonly approver: NamesOf<Approver>
  readonly opinionGiver: NamesOf<z.infer<typeof OpinionGiver>>
  readonly acceptingBody: NamesOf<z.infer<typeof AcceptingBody>>
  readonly evidenceKind: NamesOf<Evidence['kind']>
  readonly comparator: NamesOf<'EQ' | 'GTE' | 'LTE'>
  readonly supportKind: NamesOf<SupportKind>
  readonly consultationChannel: NamesOf<ConsultationChannel>
  readonly remarkAuthor: NamesOf<RemarkAuthor>
  readonly barrierArea: NamesOf<BarrierArea>
  readonly barrierLevel: NamesOf<BarrierLevel>
  readonly escalation: NamesOf<Escalation>
  readonly addressee: NamesOf<Addressee>
  readonly matterKind: NamesOf<MatterKind>
}

interface GovernanceStates {
  readonly agreementStatus: NamesOf<AgreementStatus>
  readonly modelStatus: NamesOf<ModelVersionStatus>
  readonly pilotStatus: NamesOf<PilotStatus>
  readonly milestoneStatus: NamesOf<MilestoneStatus>
  readonly supportStatus: NamesOf<SupportStatus>
  readonly remarkStatus: NamesOf<RemarkStatus>
  readonly barrierStatus: NamesOf<BarrierStatus>
  readonly recommendationStatus: NamesOf<RecommendationStatus>
  readonly practiceStatus: NamesOf<PracticeStatus>
  readonly matterStatus: NamesOf<MatterStatus>
}

/** States are named once, in the description of their process. */
export const governanceStates = (locale: Locale): GovernanceStates => {
  const of = ({ description }: { readonly description: ProcessDescription }) =>
    Object.fromEntries(Object.entries(description.states).map(([state, names]) => [state, names[locale]])) as never
  return {
    agreementStatus: of(agreement),
    modelStatus: of(modelVersion),
    pilotStatus: of(pilot),
    milestoneStatus: of(milestone),
    supportStatus: of(support),
    remarkStatus: of(remark),
    barrierStatus: of(barrier),
    recommendationStatus: of(recommendation),
    practiceStatus: of(practice),
    matterStatus: of(matter),
  }
}
