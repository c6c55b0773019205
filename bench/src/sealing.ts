import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  createPool,
  EventCodec,
  EventRegistry,
  type EventType,
  eventStoreMigrations,
  LedgerSecrets,
  LogSealer,
  ledgerPages,
  MasterKeys,
  migrate,
  Nonces,
  PostgresEventStore,
  PostgresLog,
  postgresSubjectKeys,
  signersOf,
  Vault,
} from '@kooperacje/events'
import { formatDisclosure, formatVerifierKey, tilePath, tilesOf } from '@kooperacje/tlog'
import { z } from 'zod'
import { compare, print } from './report.ts'
import { keepInFlight, rateOf } from './rounds.ts'
import { eventType, LEDGER, newStreamCommand, OCCURRED, sampleMetadata } from './sample.ts'
import type { Server } from './server.ts'

const SIGNING = { originPrefix: 'bench.example/ledgers', seeds: [Buffer.alloc(32, 3)] }
const APPEND_MS = 3000
const LAG_MS = 15_000
/** As the workers do it unless they are told otherwise. */
const ROUND_MS = 2000

const text = z.string()
const told = (name: string, words: z.ZodType): EventType => ({
  type: name,
  version: 1,
  data: z.object({ personId: z.string(), place: z.string(), name: words, note: words }),
  subject: (data) => data.personId,
})
const inClear = told('ToldInClear', text)
const sealed = told('ToldSealed', text.meta({ dataClass: 'C3' }))

async function open(url: string) {
  await migrate(url, [eventStoreMigrations])
  const pool = createPool({ url })
  const masterKeys = new MasterKeys(Buffer.alloc(32, 1))
  const vault = new Vault(postgresSubjectKeys(pool), masterKeys)
  const codec = new EventCodec(new EventRegistry([eventType, inClear, sealed]), vault)
  const nonces = new Nonces(vault, new LedgerSecrets('LOG', pool, masterKeys))
  const store = new PostgresEventStore(pool, codec)
  return { pool, store, log: new PostgresLog(pool, nonces), sealer: new LogSealer(pool, nonces, SIGNING) }
}
type Opened = Awaited<ReturnType<typeof open>>

async function sealAll({ sealer }: Opened, sealed: (size: number) => void = () => {}): Promise<void> {
  for (;;) {
    const result = await sealer.sealNext(LEDGER)
    if (result.outcome === 'refused') throw new Error(result.fault.reason)
    sealed(result.size)
    if (result.outcome !== 'more') return
  }
}

/** Sealing and verifying beside appending, how far checkpoints lag, and what sealed fields cost. */
export async function benchSealing(server: Server): Promise<void> {
  const own = await open(await server.database())
  const append = async () => {
    const result = await own.store.append(newStreamCommand())
    if (!result.ok) throw new Error(result.refusal.code)
  }
  const appends = await keepInFlight(32, APPEND_MS, append)
  const head = await own.store.head(LEDGER)
  const beside = { bench: 'sealing', peer: 'append, 32 in flight', theirs: appends, unit: 'events/s' }
  const sealing = await rateOf(head, () => sealAll(own))
  compare({ ...beside, case: 'sealing', ours: sealing })
  const checking = await rateOf(head, async () => {
    if (await own.sealer.check(LEDGER, 1, head)) throw new Error('the log does not verify')
  })
  compare({ ...beside, case: 'verifying, in the database', ours: checking })
  compare({ ...beside, case: 'verifying an export, one-file verifier', ours: await verifyingExport(own) })
  await lag(own, append, appends / 2)
  await own.pool.end()
  await sealedFields(server)
}

async function verifyingExport({ log }: Opened): Promise<number> {
  const verifier = '@kooperacje/tlog/verify.mjs'
  const { verifyExport } = (await import(verifier)) as { verifyExport(folder: string, options: object): string }
  const checkpoint = await log.checkpoint(LEDGER)
  if (!checkpoint) throw new Error('nothing is sealed')
  const folder = mkdtempSync(join(tmpdir(), 'koop-bench-'))
  try {
    const shown = await log.disclosuresOf(LEDGER, 1, checkpoint.size, checkpoint.size)
    writeFileSync(join(folder, 'events.ndjson'), shown.map((event) => `${formatDisclosure(event)}\n`).join(''))
    writeFileSync(join(folder, 'checkpoint'), checkpoint.note)
    for (const tile of tilesOf(checkpoint.size)) {
      mkdirSync(dirname(join(folder, tilePath(tile))), { recursive: true })
      writeFileSync(join(folder, tilePath(tile)), (await log.tile(LEDGER, tile)) ?? '')
    }
    const key = formatVerifierKey(signersOf(SIGNING, LEDGER)[0]!)
    return await rateOf(checkpoint.size, async () => void verifyExport(folder, { log: key }))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** From the answer to an append until a checkpoint covers it, while appends come at half of the top rate. */
async function lag(own: Opened, append: () => Promise<void>, rate: number): Promise<void> {
  const waiting: { position: number; at: number }[] = []
  const lags: number[] = []
  let appending = true
  let position = await own.store.head(LEDGER)
  const sealer = (async () => {
    while (appending || waiting.length > 0) {
      await sleep(ROUND_MS)
      // A round signs a checkpoint every 4096 events, and goes on while there are more.
      await sealAll(own, (size) => {
        const now = performance.now()
        while (waiting[0] && waiting[0].position <= size) lags.push(now - waiting.shift()!.at)
      })
    }
  })()
  const start = performance.now()
  for (let sent = 0; performance.now() - start < LAG_MS; ) {
    const due = Math.floor(((performance.now() - start) * rate) / 1000)
    const batch = Math.min(64, due - sent)
    if (batch <= 0) {
      await sleep(1)
      continue
    }
    await Promise.all(Array.from({ length: batch }, append))
    sent += batch
    position += batch
    waiting.push({ position, at: performance.now() })
  }
  appending = false
  await sealer
  lags.sort((a, b) => a - b)
  const at = (share: number) => Math.round(lags[Math.floor((lags.length - 1) * share)] ?? Number.NaN)
  const appended = Math.round(rate)
  print({
    bench: 'sealing',
    case: 'lag of the checkpoint',
    appendsPerSecond: appended,
    p50ms: at(0.5),
    p99ms: at(0.99),
  })
}

async function sealedFields(server: Server): Promise<void> {
  const rates: Record<string, { append: number; read: number }> = {}
  for (const { type } of [inClear, sealed]) {
    const { store, pool } = await open(await server.database())
    let n = 0
    const append = await keepInFlight(32, APPEND_MS, async () => {
      const data = { personId: `p-${n % 500}`, place: 'Żarki', name: 'Rodzina Przykładowa', note: 'x'.repeat(120) }
      const events = [{ type, data, occurredAt: OCCURRED }]
      const writes = [{ streamType: 'case', streamId: `c-${n++}`, expectedVersion: 'any' as const, events }]
      const result = await store.append({ ledger: LEDGER, metadata: sampleMetadata, writes })
      if (!result.ok) throw new Error(result.refusal.code)
    })
    const head = await store.head(LEDGER)
    const read = await rateOf(head, async () => {
      for await (const _ of ledgerPages(store, LEDGER, { open: true }));
    })
    rates[type] = { append, read }
    await pool.end()
  }
  for (const what of ['append', 'read'] as const) {
    const [ours, theirs] = [rates[sealed.type]?.[what] ?? 0, rates[inClear.type]?.[what] ?? 0]
    const of = { bench: 'sealing', peer: 'the same in clear', unit: 'events/s' }
    compare({ ...of, case: `two personal fields sealed, ${what}`, ours, theirs })
  }
}
