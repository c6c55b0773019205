import { businessDate } from '@kooperacje/domain'
import type { RecordedEvent } from '@kooperacje/events'
import type {
  PaperKind,
  PartnershipBenefitsTable,
  PartnershipChartersTable,
  PartnershipDecisionsTable,
  PartnershipGapsTable,
  PartnershipPapersTable,
  PartnershipResourcesTable,
} from '../schema.ts'
import { log, table } from '../table.ts'
import { defineProjection } from '../table-projection.ts'

const ofPartnership = { stream: 'partnershipId' } as const
const resources = table<PartnershipResourcesTable, 'partnershipId' | 'sector'>(
  'partnership_resources',
  ['partnershipId', 'sector'],
  ofPartnership,
)
const gaps = table<PartnershipGapsTable, 'partnershipId' | 'gapId'>(
  'partnership_gaps',
  ['partnershipId', 'gapId'],
  ofPartnership,
)
const benefits = table<PartnershipBenefitsTable, 'partnershipId' | 'institutionId'>(
  'partnership_benefits',
  ['partnershipId', 'institutionId'],
  ofPartnership,
)
const charters = table<PartnershipChartersTable, 'partnershipId'>(
  'partnership_charters',
  ['partnershipId'],
  ofPartnership,
)
const papers = log<PartnershipPapersTable>('partnership_papers', ['partnershipId', 'position'], ofPartnership)
const decisions = log<PartnershipDecisionsTable>('partnership_decisions', ['partnershipId', 'position'], ofPartnership)

interface Gap {
  readonly gapId: string
  readonly sector: string
  readonly missing: string
}

const opened = (partnershipId: string, { gapId, sector, missing }: Gap, recordedOn: string) =>
  gaps.upsert({ partnershipId, gapId }, (row) => ({
    partnershipId,
    gapId,
    sector,
    missing,
    status: 'OPEN',
    // A gap that the next map shows again is no new one.
    recordedOn: row?.status === 'OPEN' ? row.recordedOn : recordedOn,
    closedOn: null,
    closedBy: null,
  }))

const paper = ({ streamId, occurredAt }: RecordedEvent, kind: PaperKind, label: string | number | null = null) =>
  papers.insert({
    partnershipId: streamId,
    kind,
    label: label === null ? null : String(label),
    datedOn: businessDate(occurredAt),
  })

/** What a partnership keeps for its institutions to read: resources, benefits, charter, papers, decisions. */
export const partnershipRegistersProjection = defineProjection({
  name: 'partnership_registers',
  version: 1,
  tables: [resources, gaps, benefits, charters, papers, decisions],
  on: {
    ResourceMapDrawn: ({ streamId: partnershipId, occurredAt, data }) => [
      resources.deleteWhere({ partnershipId }),
      data.resources.map((row) => resources.insert({ partnershipId, ...row })),
      data.gaps.map((gap) => opened(partnershipId, gap, businessDate(occurredAt))),
    ],
    ResourceGapRecorded: ({ streamId, occurredAt, data }) => opened(streamId, data, businessDate(occurredAt)),
    ResourceGapClosed: ({ streamId: partnershipId, occurredAt, data: { gapId, institutionId } }) =>
      gaps.update(
        { partnershipId, gapId },
        { status: 'CLOSED', closedOn: businessDate(occurredAt), closedBy: institutionId ?? null },
      ),

    MutualBenefitRecorded: ({ streamId: partnershipId, occurredAt, data }) =>
      benefits.upsert({ partnershipId, institutionId: data.institutionId }, () => ({
        partnershipId,
        ...data,
        recordedOn: businessDate(occurredAt),
      })),
    CharterRecorded: ({ streamId: partnershipId, occurredAt, data: { values, ...charter } }) =>
      charters.upsert({ partnershipId }, () => ({
        partnershipId,
        ...charter,
        coreValues: values,
        recordedOn: businessDate(occurredAt),
      })),

    RegulationsDraftCirculated: (event) => paper(event, 'REGULATIONS_DRAFT', event.data.draft),
    RegulationsAdopted: (event) => paper(event, 'REGULATIONS', event.data.regulationsVersion),
    RegulationsAmended: (event) => paper(event, 'REGULATIONS', event.data.regulationsVersion),
    WorkPlanAdopted: (event) => paper(event, 'WORK_PLAN', event.data.year),
    CommunicationRulesAdopted: (event) => paper(event, 'COMMUNICATION_RULES'),
    EvaluationConceptAdopted: (event) => paper(event, 'EVALUATION_CONCEPT'),

    DecisionTaken: ({ streamId: partnershipId, occurredAt, data }) =>
      decisions.insert({ partnershipId, ...data, takenOn: businessDate(occurredAt) }),
  },
})
