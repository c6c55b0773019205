import { migrations } from '@kooperacje/api'
import { type MasterKeys, type MasterKeyUse, masterKeyUse, migrationStatus, projectionLag } from '@kooperacje/events'
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

/** Does the master key open what is wrapped? One key of each kind is tried for each master key that ever wrapped any. */
export async function masterKeyFinding(client: Client, masterKey: MasterKeys): Promise<Finding> {
  const uses = await masterKeyUse(client as unknown as Pool, masterKey)
  const closed = uses.filter(({ opens }) => !opens)
  const [persons, secrets] = [sum(uses, 'persons'), sum(uses, 'secrets')]
  if (closed.length === 0) {
    return ok('master key', `opens the keys of all ${persons} persons and all ${secrets} secrets of ledgers`)
  }
  const names = closed.map(({ masterKeyId }) => masterKeyId).join(', ')
  return fail(
    'master key',
    `KOOP_MASTER_KEY does not open the keys of ${sum(closed, 'persons')} of ${persons} persons and ${sum(closed, 'secrets')} of ${secrets} secrets of ledgers, which were wrapped by master key ${names}`,
    'set it to the key that the services run with, or add that one to KOOP_MASTER_KEYS_OLD: their personal data cannot be read without it',
  )
}

const sum = (uses: readonly MasterKeyUse[], what: 'persons' | 'secrets'): number =>
  uses.reduce((total, use) => total + use[what], 0)

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
