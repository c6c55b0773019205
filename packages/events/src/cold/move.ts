import { setTimeout as sleep } from 'node:timers/promises'
import { type ClientBase, DatabaseError } from 'pg'
import { coldTable } from './states.ts'
import type { ColdRefusal, ColdState, MoveOptions } from './types.ts'

/** Larger batches move no faster, and this many take about a tenth of a second. */
const BATCH = 5000

/** Each wait for the lock is short (es.open_cold), and readers that came behind it go on before the next. */
const TRIES = 20
const BETWEEN_TRIES_MS = 200
const LOCK_NOT_AVAILABLE = '55P03'

/** Only the owner of the tables moves events; the services may not, whatever their code says. */
export async function refusalOfLogin(client: ClientBase): Promise<ColdRefusal | null> {
  const { rows } = await client.query<{ login: string; owner: string; owns: boolean }>(
    `select current_user as login, pg_get_userbyid(relowner) as owner, pg_has_role(relowner, 'USAGE') as owns
       from pg_class where oid = 'es.events'::regclass`,
  )
  const { login = '', owner = '', owns = false } = rows[0] ?? {}
  return owns ? null : { code: 'not-owner', login, owner }
}

/** Why the events of a ledger up to a position may not move; null when they may. */
export function refusalToMove({ ledger, head, sealed, faulty }: ColdState, last: number): ColdRefusal | null {
  if (last > head) return { code: 'beyond-head', ledger, head }
  if (faulty) return { code: 'faulty', ledger }
  return last > sealed ? { code: 'beyond-sealed', ledger, sealed, head } : null
}

/** Makes the cold table where there is none yet. It is one for all ledgers, so a tablespace is chosen once. */
export async function openCold(client: ClientBase, tablespace?: string): Promise<ColdRefusal | null> {
  for (let tries = 1; ; tries++) {
    const table = await coldTable(client)
    if (table) {
      const fits = tablespace === undefined || tablespace === table.tablespace
      return fits ? null : { code: 'other-tablespace', tablespace: table.tablespace }
    }
    const refusal = tablespace === undefined ? null : await refusalOfTablespace(client, tablespace)
    if (refusal) return refusal
    try {
      await client.query('select es.open_cold($1)', [tablespace ?? null])
    } catch (error) {
      if (!(error instanceof DatabaseError) || error.code !== LOCK_NOT_AVAILABLE) throw error
      if (tries === TRIES) return { code: 'busy' }
      await sleep(BETWEEN_TRIES_MS)
    }
  }
}

async function refusalOfTablespace(client: ClientBase, tablespace: string): Promise<ColdRefusal | null> {
  const { rows } = await client.query<{ may: boolean }>(
    `select has_tablespace_privilege(oid, 'CREATE') as may from pg_tablespace where spcname = $1`,
    [tablespace],
  )
  if (!rows[0]) return { code: 'no-tablespace', tablespace }
  return rows[0].may ? null : { code: 'tablespace-refused', tablespace }
}

/**
 * Moves the events of a ledger up to a position into the cold table, a batch a transaction, while everything runs. What is done is
 * told by the rows themselves, so it can be stopped anywhere and started again. Answers the position up to which they are
 * cold.
 */
export async function moveToCold(
  client: ClientBase,
  ledger: string,
  last: number,
  { batch = BATCH, onBatch = () => {} }: MoveOptions = {},
): Promise<number> {
  for (;;) {
    const { rows } = await client.query<{ cold: string }>('select es.move_to_cold($1, $2, $3) as cold', [
      ledger,
      last,
      batch,
    ])
    const cold = Number(rows[0]?.cold)
    onBatch(cold)
    if (cold >= last) return cold
  }
}

/** The way back, from the end: afterwards the events from a position on are hot. */
export async function returnFromCold(
  client: ClientBase,
  ledger: string,
  first: number,
  { batch = BATCH, onBatch = () => {} }: MoveOptions = {},
): Promise<number> {
  for (;;) {
    const { rows } = await client.query<{ cold: string }>('select es.return_from_cold($1, $2, $3) as cold', [
      ledger,
      first,
      batch,
    ])
    const cold = Number(rows[0]?.cold)
    onBatch(cold)
    if (cold < first) return cold
  }
}

/**
 * After a move: what was left behind becomes room for new events, what was moved is never looked at by vacuum again, and plans
 * know the sizes. Autovacuum would come to the same, later and while others wait.
 */
export async function tidyAfterMove(client: ClientBase): Promise<void> {
  await client.query('vacuum (analyze) es.events')
  await client.query('vacuum (freeze, analyze) es.events_cold')
}
