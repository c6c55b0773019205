import { readFile } from 'node:fs/promises'
import { connectionAs, ledgerPages, moveToCold, openCold, PostgresEventStore, tidyAfterMove } from '@kooperacje/events'
import { Client, Pool } from 'pg'
import { fill } from './fill.ts'
import { print } from './report.ts'
import { type Contestant, medians } from './rounds.ts'
import { eventType, LEDGER, OCCURRED, type OwnStore, openStore, sampleData, sampleMetadata } from './sample.ts'
import { query, type Server } from './server.ts'

const EVENTS = Number(process.env.BENCH_EVENTS ?? 200_000)
const PER_STREAM = 100
const APPENDS = 1000
const READS = 200
const PAGES = 10_000
const ROUNDS = 15

/** What a cold table costs those who append and read, and how fast a move is: a database without one beside one with it. */
export async function benchCold(server: Server): Promise<void> {
  const without = await databaseOf(server)
  const withCold = await databaseOf(server)
  // The first half of the ledger, so that both sides have hot events too.
  await moveHalf(withCold.url)
  await query(without.url, 'vacuum analyze')
  const hotStreams = [EVENTS / 2 / PER_STREAM, EVENTS / PER_STREAM] as const
  const coldStreams = [0, EVENTS / 2 / PER_STREAM] as const
  const appends: readonly [string, (round: number) => string][] = [
    ['append to a new stream', (round) => `'referral/n-${round}-' || i`],
    ['append to a stream of the second half, which is hot', () => anyOf(hotStreams)],
    ['append to a stream of the first half, which is cold', () => anyOf(coldStreams)],
  ]
  for (const [name, stream] of appends) {
    await compareSides(name, APPENDS, without, withCold, ({ own }) => append(own, stream(++made)))
  }
  for (const [name, [first]] of [
    ['a stream of 100 events of the second half read', hotStreams],
    ['a stream of 100 events of the first half read', coldStreams],
  ] as const) {
    await compareSides(name, READS, without, withCold, async ({ own }) => {
      for (let i = 0; i < READS; i++) await read(own, `s-${first + i}`)
    })
  }
  // Around the place where cold ends and hot begins.
  const [from, to] = [EVENTS / 2 - PAGES / 2 + 1, EVENTS / 2 + PAGES / 2]
  await compareSides(
    'an event of the ledger read in order, half of them cold',
    PAGES,
    without,
    withCold,
    async ({ own }) => {
      let events = 0
      for await (const page of ledgerPages(own.store, LEDGER, { from, to })) events += page.length
      if (events !== PAGES) throw new Error(`${events} events`)
    },
  )
  for (const { own } of [without, withCold]) await own.pool.end()
}

interface Side {
  readonly url: string
  /** With one connection, whose server process is measured. */
  readonly own: OwnStore
  readonly pid: number
}

async function databaseOf(server: Server): Promise<Side> {
  // Processor time is compared, and a commit that waits for the disk takes none.
  const url = await server.database({ synchronous_commit: 'off' })
  const filling = await openStore(url)
  await fill(filling.store, EVENTS)
  await filling.pool.end()
  const pool = new Pool({ ...connectionAs(url), max: 1, idleTimeoutMillis: 0 })
  const { rows } = await pool.query('select pg_backend_pid() as pid')
  return { url, own: { ...filling, pool, store: new PostgresEventStore(pool, filling.codec) }, pid: rows[0].pid }
}

async function moveHalf(url: string): Promise<void> {
  // As if it were sealed, which has its own benchmark.
  await query(url, `insert into es.log_checkpoints values ($1, $2, 'nobody', '', '', now())`, [LEDGER, EVENTS])
  const client = new Client({ connectionString: url })
  await client.connect()
  await openCold(client)
  const { rows } = await client.query('select pg_backend_pid() as pid')
  const [began, before] = [performance.now(), await processorMs(rows[0].pid)]
  await moveToCold(client, LEDGER, EVENTS / 2)
  const [ms, cpu] = [performance.now() - began, (await processorMs(rows[0].pid)) - before]
  await client.query('vacuum analyze')
  await tidyAfterMove(client)
  const sized = await client.query(`select pg_table_size('es.events_cold')::float8 as bytes,
    pg_total_relation_size('es.events_cold')::float8 as all`)
  await client.end()
  const { bytes, all } = sized.rows[0]
  print({
    bench: 'cold',
    case: 'moved, in batches of 5,000',
    events: EVENTS / 2,
    eventsPerSecond: Math.round(EVENTS / 2 / (ms / 1000)),
    megabytesPerSecond: Math.round(bytes / 1e3 / ms),
    processorMicrosecondsAnEvent: Math.round((cpu * 10_000) / (EVENTS / 2)) / 10,
    bytesAnEvent: Math.round(bytes / (EVENTS / 2)),
    bytesAnEventWithIndexes: Math.round(all / (EVENTS / 2)),
  })
}

/** By turns, in processor time of the server's process: what else the machine does is not in it. */
async function compareSides(
  name: string,
  units: number,
  without: Side,
  withCold: Side,
  work: (side: Side) => Promise<void>,
): Promise<void> {
  const contestant = (which: string, side: Side): Contestant => ({
    name: which,
    async round() {
      const before = await processorMs(side.pid)
      await work(side)
      return ((await processorMs(side.pid)) - before) * (1000 / units)
    },
    close: async () => {},
  })
  const found = await medians([contestant('without', without), contestant('with', withCold)], ROUNDS)
  const [a, b] = [found.get('without') ?? Number.NaN, found.get('with') ?? Number.NaN]
  const tenths = (value: number) => Math.round(value * 10) / 10
  print({
    bench: 'cold',
    case: name,
    withoutColdTable: tenths(a),
    withColdTable: tenths(b),
    unit: 'µs of the server',
    ratio: Math.round((b / a) * 100) / 100,
  })
}

/** Linux counts it in nanoseconds; the server has to be on this machine. */
const processorMs = async (pid: number): Promise<number> =>
  Number((await readFile(`/proc/${pid}/schedstat`, 'utf8')).split(' ')[0]) / 1e6

let made = 0

const anyOf = ([from, to]: readonly [number, number]): string => `'referral/s-' || ${from} + (i * 7919) % ${to - from}`

/** One by one, each a transaction, in the server alone: what travels to it and back is the same on both sides. */
async function append({ pool }: OwnStore, stream: string): Promise<void> {
  const [data, metadata] = [sampleData('s', made), sampleMetadata].map((value) => JSON.stringify(value))
  await pool.query(`do $$ begin
    for i in 1 .. ${APPENDS} loop
      perform es.append_one('${LEDGER}', '${metadata}', null, null, ${stream}, -1, gen_random_uuid(), '${eventType.type}',
                            1::smallint, '${OCCURRED}', '${data}');
      commit;
    end loop;
  end $$`)
}

async function read({ store }: OwnStore, streamId: string): Promise<void> {
  const events = await store.readStream(LEDGER, 'referral', streamId, { from: 1, limit: PER_STREAM })
  if (events.length !== PER_STREAM) throw new Error(`${events.length} events in ${streamId}`)
}
