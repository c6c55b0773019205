import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'

// Stands in for the API or the workers: says that it is up, drains on SIGTERM with the database's help, and ends when
// its launcher is gone. STUB_<NAME> makes it misbehave.
const name = process.argv[1]?.includes('api') ? 'api' : 'workers'
const behaviour = process.env[`STUB_${name.toUpperCase()}`]
const note = (line: string) => appendFileSync(join(process.env.KOOP_DATA ?? '', 'notes'), `${name} ${line}\n`)

if (behaviour === 'broken') {
  console.error('a fault of the stub')
  process.exit(3)
}

const client = new Client({ connectionString: process.env.DATABASE_URL })
await client.connect()
process.on('SIGTERM', async () => {
  if (behaviour === 'deaf') return
  await sleep(300)
  const { rows } = await client.query('select current_user as login')
  note(`drained as ${rows[0]?.login}`)
  process.exit(0)
})
process.on('SIGINT', () => note('got SIGINT'))
process.on('disconnect', () => process.exit(0))
note(`sees ${process.env.DATABASE_MIGRATION_URL ? 'the owner' : 'no owner'}`)
process.send?.({ ready: true, ...(name === 'api' && { address: `http://${process.env.HOST}:${process.env.PORT}` }) })
if (behaviour === 'dies') setTimeout(() => process.exit(7), 300)
