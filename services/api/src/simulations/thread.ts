import { parentPort, workerData } from 'node:worker_threads'
import { simulateLedger } from '@kooperacje/commands'
import { storedEventDefinitions } from '@kooperacje/domain'
import { createPool, EventCodec, EventRegistry, memorySubjectKeys, PostgresEventStore, Vault } from '@kooperacje/events'
import type { ThreadData } from './threads.ts'

/** One simulation in a thread of its own, with connections of its own. It has no master key: personal data stays sealed. */
const { databaseUrl, ledger, queryTimeoutMs, draft, until } = workerData as ThreadData
// One page is read while the one before is worked on.
const pool = createPool({ url: databaseUrl, max: 2, queryTimeoutMs, applicationName: 'kooperacje-simulation' })
try {
  const codec = new EventCodec(
    new EventRegistry(storedEventDefinitions),
    new Vault(memorySubjectKeys(), Buffer.alloc(32)),
  )
  parentPort?.postMessage(await simulateLedger(new PostgresEventStore(pool, codec), ledger, { draft, until }))
} finally {
  await pool.end()
}
