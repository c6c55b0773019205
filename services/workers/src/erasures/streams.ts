import type { Pool } from 'pg'

/**
 * The streams that are about one person: their referrals, cases, contracts, and the meetings of their cases. Others name a
 * client too (the partnership, the basket) and are not about them. Looks at every fact of the ledger, as no read model has
 * to be up to date for it; once for each person who asks.
 */
export async function streamsAbout(pool: Pool, ledger: string, clientId: string): Promise<readonly string[]> {
  const { rows } = await pool.query<{ stream: string }>(
    `with facts as materialized (
       select stream, payload::text as payload from es.events
        where ledger = $1 and stream ~ '^(referral|case|contract|meeting)/'),
     named as (
       select distinct stream from facts
        where strpos(payload, $2) > 0 or strpos(payload, '"sealed:1:' || $3 || ':') > 0),
     cases as (select '"caseId":' || to_json(substr(stream, 6))::text as mark from named where stream like 'case/%')
     select stream from named
     union
     select stream from facts where exists (select from cases where strpos(payload, mark) > 0)
     order by 1`,
    [ledger, `"clientId":${JSON.stringify(clientId)}`, clientId],
  )
  return rows.map(({ stream }) => stream)
}
