import pg from 'pg'

/** Values as the server writes them, as the store reads them too. */
const AS_TEXT = { getTypeParser: () => (text: string) => text }
const COLUMNS =
  'ledger, position, stream, stream_version, event_id, type, schema_version, occurred_at, recorded_at, payload, metadata'

/**
 * The same rows through a bare cursor, in order, payloads parsed: what any reader would have to do.
 * Answers how many there were.
 */
export async function readByCursor(url: string, ledger: string, page: number): Promise<number> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  let rows = 0
  try {
    await client.query('begin')
    const order = `from es.events where ledger = '${ledger}' order by position`
    await client.query(`declare all_events no scroll cursor for select ${COLUMNS} ${order}`)
    for (let read = page; read === page; rows += read) {
      const fetch = { text: `fetch ${page} from all_events`, rowMode: 'array', types: AS_TEXT } as never
      const batch = await client.query<string[]>(fetch)
      for (const row of batch.rows) {
        JSON.parse(row[9] as string)
        JSON.parse(row[10] as string)
      }
      read = batch.rows.length
    }
    await client.query('commit')
  } finally {
    await client.end()
  }
  return rows
}
