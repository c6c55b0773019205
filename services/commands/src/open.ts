import { processes, storedEventDefinitions } from '@kooperacje/domain'
import {
  type Announced,
  Announcements,
  Announcer,
  connectionAs,
  createPool,
  EventCodec,
  EventRegistry,
  LedgerSecrets,
  MasterKeys,
  memorySubjectKeys,
  Nonces,
  type PoolSettings,
  PostgresEventStore,
  PostgresForgetting,
  PostgresHeadWatch,
  PostgresLog,
  postgresSubjectKeys,
  SearchKeys,
  Subscriptions,
  Vault,
} from '@kooperacje/events'

export interface OpenSettings extends PoolSettings {
  /** 32 bytes that wrap the keys of data subjects, or several such keys of which one is current. */
  readonly masterKey: Buffer | MasterKeys
}

const KEY_CONNECTIONS = 2

/** The store of the domain's events on one database, and its log: the same lines for the API, the workers, the CLI and tests. */
export function openEventStore({ masterKey, ...poolSettings }: OpenSettings) {
  const pool = createPool(poolSettings)
  // Keys are asked for by whoever holds a connection already: from the same pool, they would wait for each other.
  const keyPool = createPool({ ...poolSettings, max: KEY_CONNECTIONS })
  const connection = connectionAs(poolSettings.url, poolSettings.applicationName)
  const forgetting = new PostgresForgetting(connection)
  const masterKeys = masterKey instanceof MasterKeys ? masterKey : new MasterKeys(masterKey)
  const vault = new Vault(postgresSubjectKeys(keyPool), masterKeys, { forgetting })
  const registry = new EventRegistry(storedEventDefinitions)
  const codec = new EventCodec(registry, vault)
  const announcer = new Announcer(pool)
  const store = new PostgresEventStore(pool, codec, {
    onAppended: (ledger, position) => announcer.announce(ledger, position),
  })
  // To whose vault everybody is a forgotten person: personal fields read as null, which folds know.
  const closedCodec = new EventCodec(registry, new Vault(memorySubjectKeys(), Buffer.alloc(32)))
  const closedStore = new PostgresEventStore(pool, closedCodec)
  const watch = new PostgresHeadWatch(store, connection)
  const subscriptions = new Subscriptions({ store, watch, registry, streamTypes: Object.keys(processes) })
  const nonces = new Nonces(vault, new LedgerSecrets('LOG', keyPool, masterKeys))
  const searchKeys = new SearchKeys(keyPool, masterKeys)
  const log = new PostgresLog(pool, nonces)
  const close = async () => {
    await watch.close()
    await announcer.close()
    await forgetting.close()
    await Promise.all([pool.end(), keyPool.end()])
  }
  /** What all processes on this database announce; whoever asks for it starts and closes it. */
  const announcements = (announced: Announced) => new Announcements(connection, announced)
  return {
    announcements,
    pool,
    codec,
    store,
    closedStore,
    subscriptions,
    vault,
    forgetting,
    nonces,
    searchKeys,
    log,
    close,
  }
}
