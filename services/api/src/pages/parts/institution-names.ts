import { institutionsList } from '@kooperacje/readmodels'
import type { Pool } from 'pg'

export interface InstitutionNames {
  /** The name under which it was registered; the id of one that never was. */
  readonly of: (id: string) => string
}

export async function institutionNames(pool: Pool, ledger: string): Promise<InstitutionNames> {
  const known = new Map((await institutionsList(pool, ledger)).map(({ institutionId, name }) => [institutionId, name]))
  return { of: (id) => known.get(id) ?? id }
}
