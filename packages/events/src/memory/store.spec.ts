import { EventCodec } from '../codec.ts'
import type { MakeStore } from '../contract/fixtures.ts'
import { describeEventStore } from '../contract.ts'
import { EventRegistry, type EventType } from '../registry.ts'
import { memorySubjectKeys } from '../vault/memory-keys.ts'
import { Vault } from '../vault/vault.ts'
import { MemoryEventStore } from './store.ts'

const makeMemoryStore: MakeStore = async (types) => {
  const keys = memorySubjectKeys()
  const codec = (own: readonly EventType[]) =>
    new EventCodec(new EventRegistry(own), new Vault(keys, Buffer.alloc(32, 7)))
  const store = new MemoryEventStore(codec(types), () => new Date())
  return {
    store,
    reopened: (others) => store.through(codec(others)),
    storedText: async (ledger) => JSON.stringify(store.stored(ledger)),
    forget: async (ledger, subject) => void (await keys.destroy(ledger, subject)),
    close: async () => {},
  }
}

describeEventStore('MemoryEventStore', makeMemoryStore)
