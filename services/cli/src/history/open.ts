import { storedEventDefinitions } from '@kooperacje/domain'
import {
  createPool,
  EventCodec,
  EventRegistry,
  memorySubjectKeys,
  PostgresEventStore,
  postgresSubjectKeys,
  Vault,
} from '@kooperacje/events'
import { type StreamName, streamText, lastVersionOf as versionOf } from '@kooperacje/history'
import type { Pool } from 'pg'
import { Failure } from '../command-line/errors.ts'
import { listed } from '../command-line/kinds.ts'
import { databaseUrlOf, findSettings, masterKeysOf } from '../settings/settings.ts'
import { operatorOf } from './operator.ts'

/** The history of all ledgers, on connections with the rights of the services. */
export interface History {
  readonly pool: Pool
  readonly registry: EventRegistry
  readonly codec: EventCodec
  readonly store: PostgresEventStore
  /** Asked only when something is put on record. */
  readonly operator: () => string
}

/** One command runs a few statements at a time; more connections would only be taken from the services. */
const CONNECTIONS = 4

/** With `personal`, the codec can open personal fields, which needs the master key; without it they read as null. */
export async function withHistory<T>(
  environment: NodeJS.ProcessEnv,
  { personal }: { readonly personal: boolean },
  work: (history: History) => Promise<T>,
): Promise<T> {
  const settings = await findSettings(environment)
  const url = databaseUrlOf(settings)
  const masterKey = personal ? masterKeysOf(settings) : null
  const pool = createPool({ url, max: CONNECTIONS, applicationName: 'kooperacje-cli' })
  try {
    const registry = new EventRegistry(storedEventDefinitions)
    const vault = masterKey ? new Vault(postgresSubjectKeys(pool), masterKey) : withoutKeys()
    const codec = new EventCodec(registry, vault)
    return await work({
      pool,
      registry,
      codec,
      store: new PostgresEventStore(pool, codec),
      operator: () => operatorOf(environment),
    })
  } finally {
    await pool.end()
  }
}

/** A vault that knows nobody: to it everybody is a forgotten person, whose fields read as null. */
const withoutKeys = () => new Vault(memorySubjectKeys(), Buffer.alloc(32))

/** The ledger's head. A ledger without events is more likely a slip of the pen than a question. */
export async function headOf({ store }: History, ledger: string): Promise<number> {
  const head = await store.head(ledger)
  if (head > 0) return head
  const names = [...(await store.heads()).keys()]
  const some = names.length > 12 ? [...names.slice(0, 12), `${names.length - 12} more`] : names
  throw new Failure(
    `there is no ledger '${ledger}'; ${names.length === 0 ? 'no ledger has events yet' : `there are ${listed(some, 'and')}`}`,
  )
}

/** The stream's last version. */
export async function lastVersionOf({ store }: History, ledger: string, stream: StreamName): Promise<number> {
  const last = await versionOf(store, ledger, stream)
  if (last === 0) throw new Failure(`ledger ${ledger} has no stream ${streamText(stream)}`)
  return last
}
