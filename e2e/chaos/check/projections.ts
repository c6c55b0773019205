import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { type Finding, findings } from './finding.ts'

const KOOP = fileURLToPath(new URL('../../../services/cli/src/main.ts', import.meta.url))

/** Every projection is what a plain fold of its ledgers from zero gives: asked with the tool that an operator would ask. */
export async function projectionsEqualTheirFold(databaseUrl: string, masterKey: Buffer): Promise<readonly Finding[]> {
  const child = spawn(process.execPath, [KOOP, 'projections', 'check', '--all'], {
    env: { PATH: process.env.PATH, DATABASE_URL: databaseUrl, KOOP_MASTER_KEY: masterKey.toString('base64') },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  if (code === 0) return []
  const different = out.split('\n').filter((line) => line !== '' && !line.includes('equal to a fold from zero'))
  return findings(
    'projections-equal-their-fold',
    different.length > 0 ? different : [`koop ended with ${code}: ${err}`],
  )
}
