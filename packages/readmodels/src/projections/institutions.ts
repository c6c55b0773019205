import { businessDate } from '@kooperacje/domain'
import type { InstitutionsTable } from '../schema.ts'
import { table } from '../table.ts'
import { defineProjection } from '../table-projection.ts'

const institutions = table<InstitutionsTable, 'institutionId'>('institutions', ['institutionId'], {
  stream: 'institutionId',
  writtenOnce: true,
})

export const institutionsProjection = defineProjection({
  name: 'institutions',
  version: 1,
  tables: [institutions],
  on: {
    InstitutionRegistered: ({ streamId, occurredAt, data: { name, kind, sector, teryt } }) =>
      institutions.insert({
        institutionId: streamId,
        name,
        kind,
        sector,
        teryt,
        registeredOn: businessDate(occurredAt),
      }),
  },
})
