import { userInfo } from 'node:os'
import type { RecordedEvent } from '@kooperacje/events'
import { listed, purposeWord } from '../command-line/kinds.ts'
import type { History } from './open.ts'

/** An operator at a shell looks at the system, not after a client. */
export const DEFAULT_PURPOSE = 'CONTROL'
export const purposeAbout = `With --open: what for, kept on record; ${listed(purposeWord.values, 'or')}. Without it ${DEFAULT_PURPOSE}.`

/** Who looks: the account on this machine, since the CLI has no log-in of its own. */
const ROLE = 'OPERATOR'

/**
 * Writes down whose personal data is about to be shown, as the pages of the API do. It runs before the data is
 * printed: data that cannot be accounted for is not shown.
 */
export async function recordDisclosure(
  { pool, registry }: History,
  events: readonly RecordedEvent[],
  what: string,
): Promise<void> {
  const rows = new Map<string, { ledger: string; subject: string; object: string; fields: Set<string> }>()
  for (const { type, ledger, streamType, streamId, data } of events) {
    const registered = registry.get(type)
    if (!registered?.subject) continue
    const fields = registered.personal.map(({ path }) => path.join('.')).filter((path) => isPresent(data, path))
    if (fields.length === 0) continue
    const subject = registered.subject(data, streamId)
    const object = `${streamType}/${streamId}`
    const row = rows.get(`${object} ${subject}`) ?? { ledger, subject, object, fields: new Set() }
    for (const field of fields) row.fields.add(field)
    rows.set(`${object} ${subject}`, row)
  }
  if (rows.size === 0) return
  await pool.query(
    `insert into accounts.disclosures (ledger, subject, object, actor_id, actor_role, fields, purpose)
     select r.ledger, r.subject, r.object, $2, $3, array(select json_array_elements_text(r.fields)), $4
       from json_to_recordset($1::json) as r (ledger text, subject text, object text, fields json)`,
    [
      JSON.stringify([...rows.values()].map((row) => ({ ...row, fields: [...row.fields] }))),
      `operator:${userInfo().username}`,
      ROLE,
      what,
    ],
  )
}

/** Null is what is left of a forgotten person: nothing of it is shown. `*` stands for any element of a list. */
function isPresent(node: unknown, path: string): boolean {
  const [head = '', ...rest] = path.split('.')
  if (path === '') return node !== null && node !== undefined
  if (typeof node !== 'object' || node === null) return false
  const below = head === '*' ? Object.values(node) : [(node as Record<string, unknown>)[head]]
  return below.some((value) => isPresent(value, rest.join('.')))
}
