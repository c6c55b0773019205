import { businessDate } from '@kooperacje/domain'
import type { CaseConsentsTable } from '../case-tables.ts'
import { table } from '../table.ts'
import { defineProjection } from '../table-projection.ts'

const consents = table<CaseConsentsTable, 'caseId' | 'consentId'>('case_consents', ['caseId', 'consentId'], {
  stream: 'caseId',
})

type Row = Readonly<CaseConsentsTable>

const ended = (row: Row, on: string, by: Row['endedBy']): Partial<Row> | null =>
  row.status === 'ENDED' ? null : { status: 'ENDED', endedOn: on, endedBy: by }

/** A withdrawal of sharing leaves consents to take part standing, with nothing that they allow to be shown. */
const withdrawn = (row: Row, on: string, scope: string): Partial<Row> | null =>
  scope === 'ALL' || row.kind === 'DATA_SHARING'
    ? ended(row, on, 'WITHDRAWN')
    : row.status === 'IN_FORCE'
      ? { status: 'NARROWED' }
      : null

/** Every consent that was ever given, and what has become of it. */
export const caseConsentsProjection = defineProjection({
  name: 'case_consents',
  version: 1,
  tables: [consents],
  on: {
    ConsentGiven: ({ streamId, occurredAt, data }) => {
      const children = data.children ?? []
      return consents.upsert({ caseId: streamId, consentId: data.consentId }, () => ({
        caseId: streamId,
        consentId: data.consentId,
        kind: data.kind,
        status: 'IN_FORCE',
        givenOn: businessDate(occurredAt),
        form: data.form,
        privacyNoticeVersion: data.privacyNoticeVersion,
        adultsCovered: data.adultsCovered,
        children: children.length,
        childrenHeard: children.filter(({ heard }) => heard).length,
        institutions: data.institutions,
        dataScopes: data.dataScopes,
        validUntil: data.validUntil ?? null,
        endedOn: null,
        endedBy: null,
      }))
    },
    ConsentWithdrawn: ({ streamId, occurredAt, data: { scope } }) =>
      consents.updateWhere({ caseId: streamId }, (row) => withdrawn(row, businessDate(occurredAt), scope)),
    ConsentExpired: ({ streamId, occurredAt, data: { consentId } }) =>
      consents.update({ caseId: streamId, consentId }, (row) => ended(row, businessDate(occurredAt), 'EXPIRED')),
    CaseReopened: ({ streamId, occurredAt }) =>
      consents.updateWhere({ caseId: streamId }, (row) => ended(row, businessDate(occurredAt), 'REOPENED')),
  },
})
