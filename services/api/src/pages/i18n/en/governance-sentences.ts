import type { GovernanceSentences, Say } from '../sentence.ts'

interface Gathered {
  readonly hours?: number
  readonly participants?: number | readonly unknown[]
  readonly participantCount?: number
}

const held = (what: string) => (fact: Gathered, say: Say) =>
  `${what} took place. Hours: ${say.number(fact.hours)}, participants: ${say.number(fact.participantCount ?? countOf(fact.participants))}.`

const countOf = (participants: Gathered['participants']) =>
  typeof participants === 'number' ? participants : participants?.length

export const governanceSentences: GovernanceSentences = {
  CooperationAgreementSigned: (fact, say) =>
    `A cooperation agreement was signed. Region: ${say.code('region', fact.region)}, parties: ${say.number(fact.parties)}.`,
  CooperationAgreementTerminated: () => 'The cooperation agreement ended.',

  ModelVersionDrafted: () => 'A version of the model was drafted.',
  ModelVersionRevised: () => 'The draft of the version was revised.',
  ModelConsultationOpened: (fact, say) =>
    `The draft went out to consultation${fact.until ? ` until ${say.date(fact.until)}` : ''}.`,
  ModelConsultationClosed: () => 'The consultation of the draft ended.',
  ModelOpinionGiven: (fact, say) =>
    `${fact.favourable === false ? 'An unfavourable' : 'A favourable'} opinion was given. By: ${say.code('opinionGiver', fact.by)}.`,
  ModelVersionApproved: (fact, say) => `The version was approved. By: ${say.code('approver', fact.by)}.`,
  ModelVersionPublished: () => 'The version of the model was published.',
  ModelPutInPilot: (fact, say) => `The version is tried out by ${say.code('macroregion', fact.macroregion)}.`,
  ModelVersionEvaluated: () => 'The version of the model was evaluated.',
  ModelVersionRecommended: () => 'The version of the model was recommended for use.',
  ModelVersionSuperseded: (fact, say) => `Version ${say.text(fact.by)} took the place of this version.`,

  PilotPhaseStarted: (fact, say) =>
    `Phase ${say.text(fact.phase)} of the project began. Planned end: ${say.date(fact.plannedEnd)}.`,
  PilotPhaseEnded: (fact, say) => `Phase ${say.text(fact.phase)} of the project ended.`,
  PilotModelChosen: (fact, say) =>
    `Version ${say.text(fact.version)} of the model was chosen to be tried out (${say.code('macroregion', fact.macroregion)}).`,
  PilotTargetSet: (fact, say) =>
    `A target for the indicator ${say.text(fact.indicator)} was set: ${say.code('comparator', fact.comparator)} ${say.number(fact.value)}.`,

  MilestonePlanned: (fact, say) => `Milestone ${say.number(fact.number)} was planned for ${say.date(fact.dueOn)}.`,
  MilestoneStarted: () => 'Work towards the milestone began.',
  MilestoneEvidenceCollected: (fact, say) =>
    `Evidence for the milestone was put together (${say.number(fact.evidence)}).`,
  MilestoneAccepted: (fact, say) => `The milestone was accepted. By: ${say.code('acceptingBody', fact.by)}.`,
  MilestoneReturned: () => 'The milestone was returned.',

  SupportActivityPlanned: (fact, say) =>
    `An activity (${say.code('supportKind', fact.kind)}) was planned for ${say.date(fact.plannedOn)}.`,
  SupportActivityCancelled: () => 'The planned activity was cancelled.',
  IntersectoralTrainingHeld: held('An intersectoral training'),
  CooperationWorkshopHeld: held('A cooperation workshop'),
  EducationalMeetingHeld: held('An educational meeting'),
  ConsultationMeetingHeld: held('A consultation meeting'),
  ConferenceHeld: held('A conference'),
  CoachingSessionHeld: (fact, say) => `A social worker was coached. Hours: ${say.number(fact.hours)}.`,
  SupervisionSessionHeld: held('A session of supervision'),

  RemarkSubmitted: (fact, say) =>
    `A remark on version ${say.text(fact.version)} of the model was submitted. Channel: ${say.code('consultationChannel', fact.channel)}.`,
  RemarkTriaged: () => 'The remark was given to those who decide.',
  RemarkAccepted: () => 'The remark was accepted.',
  RemarkPartlyAccepted: () => 'The remark was accepted in part.',
  RemarkRejected: () => 'The remark was rejected with a justification.',
  RemarkIncorporated: (fact, say) => `The remark changed version ${say.text(fact.version)} of the model.`,

  BarrierReported: (fact, say) =>
    `A barrier was reported. Area: ${say.code('barrierArea', fact.area)}, ${say.code('barrierLevel', fact.level)}.`,
  BarrierConfirmed: () => 'The barrier was confirmed.',
  BarrierDismissed: () => 'The barrier was dismissed.',
  BarrierProposalMade: () => 'A way to remove the barrier was proposed.',
  BarrierEscalated: (fact, say) => `The barrier was taken higher. To: ${say.code('escalation', fact.to)}.`,
  BarrierRemoved: () => 'The barrier was removed.',
  BarrierAcceptedAsLimit: () => 'The barrier was accepted as a limit of the model.',

  RecommendationProposed: (fact, say) => `A recommendation was proposed. To: ${say.code('addressee', fact.addressee)}.`,
  RecommendationReviewed: () => 'The recommendation was reviewed.',
  RecommendationAdopted: () => 'The recommendation was adopted.',
  RecommendationRejected: () => 'The recommendation was rejected.',
  RecommendationPublished: () => 'The recommendation was published.',

  GoodPracticeSubmitted: () => 'A good practice was submitted.',
  GoodPracticeVerified: () => 'The good practice was verified and confirmed to be anonymous.',
  GoodPracticePublished: () => 'The good practice was published.',
  GoodPracticeReturned: () => 'The good practice was returned to those who submitted it.',
  GoodPracticeArchived: () => 'The good practice was archived.',

  MatterOpened: (fact, say) => `A matter with a statutory term was opened: ${say.code('matterKind', fact.kind)}.`,
  MatterReviewed: () => 'A plan that runs on was reviewed.',
  MatterExtended: () => 'The term of the matter was extended.',
  MatterSettled: () => 'The matter was settled.',
  InterdisciplinaryTeamFormed: () => 'The interdisciplinary team was formed.',
  InterdisciplinaryTeamSat: () => 'The interdisciplinary team sat.',
}
