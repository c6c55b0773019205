import { coldStates, coldTable } from '@kooperacje/events'
import type { Client, Pool } from 'pg'
import { listed } from '../command-line/kinds.ts'
import { type Finding, fail, ok } from './finding.ts'

const CHECK = 'cold events'
const ASK = 'find out who did it; `koop verify --ledger` says whether the history is whole'

/**
 * No unique index reaches over both tables, and a table that inherits es.events adds rows to the history: so it is looked at that
 * there is no other, and that of every ledger the cold events are the first ones and none of them is hot as well.
 */
export async function coldFinding(client: Client): Promise<Finding> {
  const { rows } = await client.query<{ name: string }>(
    `select inhrelid::regclass::text as name from pg_inherits where inhparent = to_regclass('es.events') order by 1`,
  )
  const children = rows.map(({ name }) => name)
  const isThere = (await coldTable(client)) !== null
  const strangers = children.filter((name) => name !== 'es.events_cold')
  if (strangers.length > 0) return fail(CHECK, `${listed(strangers, 'and')} adds rows to es.events`, ASK)
  if (!isThere) return ok(CHECK, 'there are none')
  if (children.length === 0) return fail(CHECK, 'es.events_cold is no longer part of es.events', ASK)
  const twice = await overlap(client)
  if (twice)
    return fail(CHECK, `position ${twice.position} of ledger ${twice.ledger} is hot and before the last cold one`, ASK)
  const ledgers = (await coldStates(client as unknown as Pool)).filter(({ cold }) => cold > 0).length
  return ok(CHECK, `the first ones of ${ledgers} ledger${ledgers === 1 ? '' : 's'}, and none is hot as well`)
}

/** A hot event that does not lie behind all cold ones of its ledger; two looks into indexes a ledger. */
async function overlap(client: Client): Promise<{ ledger: string; position: string } | undefined> {
  const { rows } = await client.query<{ ledger: string; position: string }>(
    `select l.ledger, h.position
       from es.ledgers l
            cross join lateral (select position from only es.events where ledger = l.ledger order by position limit 1) h
            cross join lateral (select position from es.events_cold where ledger = l.ledger
                                 order by position desc limit 1) c
      where h.position <= c.position limit 1`,
  )
  return rows[0]
}
