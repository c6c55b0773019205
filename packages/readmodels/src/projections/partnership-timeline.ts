import type { partnershipEvents } from '@kooperacje/domain'
import type { RecordedEvent } from '@kooperacje/events'
import type { PartnershipTimelineTable } from '../schema.ts'
import { log } from '../table.ts'
import { defineProjection, type EventNamed, each } from '../table-projection.ts'
import { correctionEntries } from './correction-entries.ts'
import { noticeSummary, withdrawalSummary } from './notice-summary.ts'

const timeline = log<PartnershipTimelineTable>('partnership_timeline', ['partnershipId', 'position'])

type PartnershipEvent = (typeof partnershipEvents)[number]['type']

/** What the timeline keeps of each fact; as with cases, one by one and without free words. */
const summaries: {
  readonly [Name in PartnershipEvent]: (data: EventNamed<Name>['data']) => Readonly<Record<string, unknown>>
} = {
  PartnershipOpened: ({ municipality, agreementSignedOn, modelVersion }) => ({
    municipality,
    agreementSignedOn,
    modelVersion,
  }),
  LeaderDesignated: ({ institutionId, sector }) => ({ institutionId, sector }),
  SupportTeamAssigned: ({ animators, modelExperts }) => ({ animators, modelExperts }),
  ResourceDiagnosisCompleted: ({ assistanceResources, localResources, gaps, scope }) => ({
    assistanceResources,
    localResources,
    gaps,
    scope,
  }),
  ResourceMapDrawn: ({ resources, gaps }) => ({ resources: resources.length, gaps: gaps.length }),
  ResourceGapRecorded: ({ gapId, sector }) => ({ gapId, sector }),
  ResourceGapClosed: ({ gapId, institutionId }) => ({ gapId, institutionId }),
  CooperatorIdentified: ({ institutionId, sector }) => ({ institutionId, sector }),
  CooperatorInvited: ({ institutionId, sector, replyBy }) => ({ institutionId, sector, replyBy }),
  CooperatorAnswered: ({ institutionId, answer }) => ({ institutionId, answer }),
  MutualBenefitRecorded: ({ institutionId }) => ({ institutionId }),
  CharterRecorded: ({ values, workRules, communicationStandards }) => ({
    values: values.length,
    workRules: workRules.length,
    communicationStandards: communicationStandards.length,
  }),
  InitiatingMeetingHeld: ({ meetingId, ordinal, invited, present, mode }) => ({
    meetingId,
    ordinal,
    invited,
    present,
    mode,
  }),
  CandidatesPreselected: ({ candidates }) => ({ candidates }),
  RegulationsDraftCirculated: ({ draft, recipients }) => ({ draft, recipients }),
  RegulationsAdopted: ({ regulationsVersion }) => ({ regulationsVersion }),
  RegulationsAmended: ({ regulationsVersion, decisionId }) => ({ regulationsVersion, decisionId }),
  AccessionDeclarationSigned: ({ institutionId, sector, strategicPartner }) => ({
    institutionId,
    sector,
    strategicPartner,
  }),
  PartnershipConstituted: ({ members, sectors }) => ({ members, sectors }),
  ContactPersonsDesignated: ({ contactPersons, teamCandidates }) => ({ contactPersons, teamCandidates }),
  NetworkOfficerAppointed: ({ institutionId }) => ({ institutionId }),
  PlenaryMeetingHeld: ({ meetingId, ordinal, invited, present, mode }) => ({
    meetingId,
    ordinal,
    invited,
    present,
    mode,
  }),
  MinutesFiled: ({ meetingId }) => ({ meetingId }),
  DecisionTaken: ({ meetingId, decisionId }) => ({ meetingId, decisionId }),
  WorkPlanAdopted: ({ year }) => ({ year }),
  CommunicationRulesAdopted: () => ({}),
  EvaluationConceptAdopted: () => ({}),
  ServiceBasketVersionPublished: ({ basketVersion, services, institutions }) => ({
    basketVersion,
    services,
    institutions,
  }),
  MemberBecameInactive: ({ institutionId }) => ({ institutionId }),
  MemberReactivated: ({ institutionId }) => ({ institutionId }),
  MemberWithdrew: ({ institutionId }) => ({ institutionId }),
  MemberExcluded: ({ institutionId }) => ({ institutionId }),
  TeamOpened: ({ caseId, teamId }) => ({ caseId, teamId }),
  TeamHandedOver: ({ caseId, to }) => ({ caseId, ...to }),
  TeamEnded: ({ caseId, teamId }) => ({ caseId, teamId }),
  PartnershipBelowMinimum: ({ institutions, sectors }) => ({ institutions, sectors }),
  PartnershipSuspended: ({ reason }) => ({ reason }),
  PartnershipResumed: ({ mode }) => ({ mode }),
  PartnershipMigrated: ({ modelVersion }) => ({ modelVersion }),
  PartnershipDissolved: () => ({}),
  PartnershipAbandoned: () => ({}),
}

const entry = (event: RecordedEvent, partnershipId: string, summary: Readonly<Record<string, unknown>>) =>
  timeline.insert({
    partnershipId,
    type: event.type,
    occurredAt: event.occurredAt,
    recordedAt: event.recordedAt,
    actorRole: event.metadata.actorRole,
    institutionId: event.metadata.institutionId ?? null,
    summary,
  })

const notice = (event: EventNamed<'DeadlineReminded' | 'DeadlineAlarmRaised'>) => {
  const [streamType, partnershipId] = event.data.about.split('/')
  return streamType === 'partnership' && partnershipId ? entry(event, partnershipId, noticeSummary(event.data)) : null
}

export const partnershipTimelineProjection = defineProjection({
  name: 'partnership_timeline',
  version: 2,
  tables: [timeline],
  corrections: 'SHOW',
  on: {
    ...each(Object.keys(summaries), (event) =>
      entry(event, event.streamId, summaries[event.type as PartnershipEvent](event.data as never)),
    ),
    ...correctionEntries('partnership', Object.keys(summaries), entry),
    MeetingScheduled: (event) => {
      const { of, plannedOn, invited, mode } = event.data
      return of.kind === 'TEAM' ? null : entry(event, of.partnershipId, { kind: of.kind, plannedOn, invited, mode })
    },
    DeadlineReminded: notice,
    DeadlineAlarmRaised: notice,
    DeadlineNoticeWithdrawn: (event) => {
      const [streamType, partnershipId] = event.data.about.split('/')
      const summary = withdrawalSummary(event.data)
      return streamType === 'partnership' && partnershipId ? entry(event, partnershipId, summary) : null
    },
  },
})
