import { appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'

// Stands in for the demo: writes an event, can be slow between the first and the last, leaves the log-ins.
const folder = process.env.KOOP_DATA ?? ''
const note = (line: string) => appendFileSync(join(folder, 'notes'), `demo ${line}\n`)
const client = new Client({ connectionString: process.env.DATABASE_MIGRATION_URL })
await client.connect()
const { rows } = await client.query('select count(*) as events from es.events')
note(`found ${rows[0]?.events} events`)
await client.query('insert into es.events values (1)')
note('begun')
if (process.env.STUB_DEMO === 'slow') await sleep(60_000)
await client.end()
note('loaded')
writeFileSync(
  join(folder, 'demo.json'),
  JSON.stringify({
    apiKey: 'koop_demo',
    logins: [{ login: 'koordynatorka', password: 'a-password', role: 'coordinator' }],
  }),
)
