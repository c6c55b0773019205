import { Sector } from '@kooperacje/domain'
import type { Pool } from 'pg'
import { readModels } from '../database.ts'
import type {
  PartnershipBenefitsTable,
  PartnershipChartersTable,
  PartnershipDecisionsTable,
  PartnershipGapsTable,
  PartnershipPapersTable,
  PartnershipResourcesTable,
  PartnershipSittingsTable,
  PartnershipTables,
} from '../schema.ts'

/** Null where the institution was never registered in the ledger. */
export type BenefitRow = PartnershipBenefitsTable & { readonly name: string | null }

/** Partnerships have tens of these; a list that reached this would be a mistake in the data. */
const MOST = 1000

/** One sector of the resource map: what is there, and what is missing still. */
export interface SectorOfMap {
  readonly sector: string
  readonly assistanceResources: number
  readonly localResources: number
  readonly gaps: readonly PartnershipGapsTable[]
}

/** Every sector that has resources or an open gap, in the order of the model. */
export async function resourceMap(pool: Pool, ledger: string, partnershipId: string): Promise<readonly SectorOfMap[]> {
  const [resources, gaps] = await Promise.all([
    of(pool, 'partnershipResources', ledger, partnershipId) as Promise<PartnershipResourcesTable[]>,
    of(pool, 'partnershipGaps', ledger, partnershipId) as Promise<PartnershipGapsTable[]>,
  ])
  const open = gaps.filter(({ status }) => status === 'OPEN')
  const named = new Set([...resources, ...open].map(({ sector }) => sector))
  const sectors = Sector.options.filter((sector) => named.has(sector))
  return sectors.map((sector) => {
    const row = resources.find((each) => each.sector === sector)
    return {
      sector,
      assistanceResources: row?.assistanceResources ?? 0,
      localResources: row?.localResources ?? 0,
      gaps: open.filter((gap) => gap.sector === sector),
    }
  })
}

/** Oldest first, as meetings are numbered. */
export const partnershipSittings = (pool: Pool, ledger: string, partnershipId: string) =>
  of(pool, 'partnershipSittings', ledger, partnershipId) as Promise<PartnershipSittingsTable[]>

/** Oldest first. */
export const partnershipPapers = (pool: Pool, ledger: string, partnershipId: string) =>
  of(pool, 'partnershipPapers', ledger, partnershipId) as Promise<PartnershipPapersTable[]>

/** Oldest first. */
export const partnershipDecisions = (pool: Pool, ledger: string, partnershipId: string) =>
  of(pool, 'partnershipDecisions', ledger, partnershipId) as Promise<PartnershipDecisionsTable[]>

export async function partnershipCharter(
  pool: Pool,
  ledger: string,
  partnershipId: string,
): Promise<PartnershipChartersTable | null> {
  const [charter] = await (of(pool, 'partnershipCharters', ledger, partnershipId) as Promise<
    PartnershipChartersTable[]
  >)
  return charter ?? null
}

export async function mutualBenefits(pool: Pool, ledger: string, partnershipId: string): Promise<BenefitRow[]> {
  return readModels(pool)
    .selectFrom('partnershipBenefits as b')
    .leftJoin('institutions as i', (join) =>
      join.onRef('i.ledger', '=', 'b.ledger').onRef('i.institutionId', '=', 'b.institutionId'),
    )
    .selectAll('b')
    .select('i.name')
    .where('b.ledger', '=', ledger)
    .where('b.partnershipId', '=', partnershipId)
    .orderBy('b.position')
    .limit(MOST)
    .execute()
}

const of = <Name extends keyof PartnershipTables>(pool: Pool, name: Name, ledger: string, partnershipId: string) =>
  readModels(pool)
    .selectFrom(name as keyof PartnershipTables)
    .selectAll()
    .where('ledger', '=', ledger)
    .where('partnershipId', '=', partnershipId)
    .orderBy('position')
    .limit(MOST)
    .execute()
