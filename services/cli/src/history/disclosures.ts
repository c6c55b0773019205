import type { RecordedEvent } from '@kooperacje/events'
import { readsIn } from '@kooperacje/history'
import { listed, purposeWord } from '../command-line/kinds.ts'
import type { History } from './open.ts'

/** An operator at a shell looks at the system, not after a client. */
export const DEFAULT_PURPOSE = 'CONTROL'
export const purposeAbout = `With --open: what for, kept on record; ${listed(purposeWord.values, 'or')}. Without it ${DEFAULT_PURPOSE}.`

const ROLE = 'OPERATOR'

/**
 * Writes down whose personal data is about to be shown, as the pages of the API do. It runs before the data is
 * printed: data that cannot be accounted for is not shown.
 */
export async function recordDisclosure(
  { pool, registry, operator }: History,
  events: readonly RecordedEvent[],
  what: string,
): Promise<void> {
  const rows = readsIn(registry, events)
  if (rows.length === 0) return
  await pool.query(
    `insert into accounts.disclosures (ledger, subject, object, actor_id, actor_role, fields, purpose)
     select r.ledger, r.subject, r.object, $2, $3, array(select json_array_elements_text(r.fields)), $4
       from json_to_recordset($1::json) as r (ledger text, subject text, object text, fields json)`,
    [JSON.stringify(rows), operator(), ROLE, what],
  )
}
