import {
  Addressee,
  AgreementParty,
  Approver,
  BarrierArea,
  BarrierLevel,
  ConsultationChannel,
  Escalation,
  Evidence,
  Macroregion,
  MatterKind,
  PilotPhase,
  Region,
  RemarkAuthor,
  SupportKind,
} from '@kooperacje/domain'
import { z } from 'zod'

/** Answers about agreements, the pilot, the model and what is learned; texts in them are public by their making. */

const Day = z.iso.date()
const Version = z.int().describe('Of the stream; If-Match takes it')

export const AgreementView = z
  .object({
    agreementId: z.string(),
    region: Region,
    parties: z.array(AgreementParty),
    status: z.string(),
    signedOn: Day,
    terminatedOn: Day.nullable(),
    version: Version,
  })
  .meta({ id: 'Agreement' })

export const TargetView = z
  .object({
    indicator: z.string(),
    region: Region.nullable(),
    teryt: z.string().nullable(),
    value: z.number(),
    comparator: z.enum(['EQ', 'GTE', 'LTE']),
    source: z.string(),
    validFrom: Day,
    validTo: Day.nullable(),
  })
  .meta({ id: 'PilotTarget' })

export const PilotView = z
  .object({
    pilotId: z.string(),
    status: z.string(),
    models: z.partialRecord(Macroregion, z.string()).describe('The version that each macroregion tries out'),
    phases: z.array(z.object({ phase: PilotPhase, startedOn: Day, plannedEnd: Day, endedOn: Day.nullable() })),
    targets: z.array(TargetView),
    version: Version,
  })
  .meta({ id: 'Pilot' })

export const MilestoneView = z
  .object({
    milestoneId: z.string(),
    number: z.int(),
    dueOn: Day,
    status: z.string(),
    startedOn: Day.nullable(),
    evidence: z.array(Evidence),
    acceptedOn: Day.nullable(),
    acceptedBy: z.string().nullable(),
    returnReason: z.string().nullable(),
    version: Version,
  })
  .meta({ id: 'Milestone' })

export const SupportActivityView = z
  .object({
    activityId: z.string(),
    kind: SupportKind,
    status: z.string(),
    plannedOn: Day.nullable(),
    heldOn: Day.nullable(),
    mode: z.string().nullable(),
    channel: ConsultationChannel.nullable(),
    hours: z.number().nullable(),
    days: z.int().nullable(),
    participants: z.int().nullable(),
    sectors: z.record(z.string(), z.int()).describe('Participants whose sector is known, counted by sector'),
    version: Version,
  })
  .meta({ id: 'SupportActivity' })

export const SupportTotalView = z
  .object({
    kind: SupportKind,
    activities: z.int(),
    hours: z.number(),
    participants: z.int().describe('Attendances; distinct people are counted by the indicators O-09 to O-11'),
  })
  .meta({ id: 'SupportTotal' })

export const ModelVersionView = z
  .object({
    modelVersion: z.string(),
    namePl: z.string(),
    nameEn: z.string(),
    family: z.string(),
    basedOn: z.string().nullable(),
    status: z.string(),
    draftedOn: Day,
    revisedOn: Day.nullable(),
    consultationOpenedOn: Day.nullable(),
    consultationUntil: Day.nullable(),
    consultationClosedOn: Day.nullable(),
    opinions: z.array(z.object({ by: z.string(), favourable: z.boolean(), on: Day, text: z.string().nullable() })),
    approvals: z.array(z.object({ by: Approver, on: Day })),
    publishedOn: Day.nullable(),
    macroregion: Macroregion.nullable(),
    inPilotOn: Day.nullable(),
    evaluatedOn: Day.nullable(),
    recommendedOn: Day.nullable(),
    supersededOn: Day.nullable(),
    supersededBy: z.string().nullable(),
    version: Version,
  })
  .meta({ id: 'ModelVersion' })

export const RemarkView = z
  .object({
    remarkId: z.string(),
    modelVersion: z.string(),
    channel: ConsultationChannel,
    authorRole: RemarkAuthor,
    teryt: z.string().nullable(),
    chapter: z.string(),
    text: z.string(),
    proposedWording: z.string().nullable(),
    status: z.string(),
    submittedOn: Day,
    decision: z.enum(['ACCEPTED', 'PARTLY_ACCEPTED', 'REJECTED']).nullable(),
    decidedOn: Day.nullable(),
    response: z.string().nullable(),
    incorporatedVersion: z.string().nullable(),
    incorporatedChapter: z.string().nullable(),
    version: Version,
  })
  .meta({ id: 'Remark' })

const Tally = z.object({
  remarks: z.int(),
  decided: z.int(),
  accepted: z.int(),
  partlyAccepted: z.int(),
  rejected: z.int(),
  incorporated: z.int(),
})

export const ConsultationReportView = z
  .object({
    modelVersion: z.string(),
    course: ModelVersionView.nullable().describe('null: nobody has recorded the course of this version'),
    tally: Tally,
    byChapter: z.array(Tally.extend({ chapter: z.string() })),
    byChannel: z.array(Tally.extend({ channel: z.string() })),
    remarks: z.array(RemarkView),
  })
  .meta({ id: 'ConsultationReport' })

export const BarrierView = z
  .object({
    barrierId: z.string(),
    area: BarrierArea,
    level: BarrierLevel,
    partnershipId: z.string().nullable(),
    text: z.string(),
    proposal: z.string().nullable(),
    status: z.string(),
    reportedOn: Day,
    escalatedTo: Escalation.nullable(),
    reason: z.string().nullable(),
    endedOn: Day.nullable(),
    version: Version,
  })
  .meta({ id: 'Barrier' })

export const RecommendationView = z
  .object({
    recommendationId: z.string(),
    text: z.string(),
    addressee: Addressee,
    barriers: z.array(z.string()),
    status: z.string(),
    proposedOn: Day,
    reason: z.string().nullable(),
    publishedOn: Day.nullable(),
    version: Version,
  })
  .meta({ id: 'Recommendation' })

export const PracticeView = z
  .object({
    practiceId: z.string(),
    title: z.string(),
    description: z.string(),
    partnershipId: z.string().nullable(),
    status: z.string(),
    submittedOn: Day,
    verifiedOn: Day.nullable(),
    publishedOn: Day.nullable(),
    returnReason: z.string().nullable(),
    version: Version,
  })
  .meta({ id: 'GoodPractice' })

export const MatterView = z
  .object({
    matterId: z.string(),
    kind: MatterKind,
    complex: z.boolean(),
    caseId: z.string().nullable(),
    status: z.string(),
    openedOn: Day,
    extendedOn: Day.nullable(),
    extendedUntil: Day.nullable().describe('The new term, where the authority sets it itself'),
    reviews: z.int().describe('How often a plan that runs on was reviewed'),
    lastReviewedOn: Day.nullable(),
    settledOn: Day.nullable(),
    version: Version,
  })
  .meta({ id: 'Matter' })

export const InterdisciplinaryTeamView = z
  .object({
    teamId: z.string(),
    municipality: z.string().nullable(),
    formedOn: Day,
    sittings: z.int(),
    lastSatOn: Day.nullable(),
    version: Version,
  })
  .meta({ id: 'InterdisciplinaryTeam' })
