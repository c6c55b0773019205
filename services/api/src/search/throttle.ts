import type { Pool } from 'pg'
import type { Purpose } from '../auth/disclosures.ts'
import type { Principal } from '../auth/principal.ts'
import { Problem } from '../http/problems.ts'

/** More than anybody looks people up in an hour, and too few to try numbers: a day of birth alone has 10,000. */
export const SEARCHES_AN_HOUR = 30

/**
 * Puts a search on record and counts it, in whatever process it comes in. Written first and counted then: of searches that come
 * at once, the last to count sees all. A refused one is not kept, so waiting helps.
 */
export async function countSearch(pool: Pool, ledger: string, by: Principal, purpose: Purpose): Promise<void> {
  const { rows } = await pool.query<{ id: string }>(
    `insert into accounts.client_searches (ledger, actor_id, actor_role, institution_id, purpose)
     values ($1, $2, $3, $4, $5) returning id`,
    [ledger, by.actorId, by.role, by.institutionId, purpose],
  )
  const counted = await pool.query<{ n: string }>(
    `select count(*) as n from accounts.client_searches
      where ledger = $1 and actor_id = $2 and searched_at > clock_timestamp() - interval '1 hour'`,
    [ledger, by.actorId],
  )
  if (Number(counted.rows[0]?.n) <= SEARCHES_AN_HOUR) return
  await pool.query('delete from accounts.client_searches where id = $1', [rows[0]?.id])
  throw new Problem('too-many-searches', { details: { anHour: SEARCHES_AN_HOUR } })
}
