import { eventDefinitions } from '@kooperacje/domain'
import {
  createPool,
  EventCodec,
  EventRegistry,
  eventStoreMigrations,
  migrate,
  PostgresEventStore,
  postgresSubjectKeys,
  Vault,
} from '@kooperacje/events'
import { readModelMigrations } from '@kooperacje/readmodels'
import { loadTown, simulateTown } from '@kooperacje/town'
import type { Pool } from 'pg'
import { print } from './report.ts'
import { query, type Server } from './server.ts'

export const TOWN = { seed: 7, cases: 2000, ledger: '2475011' } as const

/** The simulated town in a database of its own, with the tables of the read models, which are empty. */
export interface LoadedTown {
  readonly url: string
  readonly ledger: string
  readonly events: number
  readonly pool: Pool
  readonly codec: EventCodec
  readonly store: PostgresEventStore
}

const loaded = new WeakMap<Server, Promise<{ readonly url: string; readonly events: number }>>()

/** Gives the town of 2,000 cases to `work`. It is generated and loaded once a run, so all benches look at the same rows. */
export async function withTown<T>(server: Server, work: (town: LoadedTown) => Promise<T>): Promise<T> {
  const loading = loaded.get(server) ?? load(server)
  loaded.set(server, loading)
  const { url, events } = await loading
  const opened = open(url)
  try {
    return await work({ url, events, ledger: TOWN.ledger, ...opened })
  } finally {
    await opened.pool.end()
  }
}

function open(url: string) {
  const pool = createPool({ url })
  const codec = new EventCodec(
    new EventRegistry(eventDefinitions),
    new Vault(postgresSubjectKeys(pool), Buffer.alloc(32, 1)),
  )
  return { pool, codec, store: new PostgresEventStore(pool, codec) }
}

async function load(server: Server) {
  const began = performance.now()
  const commits = [...simulateTown(TOWN)]
  const generated = performance.now()
  const url = await server.database()
  await migrate(url, [eventStoreMigrations, readModelMigrations])
  const { pool, store } = open(url)
  const ready = performance.now()
  const events = await loadTown(store, TOWN.ledger, commits)
  const done = performance.now()
  await pool.end()
  await query(url, 'vacuum analyze')
  const perSecond = (ms: number) => Math.round((events * 1000) / ms)
  print({
    bench: 'town',
    case: `${TOWN.cases} cases, ${events} events in ${commits.length} commands`,
    generated: perSecond(generated - began),
    loaded: perSecond(done - ready),
    unit: 'events/s',
    rssMiB: Math.round(process.memoryUsage().rss / 2 ** 20),
  })
  return { url, events }
}
