import type { TestDatabase } from '@kooperacje/infra/testing'
import { Client } from 'pg'

/** Questions to the database behind the API's back. */
async function ask<Row extends object>(url: string, sql: string, values: unknown[] = []): Promise<Row[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Row>(sql, values)).rows
  } finally {
    await client.end()
  }
}

export async function headOf({ ownerUrl }: TestDatabase, ledger: string): Promise<number> {
  const [row] = await ask<{ head: string }>(
    ownerUrl,
    'select coalesce(max(position), 0) as head from es.events where ledger = $1',
    [ledger],
  )
  return Number(row?.head)
}

/** Every table of every schema that is ours, searched as text. */
export async function tablesContaining({ ownerUrl, serviceUrl }: TestDatabase, text: string): Promise<string[]> {
  const tables = await ask<{ name: string; mine: boolean }>(
    ownerUrl,
    `select has_table_privilege(format('%I.%I', schemaname, tablename), 'select') as mine,
            quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
      where schemaname not in ('pg_catalog', 'information_schema')`,
  )
  const found = []
  for (const { name, mine } of tables) {
    // The queue's tables belong to the services alone.
    const hits = await ask(
      mine ? ownerUrl : serviceUrl,
      `select 1 from ${name} t where t::text like '%' || $1 || '%' limit 1`,
      [text],
    )
    if (hits.length > 0) found.push(name)
  }
  return found
}

export interface Gaps {
  readonly events: number
  readonly positionsContiguous: boolean
  readonly versionsGapless: boolean
}

export async function gapsOf({ ownerUrl }: TestDatabase, ledger: string): Promise<Gaps> {
  const [row] = await ask<{ events: string; contiguous: boolean; gapless: boolean }>(
    ownerUrl,
    `select count(*) as events, coalesce(max(position), 0) = count(*) and coalesce(min(position), 1) = 1 as contiguous,
            not exists (select from es.events where ledger = $1 group by stream
                        having max(stream_version) <> count(*) or min(stream_version) <> 1) as gapless
       from es.events where ledger = $1`,
    [ledger],
  )
  return {
    events: Number(row?.events),
    positionsContiguous: row?.contiguous === true,
    versionsGapless: row?.gapless === true,
  }
}

export interface StoredFact {
  readonly stream: string
  readonly position: number
  // Tests know what they wrote.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  readonly data: any
}

export async function eventsOf({ ownerUrl }: TestDatabase, ledger: string, type: string): Promise<StoredFact[]> {
  const rows = await ask<{ stream: string; position: string; payload: unknown }>(
    ownerUrl,
    'select stream, position, payload from es.events where ledger = $1 and type = $2 order by position',
    [ledger, type],
  )
  return rows.map(({ stream, position, payload }) => ({ stream, position: Number(position), data: payload }))
}
