import { migrations } from '@kooperacje/api'
import { type MasterKeys, migrationStatus, postgresSubjectKeys, projectionLag, Vault } from '@kooperacje/events'
import { projections } from '@kooperacje/readmodels'
import type { Client, Pool } from 'pg'
import { type Finding, fail, ok, warn } from './finding.ts'

/** Where `/readyz` stops to call the API ready, and where the workers are clearly not keeping up. */
const LAG_FAIL = 10_000
const LAG_WARN = 1000

export async function migrationFinding(url: string): Promise<Finding> {
  const all = await migrationStatus(url, migrations)
  const missing = all.filter(({ applied }) => !applied).map(({ component, file }) => `${component}/${file}`)
  if (missing.length === 0) return ok('migrations', `all ${all.length} applied`)
  return fail(
    'migrations',
    `${missing.length} of ${all.length} are missing or were changed since: ${missing.join(', ')}`,
    'run `pnpm start` with DATABASE_MIGRATION_URL set to the owner of the database; a changed file means another release wrote it',
  )
}

/** Does the master key open the keys of the persons in the store? One of each master key that ever wrapped any. */
export async function masterKeyFinding(client: Client, masterKey: MasterKeys): Promise<Finding> {
  const { rows } = await client.query<{ ledger: string; subject: string; master_key: string; keys: string }>(
    `select k.ledger, k.subject, n.master_key, n.keys
       from (select master_key, count(*) as keys from es.subject_keys group by 1) n
       cross join lateral (select ledger, subject from es.subject_keys where master_key = n.master_key limit 1) k`,
  )
  let opened = 0
  let closed = 0
  const strange: string[] = []
  for (const { ledger, subject, master_key, keys } of rows) {
    if (await opens(client, masterKey, ledger, subject)) opened += Number(keys)
    else {
      closed += Number(keys)
      strange.push(master_key)
    }
  }
  if (closed === 0) return ok('master key', `opens the keys of all ${opened} persons`)
  return fail(
    'master key',
    `KOOP_MASTER_KEY does not open the keys of ${closed} of ${opened + closed} persons, which were wrapped by master key ${strange.join(', ')}`,
    'set it to the key that the services run with, or add that one to KOOP_MASTER_KEYS_OLD: their personal data cannot be read without it',
  )
}

async function opens(client: Client, masterKey: MasterKeys, ledger: string, subject: string): Promise<boolean> {
  try {
    await new Vault(postgresSubjectKeys(client as unknown as Pool), masterKey).subjectKeys(ledger, [subject])
    return true
  } catch (error) {
    // The database answered a moment ago; what is left is that the key is another one.
    if (error instanceof Error && !('severity' in error)) return false
    throw error
  }
}

export async function projectionFinding(client: Client): Promise<Finding> {
  const lags = await projectionLag(
    client as unknown as Pool,
    projections.map(({ name }) => name),
  )
  const late = lags
    .map(({ projection, ledger, head, position }) => ({ projection, ledger, behind: head - position }))
    .filter(({ behind }) => behind > 0)
    .sort((a, b) => b.behind - a.behind)
  const [worst] = late
  if (!worst) return ok('projections', `all ${projections.length} have taken in every event`)
  const names = new Set(late.map(({ projection }) => projection))
  const seen = `${names.size} of ${projections.length} are behind, ${worst.projection} most: ${worst.behind} events of ledger ${worst.ledger}`
  const advice = 'see that the workers run; `koop projections status` shows whether it moves'
  if (worst.behind > LAG_FAIL) return fail('projections', seen, advice)
  return worst.behind > LAG_WARN ? warn('projections', seen, advice) : ok('projections', seen)
}
