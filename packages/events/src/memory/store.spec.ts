import { EventCodec } from '../codec.ts'
import type { MakeStore } from '../contract/fixtures.ts'
import { describeEventStore } from '../contract.ts'
import { EventRegistry, type EventType } from '../registry.ts'
import { HeadWatch } from '../subscriptions/head-watch.ts'
import { Subscriptions } from '../subscriptions/subscriptions.ts'
import { memorySubjectKeys } from '../vault/memory-keys.ts'
import { Vault } from '../vault/vault.ts'
import { MemoryEventStore } from './store.ts'

const makeMemoryStore: MakeStore = async (types) => {
  const keys = memorySubjectKeys()
  const codec = (own: readonly EventType[]) =>
    new EventCodec(new EventRegistry(own), new Vault(keys, Buffer.alloc(32, 7)))
  const watch: HeadWatch = new HeadWatch({ heads: (ledgers) => store.heads(ledgers), pollMs: 60_000 })
  const store: MemoryEventStore = new MemoryEventStore(
    codec(types),
    () => new Date(),
    (ledger) => watch.wake(ledger),
  )
  const registry = new EventRegistry(types)
  return {
    store,
    subscriptions: new Subscriptions({ store, watch, registry, streamTypes: ['thing', 'other'] }),
    transactions: {
      rolledBack: async () => {},
      stalled: async (command) => () => store.append(command),
      leftOpen: async () => async () => {},
    },
    reopened: (others) => store.through(codec(others)),
    storedText: async (ledger) => JSON.stringify(store.stored(ledger)),
    forget: async (ledger, subject) => void (await keys.destroy(ledger, subject)),
    close: () => watch.close(),
  }
}

describeEventStore('MemoryEventStore', makeMemoryStore)
