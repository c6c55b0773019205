import { randomUUID } from 'node:crypto'
import { catchUp, type Projection } from '@kooperacje/events'
import { fill, streamOf } from './fill.ts'
import { type EmmettProjection, rebuildWithEmmett } from './peers/emmett.ts'
import { compare, skipped } from './report.ts'
import { medians, rateOf } from './rounds.ts'
import { eventType, LEDGER, type OwnStore, openStore } from './sample.ts'
import { query, type Server } from './server.ts'

const EVENTS = 50_000
/** emmett takes one event a transaction; more would take longer than the whole run may. */
const EVENTS_EMMETT = 2000
const ROUNDS = 3

interface Spread {
  readonly name: string
  /** Which row an event changes. */
  key(stream: string, position: number): string
  /** The same, said in SQL. */
  readonly sql: string
}

/** Events of one thing stand together, as most do; or no two events of a batch change the same row. */
const SPREADS: readonly Spread[] = [
  { name: 'clustered', key: (stream) => stream, sql: 'stream' },
  {
    name: 'spread',
    key: (_, position) => `row-${(position * 7919) % EVENTS}`,
    sql: `'row-' || (position * 7919) % ${EVENTS}`,
  },
]

const TABLE = (name: string) =>
  `create table public.${name} (key text primary key, events integer not null, position bigint not null) with (fillfactor = 70)`

/** A projection from position 1 to the head of a ledger: how many events there are of each thing, and the last. */
export async function benchProjection(server: Server): Promise<void> {
  const url = await server.database()
  const own = await openStore(url)
  await fill(own.store, EVENTS)
  await query(url, `${TABLE('ours')}; ${TABLE('bare')}; grant all on public.ours to kooperacje_service`)
  await query(url, 'vacuum analyze')
  for (const spread of SPREADS) {
    const rates = await medians(
      [
        { name: 'ours', round: () => ours(url, own, spread), close: async () => {} },
        { name: 'bare', round: () => bareFold(url, spread), close: async () => {} },
      ],
      ROUNDS,
    )
    await expectSame(url)
    const rate = rates.get('ours') ?? Number.NaN
    const line = { bench: 'projection', unit: 'events/s', ours: rate }
    const bare = rates.get('bare') ?? Number.NaN
    compare({ ...line, case: spread.name, peer: 'one SQL statement over the same events', theirs: bare })
    try {
      const theirs = await rebuildWithEmmett(await server.database(), EVENTS_EMMETT, emmettProjection(spread))
      compare({ ...line, case: spread.name, peer: `emmett-postgresql, ${EVENTS_EMMETT} events`, theirs })
    } catch (error) {
      skipped('projection', 'emmett-postgresql', error instanceof Error ? error.message : String(error))
    }
  }
  await own.pool.end()
}

/** Exactly once in effect, in batches, each with its checkpoint in one transaction. */
async function ours(url: string, { pool, codec }: OwnStore, { key }: Spread): Promise<number> {
  await query(url, 'truncate public.ours')
  const projection: Projection = {
    name: `bench-${randomUUID()}`,
    types: [eventType.type],
    async apply(client, events) {
      const rows = new Map<string, { events: number; position: number }>()
      for (const { streamType, streamId, position } of events) {
        const name = key(`${streamType}/${streamId}`, position)
        rows.set(name, { events: (rows.get(name)?.events ?? 0) + 1, position })
      }
      await client.query({
        name: 'bench.upsert',
        text: `insert into public.ours select * from unnest($1::text[], $2::int[], $3::bigint[])
               on conflict (key) do update
                  set events = ours.events + excluded.events, position = excluded.position`,
        values: [
          [...rows.keys()],
          [...rows.values()].map((row) => row.events),
          [...rows.values()].map((row) => row.position),
        ],
      })
    },
  }
  return rateOf(EVENTS, async () => {
    const { applied } = await catchUp(pool, codec, projection, LEDGER, { batch: 2000 })
    if (applied !== EVENTS) throw new Error(`${applied} of ${EVENTS} events were applied`)
  })
}

/** What no engine can beat: nothing leaves the server, all of it is one transaction. */
async function bareFold(url: string, { sql }: Spread): Promise<number> {
  await query(url, 'truncate public.bare')
  return rateOf(EVENTS, async () => {
    await query(
      url,
      `insert into public.bare select ${sql}, count(*), max(position) from es.events where ledger = '${LEDGER}' group by 1`,
    )
  })
}

async function expectSame(url: string): Promise<void> {
  const [row] = await query(
    url,
    `select count(*)::int as different from public.ours full join public.bare using (key)
      where ours.events is distinct from bare.events or ours.position is distinct from bare.position`,
  )
  if (row.different !== 0) throw new Error(`${row.different} rows differ from the bare fold`)
}

const emmettProjection = (spread: Spread): EmmettProjection => ({
  table: TABLE('ours'),
  streamOf,
  upsert: (events) => {
    const rows = new Map<string, { events: number; position: number }>()
    for (const { stream, position } of events) {
      const name = spread.key(stream, position)
      rows.set(name, { events: (rows.get(name)?.events ?? 0) + 1, position })
    }
    const values = [...rows].map(([name, row]) => `('${name}', ${row.events}, ${row.position})`)
    return `insert into public.ours values ${values.join(', ')} on conflict (key) do update
              set events = ours.events + excluded.events, position = excluded.position`
  },
})
