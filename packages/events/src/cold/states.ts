import type { ClientBase, Pool } from 'pg'
import type { ColdState } from './types.ts'

type Db = Pool | ClientBase

/** Where the cold table lies and what it takes on the disk, with its indexes; null before anything was moved. */
export interface ColdTable {
  readonly tablespace: string
  readonly bytes: number
}

export async function coldTable(db: Db): Promise<ColdTable | null> {
  const { rows } = await db.query<{ tablespace: string; bytes: string }>(
    `select coalesce(t.spcname, d.spcname) as tablespace, pg_total_relation_size(c.oid) as bytes
       from pg_class c left join pg_tablespace t on t.oid = c.reltablespace,
            (select s.spcname from pg_database b join pg_tablespace s on s.oid = b.dattablespace
              where b.datname = current_database()) d
      where c.oid = to_regclass('es.events_cold')`,
  )
  return rows[0] ? { tablespace: rows[0].tablespace, bytes: Number(rows[0].bytes) } : null
}

/** Of every ledger that has events, or of this one, in the order of names. */
export async function coldStates(db: Db, ledger?: string): Promise<readonly ColdState[]> {
  const cold = (await coldTable(db)) ? '(select max(position) from es.events_cold c where c.ledger = l.ledger)' : '0'
  const { rows } = await db.query<{ ledger: string; head: string; sealed: string; cold: string; faulty: boolean }>(
    `select l.ledger, l.head, coalesce((select max(size) from es.log_checkpoints c where c.ledger = l.ledger), 0) as sealed,
            coalesce(${cold}, 0) as cold, g.fault_reason is not null as faulty
       from es.ledgers l left join es.logs g using (ledger)
      where l.head > 0 and l.ledger = coalesce($1, l.ledger) order by l.ledger`,
    [ledger ?? null],
  )
  return rows.map((row) => ({
    ledger: row.ledger,
    head: Number(row.head),
    sealed: Number(row.sealed),
    cold: Number(row.cold),
    faulty: row.faulty,
  }))
}

/** The last position that was recorded before a moment; 0 for none. Times of recording never fall, so halving finds it. */
export async function lastRecordedBefore(db: Db, { ledger, head }: ColdState, moment: string): Promise<number> {
  let [before, after] = [0, head + 1]
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    const { rows } = await db.query<{ earlier: boolean }>(
      'select recorded_at < $3 as earlier from es.events where ledger = $1 and position = $2',
      [ledger, middle, moment],
    )
    if (rows[0]?.earlier) before = middle
    else after = middle
  }
  return before
}
