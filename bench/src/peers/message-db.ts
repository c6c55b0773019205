import { randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { sampleData, sampleMetadata } from '../sample.ts'
import { query } from '../server.ts'
import type { Appender } from './appender.ts'
import { installed } from './install.ts'

const PACKAGE = '@eventide/message-db'

/** In the order of message-db's own install.sh; its role and its grants are left out, the benchmark owns the tables. */
const STEPS = [
  'schema/message-store.sql',
  'extensions/pgcrypto.sql',
  'tables/messages.sql',
  'types/message.sql',
  ...[
    ...['message-store-version', 'hash-64', 'acquire-lock', 'category', 'is-category', 'id', 'cardinal-id'],
    ...['stream-version', 'write-message', 'get-stream-messages', 'get-category-messages', 'get-last-stream-message'],
  ].map((name) => `functions/${name}.sql`),
]

export async function installMessageDb(url: string): Promise<void> {
  const folder = join(await installed(PACKAGE), 'database')
  const indexes = (await readdir(join(folder, 'indexes'))).map((name) => `indexes/${name}`)
  for (const step of [...STEPS, ...indexes]) {
    const sql = await readFile(join(folder, step), 'utf8')
    // Since PostgreSQL 13 the one function that message-db takes from pgcrypto is part of the server itself.
    if (step.startsWith('extensions/')) await query(url, sql).catch(() => [])
    else await query(url, `set search_path = message_store, public; ${sql}`)
  }
}

export const messageDbPool = (url: string, connections: number) =>
  new pg.Pool({ connectionString: url, max: connections, options: '-c search_path=message_store,public' })

/** All streams in one category, as all of ours are in one ledger. Expects version -1, which is no stream there. */
export async function messageDbAppender(url: string, connections: number): Promise<Appender> {
  await installMessageDb(url)
  const pool = messageDbPool(url, connections)
  let numbers = 0
  return {
    name: 'message-db',
    async append() {
      const id = randomUUID()
      await pool.query({
        name: 'write',
        text: 'select write_message($1, $2, $3, $4, $5, $6)',
        values: [
          randomUUID(),
          `referral-${id}`,
          'ReferralSubmitted',
          JSON.stringify(sampleData(id, ++numbers)),
          JSON.stringify(sampleMetadata),
          -1,
        ],
      })
    },
    close: () => pool.end(),
  }
}
