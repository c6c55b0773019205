import { storedEventDefinitions } from '@kooperacje/domain'
import {
  createPool,
  EventCodec,
  EventRegistry,
  type MasterKeys,
  type PoolSettings,
  PostgresEventStore,
  postgresSubjectKeys,
  Vault,
} from '@kooperacje/events'

export interface OpenSettings extends PoolSettings {
  /** 32 bytes that wrap the keys of data subjects, or several such keys of which one is current. */
  readonly masterKey: Buffer | MasterKeys
}

/** The store of the domain's events on one database: the same four lines for the API, the workers, the CLI and tests. */
export function openEventStore({ masterKey, ...poolSettings }: OpenSettings) {
  const pool = createPool(poolSettings)
  const codec = new EventCodec(
    new EventRegistry(storedEventDefinitions),
    new Vault(postgresSubjectKeys(pool), masterKey),
  )
  const store = new PostgresEventStore(pool, codec)
  return { pool, codec, store, close: () => pool.end() }
}
