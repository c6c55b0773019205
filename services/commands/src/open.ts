import { storedEventDefinitions } from '@kooperacje/domain'
import {
  connectionAs,
  createPool,
  EventCodec,
  EventRegistry,
  type MasterKeys,
  type PoolSettings,
  PostgresEventStore,
  PostgresForgetting,
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
  const forgetting = new PostgresForgetting(connectionAs(poolSettings.url, poolSettings.applicationName))
  const vault = new Vault(postgresSubjectKeys(pool), masterKey, { forgetting })
  const codec = new EventCodec(new EventRegistry(storedEventDefinitions), vault)
  const store = new PostgresEventStore(pool, codec)
  const close = async () => {
    await forgetting.close()
    await pool.end()
  }
  return { pool, codec, store, vault, forgetting, close }
}
