import { businessDate, type caseEvents } from '@kooperacje/domain'
import type { RecordedEvent } from '@kooperacje/events'
import type { CasesTable } from '../schema.ts'
import type { EventNamed } from '../table-projection.ts'

type Row = Readonly<CasesTable>
type CaseEvent = (typeof caseEvents)[number]['type']

const notes: { readonly [Name in CaseEvent]?: (event: EventNamed<Name>, row: Row) => Partial<Row> } = {
  CaseRejected: ({ occurredAt }) => ({ closedOn: businessDate(occurredAt) }),
  ConsentGiven: ({ occurredAt, data: { dataScopes, validUntil } }, { consentedOn, consentScopes }) => ({
    consentedOn: consentedOn ?? businessDate(occurredAt),
    consentUntil: validUntil ?? null,
    consentScopes: [...new Set([...consentScopes, ...dataScopes])],
  }),
  ConsentRefused: ({ occurredAt }) => ({ closedOn: businessDate(occurredAt), closureReason: 'CONSENT_REFUSED' }),
  ConsentWithdrawn: () => ({ consentUntil: null, consentScopes: [] }),
  EnvironmentalInterviewRequired: ({ occurredAt, data: { urgent } }) => ({
    interviewRequiredOn: businessDate(occurredAt),
    interviewUrgent: urgent,
    interviewCompletedOn: null,
  }),
  EnvironmentalInterviewCompleted: ({ occurredAt }) => ({ interviewCompletedOn: businessDate(occurredAt) }),
  TeamMeetingHeld: ({ occurredAt }) => ({ lastSittingOn: businessDate(occurredAt) }),
  DiagnosisCompleted: ({ occurredAt }) => ({ diagnosedOn: businessDate(occurredAt) }),
  PlanAgreed: ({ occurredAt }) => ({ plannedOn: businessDate(occurredAt) }),
  SocialContractConcluded: ({ occurredAt, data: { contractId, variant, endsOn, reviewsOn } }) => ({
    contractId,
    contractVariant: variant,
    contractConcludedOn: businessDate(occurredAt),
    contractEndsOn: endsOn,
    reviewsOn,
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
