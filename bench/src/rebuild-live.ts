import { fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { isDeepStrictEqual } from 'node:util'
import { eventDefinitions } from '@kooperacje/domain'
import {
  catchUp,
  createPool,
  EventCodec,
  EventRegistry,
  eventStoreMigrations,
  migrate,
  PostgresEventStore,
  postgresSubjectKeys,
  Vault,
} from '@kooperacje/events'
import {
  foldFromZero,
  projections,
  type RebuildProgress,
  readModelMigrations,
  storedRows,
} from '@kooperacje/readmodels'
import { loadTown, simulateTown } from '@kooperacje/town'
import { print } from './report.ts'
import { OCCURRED, sampleMetadata } from './sample.ts'
import { query, type Server } from './server.ts'
import { TOWN } from './town.ts'

/** `BENCH_EVENTS=1000000 pnpm bench rebuild-live` for the figure that the project asks of itself. */
const EVENTS = Number(process.env.BENCH_EVENTS ?? 10_000)
/** Of the time between two batches; the commands are to notice little. */
const PAUSE = Number(process.env.BENCH_PAUSE ?? 1)
const CASES = 100
const COMMAND_EVERY_MS = 20
/** A thousand commands: of fewer the 99th percentile is one or two of them. */
const BEFORE_MS = 20_000

/** Every projection built anew by another process while commands, projections and readers go on here. */
export async function benchRebuildLive(server: Server): Promise<void> {
  const url = await server.database()
  await migrate(url, [eventStoreMigrations, readModelMigrations])
  const pool = createPool({ url })
  const keys = new Vault(postgresSubjectKeys(pool), Buffer.alloc(32, 1))
  const codec = new EventCodec(new EventRegistry(eventDefinitions), keys)
  const store = new PostgresEventStore(pool, codec)
  const derived = projections.filter(({ rebuilt }) => rebuilt)
  try {
    const town = [...simulateTown({ ...TOWN, cases: CASES })]
    const ledgers: string[] = []
    let events = 0
    for (let n = 1; events < EVENTS; n++) {
      const ledger = `town-${n}`
      events += await loadTown(store, ledger, town)
      ledgers.push(ledger)
    }
    const follow = async (ledger: string) => {
      for (const projection of derived) await catchUp(pool, codec, projection, ledger, { batch: 5000 })
    }
    for (const ledger of ledgers) await follow(ledger)
    await query(url, 'vacuum analyze')

    const [busy = ''] = ledgers
    const latencies: number[] = []
    let [working, sent, reads, failedReads] = [true, 0, 0, 0]
    const commanding = (async () => {
      for (; working; await sleep(COMMAND_EVERY_MS)) {
        const began = performance.now()
        const result = await store.append({
          ledger: busy,
          metadata: sampleMetadata,
          writes: [
            { streamType: 'referral', streamId: `live-${++sent}`, expectedVersion: 0, events: [referral(sent)] },
          ],
        })
        if (!result.ok) throw new Error(result.refusal.code)
        latencies.push(performance.now() - began)
      }
    })()
    const following = (async () => {
      for (; working; await sleep(100)) await follow(busy)
    })()
    const reading = (async () => {
      for (; working; await sleep(10)) {
        for (const { tables } of derived) {
          const [table] = tables
          const [rows] = await Promise.all([
            pool.query(`select * from rm.${table?.name} where ledger = $1 limit 1`, [busy]).catch(() => null),
          ])
          reads++
          if (rows === null) failedReads++
        }
      }
    })()

    await sleep(BEFORE_MS)
    const before = latencies.splice(0)
    const child = fork(fileURLToPath(new URL('./rebuilder.ts', import.meta.url)), [url, String(PAUSE)])
    const progress: RebuildProgress[] = []
    child.on('message', (told) => progress.push(told as RebuildProgress))
    const began = performance.now()
    const [code] = await once(child, 'exit')
    if (code !== 0) throw new Error(`the rebuild ended with ${code}`)
    const seconds = (performance.now() - began) / 1000
    const during = latencies.splice(0)
    working = false
    await Promise.all([commanding, following, reading])
    await follow(busy)

    let [rows, wrong] = [0, 0]
    for (const projection of derived) {
      for (const ledger of ledgers) {
        const [stored, folded] = [
          await storedRows(pool, projection, ledger),
          await foldFromZero(store, projection, ledger),
        ]
        for (const [table, expected] of Object.entries(folded)) {
          rows += expected.length
          const found = stored[table] ?? []
          wrong += Math.abs(found.length - expected.length)
          for (const [i, row] of expected.entries()) {
            if (!isDeepStrictEqual(asJson(found[i]), asJson(row))) wrong++
          }
        }
      }
    }
    print({
      bench: 'rebuild-live',
      case: `${derived.length} projections over ${events} events in ${ledgers.length} ledgers, pause ${PAUSE}`,
      seconds: Math.round(seconds * 10) / 10,
      eventsPerSecond: Math.round((derived.length * events) / seconds),
      progressTold: progress.length,
      commands: { before: before.length, during: during.length },
      p50: { before: at(before, 0.5), during: at(during, 0.5) },
      p99: { before: at(before, 0.99), during: at(during, 0.99), ratio: ratio(at(during, 0.99), at(before, 0.99)) },
      reads,
      failedReads,
      rows,
      wrongRows: wrong,
    })
  } finally {
    await pool.end()
  }
}

const referral = (number: number) => ({
  type: 'ReferralSubmitted',
  occurredAt: OCCURRED,
  data: {
    ...{ partnershipId: 'zaw', clientId: `client-${number % 100}`, clientKind: 'FAMILY', source: 'SCHOOL' },
    ...{ fromInstitutionId: 'school-1', knownSince: '2026-11-04', urgency: 'NORMAL', clientAgreed: 'YES' },
    ...{ clientName: null, problemAreas: null },
  },
})

const asJson = (row: unknown) => JSON.parse(JSON.stringify(row ?? null))
const at = (values: readonly number[], share: number) =>
  Math.round(([...values].sort((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN) * 100) / 100
const ratio = (one: number, other: number) => Math.round((one / other) * 100) / 100
