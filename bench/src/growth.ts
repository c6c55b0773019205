import { randomInt } from 'node:crypto'
import { catchUp, ledgerPages, type Projection } from '@kooperacje/events'
import { print } from './report.ts'
import { eventType, OCCURRED, type OwnStore, openStore, sampleData, sampleMetadata } from './sample.ts'
import { query, type Server } from './server.ts'

/** Sizes of the history at which everything is measured; the last one can be set: `KOOP_GROWTH=1000000`. */
const SIZES = [10_000, 100_000, 1_000_000, 10_000_000]
const LEDGERS = 100
const PER_STREAM = 100
const PER_COMMAND = 1000

const ledgerOf = (number: number): string => `24${String(number).padStart(5, '0')}`
const streamOf = (number: number): string => `s-${number}`

/** One database that grows: what an append, a read, a replay, a projection and an event's place on disk cost at each size. */
export async function benchGrowth(server: Server): Promise<void> {
  const largest = Number(process.env.KOOP_GROWTH ?? SIZES.at(-1))
  const url = await server.database()
  const own = await openStore(url)
  await query(url, 'create table public.last_of (stream text primary key, position bigint not null)')
  await query(url, 'grant all on public.last_of to kooperacje_service')
  const first = new Map<string, number>()
  let perLedger = 0
  for (const size of SIZES.filter((each) => each <= largest)) {
    const began = performance.now()
    await grow(own, perLedger, size / LEDGERS)
    const filled = ((size - perLedger * LEDGERS) * 1000) / (performance.now() - began)
    perLedger = size / LEDGERS
    // As autovacuum would have it a minute later; and what the filling left to the disk is not charged to what follows.
    await query(url, 'vacuum analyze')
    await query(url, 'checkpoint')
    for (const { name, value, unit } of [
      { name: 'filled by commands of 1,000 events', value: filled, unit: 'events/s' },
      ...(await measure(url, own, perLedger)),
    ]) {
      if (!first.has(name)) first.set(name, value)
      const ratio = Math.round((value / first.get(name)!) * 100) / 100
      print({ bench: 'growth', events: size, case: name, value: round(value), unit, besideSmallest: ratio })
    }
  }
  await own.pool.end()
}

interface Measured {
  readonly name: string
  readonly value: number
  readonly unit: string
}

async function measure(url: string, own: OwnStore, perLedger: number): Promise<readonly Measured[]> {
  const ledger = ledgerOf(LEDGERS / 2)
  return [
    { name: 'append, 1 in flight', value: await appends(own, ledger, 1, 2000), unit: 'appends/s' },
    { name: 'append, 32 in flight', value: await appends(own, ledger, 32, 20_000), unit: 'appends/s' },
    { name: 'append, 32 in flight over 32 ledgers', value: await appends(own, null, 32, 20_000), unit: 'appends/s' },
    {
      name: 'append to a stream that is there, 1 in flight',
      value: await continued(own, perLedger),
      unit: 'appends/s',
    },
    { name: 'a stream of 100 events read', value: await streamReads(own, perLedger), unit: 'µs' },
    { name: 'replay', value: await replay(own), unit: 'events/s' },
    { name: 'projection from zero', value: await projected(own), unit: 'events/s' },
    ...(await follow(own, ledger)),
    ...(await sizes(url)),
  ]
}

/** Up to so many events in each ledger, by commands as an import sends them. */
async function grow({ store }: OwnStore, from: number, to: number): Promise<void> {
  for (let start = from; start < to; start += PER_COMMAND) {
    const count = Math.min(PER_COMMAND, to - start)
    for (let first = 0; first < LEDGERS; first += 10) {
      await Promise.all(
        Array.from({ length: 10 }, async (_, at) => {
          const streams = Map.groupBy(
            Array.from({ length: count }, (_, i) => start + i),
            (number) => streamOf(Math.floor(number / PER_STREAM)),
          )
          const result = await store.append({
            ledger: ledgerOf(first + at),
            metadata: sampleMetadata,
            writes: [...streams].map(([streamId, numbers]) => ({
              streamType: 'referral',
              streamId,
              expectedVersion: 'any',
              events: numbers.map((n) => ({
                type: eventType.type,
                data: sampleData(streamId, n),
                occurredAt: OCCURRED,
              })),
            })),
          })
          if (!result.ok) throw new Error(result.refusal.code)
        }),
      )
    }
  }
}

let made = 0

/** Of one event each, to streams that begin with it. So many, not for so long: the history must not grow by its own measure. */
async function appends(own: OwnStore, ledger: string | null, inFlight: number, count: number): Promise<number> {
  let left = count
  const start = performance.now()
  await Promise.all(
    Array.from({ length: inFlight }, async (_, client) => {
      while (left-- > 0) await append(own, ledger ?? ledgerOf(client), `n-${++made}`, 'no-stream')
    }),
  )
  return (count * 1000) / (performance.now() - start)
}

