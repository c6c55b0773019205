import { type DataClass, storedEventDefinitions } from '@kooperacje/domain'
import { EventRegistry, type EventStore, mapPersonal, type RecordedEvent } from '@kooperacje/events'
import { type PastStore, readsIn } from '@kooperacje/history'
import { mayOpen, type Purpose, recordDisclosure } from '../auth/disclosures.ts'
import { may, type Role } from '../auth/permissions.ts'
import type { Principal } from '../auth/principal.ts'
import { isUseRestricted } from '../auth/restriction.ts'
import type { ApiContext } from '../http/context.ts'
import { Problem } from '../http/problems.ts'

const registry = new EventRegistry(storedEventDefinitions)

interface Opened {
  readonly store: PastStore
  /** Puts on record whose data is about to be shown. */
  readonly onRecord: (events: readonly RecordedEvent[]) => Promise<void>
}

/**
 * The history as the reader may see it: closed, unless they say what for. Then fields of the classes that are open to their role
 * are opened, the read is put on record before anything is handed out, and data whose use is restricted is not shown.
 */
export function openedFor(context: ApiContext, principal: Principal, purpose: Purpose | undefined): Opened {
  const { pool, store, closedStore } = context
  if (purpose === undefined) return { store: closedStore, onRecord: async () => {} }
  if (!may(principal.role, 'audit.read-personal')) {
    throw new Problem('forbidden', { details: { permission: 'audit.read-personal' } })
  }
  return {
    store: withClassesOf(principal.role, store),
    onRecord: async (events) => {
      const reads = readsIn(registry, events, (type, path) => `${type}.${path}`)
      for (const { ledger, subject } of reads) {
        // The manager shows it to whoever has a right to it.
        if (await isUseRestricted(context, ledger, subject)) {
          throw new Problem('forbidden', { details: { restricted: subject } })
        }
      }
      for (const read of reads) await recordDisclosure(pool, principal, { ...read, purpose })
    },
  }
}

/** What lies outside a role reads as nothing. */
const withClassesOf = (role: Role, store: EventStore): PastStore => ({
  readLedger: (...asked) => store.readLedger(...asked),
  readStream: async (...asked) => {
    const events = await store.readStream(...asked)
    return events.map((event) => {
      const personal = registry.get(event.type)?.personal ?? []
      const outside = personal.filter(({ dataClass }) => !mayOpen(role, dataClass as DataClass))
      return { ...event, data: mapPersonal(event.data, outside, () => null) }
    })
  },
})
