import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { ended } from './service.ts'

/** Brings the database up to date with every package's migrations. */
export async function migrateStore(ownerUrl: string, environment = process.env): Promise<void> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('migrate.ts', import.meta.url))], {
    // Not in our process group: Ctrl-C must not cut a migration short that we then take for failed.
    detached: true,
    env: { ...environment, DATABASE_MIGRATION_URL: ownerUrl },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const [how, said] = await Promise.all([ended(child), text(child.stderr)])
  if (how === 'ended with code 0') return
  // Its own words, or those of Node about a program that could not even be loaded.
  throw new Error(said.split('\n').find((line) => /^\w*Error/.test(line)) ?? (said.trim() || `the migration ${how}`))
}