async function continued(own: OwnStore, perLedger: number): Promise<number> {
  const count = 1000
  const start = performance.now()
  for (let i = 0; i < count; i++) {
    await append(own, ledgerOf(randomInt(LEDGERS)), streamOf(randomInt(Math.ceil(perLedger / PER_STREAM))), 'any')
  }
  return (count * 1000) / (performance.now() - start)
}

async function append({ store }: OwnStore, ledger: string, streamId: string, expectedVersion: 'any' | 'no-stream') {
  const events = [{ type: eventType.type, data: sampleData(streamId, ++made), occurredAt: OCCURRED }]
  const write = { streamType: 'referral', streamId, expectedVersion, events }
  const result = await store.append({ ledger, metadata: sampleMetadata, writes: [write] })
  if (!result.ok) throw new Error(result.refusal.code)
}

/** The median of streams anywhere in the history, most of them not read for long. */
async function streamReads({ store }: OwnStore, perLedger: number): Promise<number> {
  const times: number[] = []
  for (let i = 0; i < 1000; i++) {
    const stream = streamOf(randomInt(Math.ceil(perLedger / PER_STREAM)))
    const start = performance.now()
    const events = await store.readStream(ledgerOf(randomInt(LEDGERS)), 'referral', stream)
    times.push((performance.now() - start) * 1000)
    if (events.length < Math.min(perLedger, PER_STREAM)) throw new Error(`${events.length} events in ${stream}`)
  }
  return percentile(times, 50)
}

/** Whole ledgers, one after the other, until 200,000 events or all of them were read. */
async function replay({ store }: OwnStore): Promise<number> {
  const start = performance.now()
  let read = 0
  for (let n = 0; n < LEDGERS && read < 200_000; n++) {
    let position = 0
    for await (const page of ledgerPages(store, ledgerOf(n), { page: 2000 })) {
      for (const event of page) if (event.position !== ++position) throw new Error(`gap at ${position}`)
    }
    read += position
  }
  return (read * 1000) / (performance.now() - start)
}

let runs = 0

const lastOf = (name: string): Projection => ({
  name,
  types: [eventType.type],
  async apply(client, events) {
    const rows = new Map(events.map(({ ledger, streamId, position }) => [`${ledger}/${streamId}`, position]))
    await client.query({
      name: 'bench.last-of',
      text: `insert into public.last_of select * from unnest($1::text[], $2::bigint[])
             on conflict (stream) do update set position = excluded.position`,
      values: [[...rows.keys()], [...rows.values()]],
    })
  },
})

async function projected({ pool, codec }: OwnStore): Promise<number> {
  const projection = lastOf(`growth-${++runs}`)
  const start = performance.now()
  let applied = 0
  for (let n = 0; n < LEDGERS && applied < 100_000; n++) {
    applied += (await catchUp(pool, codec, projection, ledgerOf(n), { batch: 2000 })).applied
  }
  return (applied * 1000) / (performance.now() - start)
}

/** From the answer to a command until the rows of a projection, and its checkpoint, have it. */
async function follow(own: OwnStore, ledger: string): Promise<readonly Measured[]> {
  const projection = lastOf(`growth-${++runs}`)
  await catchUp(own.pool, own.codec, projection, ledger, { batch: 5000 })
  const times: number[] = []
  for (let i = 0; i < 1000; i++) {
    await append(own, ledger, `n-${++made}`, 'no-stream')
    const start = performance.now()
    await catchUp(own.pool, own.codec, projection, ledger)
    times.push((performance.now() - start) * 1000)
  }
  return [50, 99].map((p) => ({ name: `projected after an append, p${p}`, value: percentile(times, p), unit: 'µs' }))
}

async function sizes(url: string): Promise<readonly Measured[]> {
  const [row] = await query(
    url,
    `select (select sum(head) from es.ledgers)::float8 as events, pg_table_size('es.events')::float8 as rows,
            pg_relation_size('es.events_pkey')::float8 as places,
            pg_relation_size('es.events_stream_ledger_stream_version_key')::float8 as streams`,
  )
  return [
    { name: 'rows on disk', value: row.rows / row.events, unit: 'bytes/event' },
    { name: 'index of positions', value: row.places / row.events, unit: 'bytes/event' },
    { name: 'index of streams', value: row.streams / row.events, unit: 'bytes/event' },
  ]
}

function percentile(values: readonly number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * p) / 100))]!
}

const round = (value: number): number => (value < 100 ? Math.round(value * 10) / 10 : Math.round(value))
