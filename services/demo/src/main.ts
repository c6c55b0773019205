import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readSettings } from '@kooperacje/api'
import { loadDemo } from './load.ts'

const settings = readSettings(process.env)
if ('faults' in settings) {
  for (const fault of settings.faults) console.error(fault)
  process.exit(1)
}
const { keys, logins } = await loadDemo(settings)
const folder = process.env.KOOP_DATA ?? '.data'
await mkdir(folder, { recursive: true })
// The start command shows these again on later starts; the database knows only their hashes.
await writeFile(
  join(folder, 'demo.json'),
  JSON.stringify({ apiKey: keys.school, leaderKey: keys.leader, logins }, null, 2),
  {
    mode: 0o600,
  },
)
