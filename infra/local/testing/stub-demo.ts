import { appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'

const folder = process.env.KOOP_DATA ?? ''
const client = new Client({ connectionString: process.env.DATABASE_MIGRATION_URL })
await client.connect()
await client.query('insert into es.events values (1)')
await client.end()
appendFileSync(join(folder, 'notes'), 'demo loaded\n')
writeFileSync(
  join(folder, 'demo.json'),
  JSON.stringify({
    apiKey: 'koop_demo',
    logins: [{ login: 'koordynatorka', password: 'a-password', role: 'coordinator' }],
  }),
)
