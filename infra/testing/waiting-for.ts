import type { ClientBase, Pool } from 'pg'

/** How many connections to this database wait for a lock on a table. Others of the same server have tables with the same oids. */
export async function waitingFor(db: ClientBase | Pool, table: string): Promise<number> {
  const { rowCount } = await db.query(
    `select from pg_locks where relation = $1::regclass and not granted
        and database = (select oid from pg_database where datname = current_database())`,
    [table],
  )
  return rowCount ?? 0
}
