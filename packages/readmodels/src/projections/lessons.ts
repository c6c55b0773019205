import { businessDate } from '@kooperacje/domain'
import type { RecordedEvent } from '@kooperacje/events'
import type {
  BarriersTable,
  PracticesTable,
  RecommendationsTable,
  RemarkDecision,
  RemarksTable,
} from '../governance-tables.ts'
import { table } from '../table.ts'
import { defineProjection } from '../table-projection.ts'

const stamp = ({ streamVersion }: RecordedEvent) => ({ version: streamVersion })
const remarks = table<RemarksTable, 'remarkId'>('remarks', ['remarkId'], { stream: 'remarkId', stamp })
const barriers = table<BarriersTable, 'barrierId'>('barriers', ['barrierId'], { stream: 'barrierId', stamp })
const recommendations = table<RecommendationsTable, 'recommendationId'>('recommendations', ['recommendationId'], {
  stream: 'recommendationId',
  stamp,
})
const practices = table<PracticesTable, 'practiceId'>('practices', ['practiceId'], { stream: 'practiceId', stamp })

const dayOf = ({ occurredAt }: { readonly occurredAt: string }) => businessDate(occurredAt)

const decided = (decision: RemarkDecision) => (event: RecordedEvent<{ readonly response?: string | undefined }>) =>
  remarks.update(
    { remarkId: event.streamId },
    { status: decision, decision, decidedOn: dayOf(event), response: event.data.response ?? null },
  )

/** What is learned from consultation and pilot: texts that are checked for names before they are accepted. */
export const lessonsProjection = defineProjection({
  name: 'lessons',
  version: 2,
  tables: [remarks, barriers, recommendations, practices],
  on: {
    RemarkSubmitted: (event) => {
      const { version, teryt = null, proposedWording = null, ...said } = event.data
      return remarks.insert({
        remarkId: event.streamId,
        modelVersion: version,
        ...said,
        teryt,
        proposedWording,
        status: 'SUBMITTED',
        submittedOn: dayOf(event),
        decision: null,
        decidedOn: null,
        response: null,
        incorporatedVersion: null,
        incorporatedChapter: null,
        version: event.streamVersion,
      })
    },
    RemarkTriaged: ({ streamId }) => remarks.update({ remarkId: streamId }, { status: 'TRIAGED' }),
    RemarkAccepted: decided('ACCEPTED'),
    RemarkPartlyAccepted: decided('PARTLY_ACCEPTED'),
    RemarkRejected: decided('REJECTED'),
    RemarkIncorporated: ({ streamId, data: { version, chapter } }) =>
      remarks.update(
        { remarkId: streamId },
        { status: 'INCORPORATED', incorporatedVersion: version, incorporatedChapter: chapter },
      ),

    BarrierReported: (event) => {
      const { partnershipId = null, proposal = null, ...said } = event.data
      return barriers.insert({
        barrierId: event.streamId,
        ...said,
        partnershipId,
        proposal,
        status: 'REPORTED',
        reportedOn: dayOf(event),
        escalatedTo: null,
        reason: null,
        endedOn: null,
        version: event.streamVersion,
      })
    },
    BarrierConfirmed: ({ streamId }) => barriers.update({ barrierId: streamId }, { status: 'CONFIRMED' }),
    BarrierDismissed: (event) =>
      barriers.update(
        { barrierId: event.streamId },
        { status: 'DISMISSED', reason: event.data.reason, endedOn: dayOf(event) },
      ),
    BarrierProposalMade: ({ streamId, data: { proposal } }) =>
      barriers.update({ barrierId: streamId }, ({ status }) => ({
        proposal,
        status: status === 'ESCALATED' ? status : 'PROPOSAL_MADE',
      })),
    BarrierEscalated: ({ streamId, data: { to } }) =>
      barriers.update({ barrierId: streamId }, { status: 'ESCALATED', escalatedTo: to }),
    BarrierRemoved: (event) =>
      barriers.update({ barrierId: event.streamId }, { status: 'REMOVED', endedOn: dayOf(event) }),
    BarrierAcceptedAsLimit: (event) =>
      barriers.update(
        { barrierId: event.streamId },
        { status: 'ACCEPTED_AS_LIMIT', reason: event.data.reason, endedOn: dayOf(event) },
      ),

    RecommendationProposed: (event) =>
      recommendations.insert({
        recommendationId: event.streamId,
        ...event.data,
        status: 'PROPOSED',
        proposedOn: dayOf(event),
        reason: null,
        publishedOn: null,
        version: event.streamVersion,
      }),
    RecommendationReviewed: ({ streamId }) =>
      recommendations.update({ recommendationId: streamId }, { status: 'REVIEWED' }),
    RecommendationAdopted: ({ streamId }) =>
      recommendations.update({ recommendationId: streamId }, { status: 'ADOPTED' }),
    RecommendationRejected: ({ streamId, data: { reason } }) =>
      recommendations.update({ recommendationId: streamId }, { status: 'REJECTED', reason }),
    RecommendationPublished: (event) =>
      recommendations.update({ recommendationId: event.streamId }, { status: 'PUBLISHED', publishedOn: dayOf(event) }),

    GoodPracticeSubmitted: (event) => {
      const { partnershipId = null, title, description } = event.data
      return practices.upsert({ practiceId: event.streamId }, (row) => ({
        practiceId: event.streamId,
        title,
        description,
        partnershipId,
        status: 'SUBMITTED',
        submittedOn: row?.submittedOn ?? dayOf(event),
        verifiedOn: null,
        publishedOn: null,
        returnReason: null,
        version: event.streamVersion,
      }))
    },
    GoodPracticeVerified: (event) =>
      practices.update({ practiceId: event.streamId }, { status: 'VERIFIED', verifiedOn: dayOf(event) }),
    GoodPracticePublished: (event) =>
      practices.update({ practiceId: event.streamId }, { status: 'PUBLISHED', publishedOn: dayOf(event) }),
    GoodPracticeReturned: ({ streamId, data: { reason } }) =>
      practices.update({ practiceId: streamId }, { status: 'RETURNED', returnReason: reason }),
    GoodPracticeArchived: ({ streamId }) => practices.update({ practiceId: streamId }, { status: 'ARCHIVED' }),
  },
})
