import { Client } from 'pg'
import { launch } from '../launch.ts'

// The real launcher around stand-ins for the services, as a process that tests can signal and kill.
const script = (name: string) => new URL(`stub-${name}.ts`, import.meta.url)

process.exitCode = await launch({
  environment: process.env,
  async migrate(ownerUrl) {
    const client = new Client({ connectionString: ownerUrl })
    await client.connect()
    await client.query('create schema if not exists es; create table if not exists es.events (position int)')
    await client.end()
  },
  scripts: { api: script('api'), workers: script('workers'), demo: script('demo') },
  drainSeconds: 3,
  say: console.log,
  complain: console.error,
})
