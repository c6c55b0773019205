import { businessDate, type caseEvents } from '@kooperacje/domain'
import type { RecordedEvent } from '@kooperacje/events'
import type { CasesTable } from '../schema.ts'
import type { EventNamed } from '../table-projection.ts'

type Row = Readonly<CasesTable>
type CaseEvent = (typeof caseEvents)[number]['type']

const notes: { readonly [Name in CaseEvent]?: (event: EventNamed<Name>, row: Row) => Partial<Row> } = {
  CaseRejected: ({ occurredAt }) => ({ closedOn: businessDate(occurredAt) }),
  ConsentGiven: ({ occurredAt, data: { dataScopes } }, { consentedOn, consentScopes }) => ({
    consentedOn: consentedOn ?? businessDate(occurredAt),
    consentScopes: [...new Set([...consentScopes, ...dataScopes])],
  }),
  ConsentRefused: ({ occurredAt }) => ({ closedOn: businessDate(occurredAt), closureReason: 'CONSENT_REFUSED' }),
  ConsentWithdrawn: () => ({ consentScopes: [] }),
  EnvironmentalInterviewRequired: ({ occurredAt, data: { urgent } }) => ({
    interviewRequiredOn: businessDate(occurredAt),
    interviewUrgent: urgent,
    interviewCompletedOn: null,
  }),
  EnvironmentalInterviewCompleted: ({ occurredAt }) => ({ interviewCompletedOn: businessDate(occurredAt) }),
  TeamMeetingHeld: ({ occurredAt }) => ({ lastSittingOn: businessDate(occurredAt) }),
  ReviewHeld: ({ occurredAt }, { reviewedOn }) => ({
    reviewedOn: [...new Set([...reviewedOn, businessDate(occurredAt)])].sort(),
  }),
  DiagnosisCompleted: ({ occurredAt, data: { needs, ownResources, communityResources, byLifeArea = [] } }) => ({
    diagnosedOn: businessDate(occurredAt),
    diagnosis: { needs, ownResources, communityResources, byLifeArea },
  }),
  PlanAgreed: ({ occurredAt }) => ({ plannedOn: businessDate(occurredAt) }),
  SocialContractConcluded: ({ occurredAt, data: { contractId, variant, endsOn, reviewsOn } }) => ({
    contractId,
    contractVariant: variant,
    contractConcludedOn: businessDate(occurredAt),
    contractEndsOn: endsOn,
    reviewsOn,
  }),
  ContractAmended: ({ data: { endsOn, reviewsOn } }) => ({ contractEndsOn: endsOn, reviewsOn }),
  FinalEvaluationCompleted: ({ occurredAt, data: { clientScore } }) => ({
    evaluatedOn: businessDate(occurredAt),
    clientScore: clientScore ?? null,
  }),
  FollowUpRecorded: ({ occurredAt, data: { outcome } }) => ({
    followedUpOn: businessDate(occurredAt),
    followUpOutcome: outcome,
  }),
  // What is agreed anew begins anew; the days of before stay in the history.
  CaseReopened: ({ occurredAt }) => ({
    reopenedOn: businessDate(occurredAt),
    consentedOn: null,
    consentScopes: [],
    diagnosedOn: null,
    diagnosis: null,
    plannedOn: null,
    contractVariant: null,
    contractConcludedOn: null,
    contractEndsOn: null,
    reviewsOn: [],
    reviewedOn: [],
    evaluatedOn: null,
    clientScore: null,
    followedUpOn: null,
    followUpOutcome: null,
    closureReason: null,
    closedOn: null,
  }),
  CaseClosed: ({ occurredAt, data: { reason } }) => ({ closedOn: businessDate(occurredAt), closureReason: reason }),
}

/** What a fact leaves on the row of its case besides the state: mostly the day. */
export function caseNotes(event: RecordedEvent, row: Row): Partial<Row> {
  const note = (notes as Readonly<Record<string, ((event: RecordedEvent, row: Row) => Partial<Row>) | undefined>>)[
    event.type
  ]
  return note?.(event, row) ?? {}
}
