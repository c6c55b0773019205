import { addCalendarDays, eventDefinitions } from '@kooperacje/domain'
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
import { nextNoticeDay, projections, readModelMigrations } from '@kooperacje/readmodels'
import { type Commit, loadTown, simulateTown } from '@kooperacje/town'
import { sweepDeadlines } from '@kooperacje/workers'
import { print } from './report.ts'
import { query, type Server } from './server.ts'
import { TOWN } from './town.ts'

/** The town is left alone from this day, in the middle of its two years: nobody meets what is still open. */
const FROZEN = '2022-12-31'
const YEAR = 365
/** What the project asks of itself. */
const GOAL_MS = 2000

/**
 * A year of due reminders and alarms of a town, found, decided, written to the log and put in the outbox: at one go, as
 * after a year's standstill, and day by day, as the workers do it.
 */
export async function benchReminders(server: Server): Promise<void> {
  await inFrozenTown(server, async ({ upTo, sweep, outbox, line }) => {
    const began = performance.now()
    const { reminded, alarmed } = await sweep(upTo)
    const swept = performance.now()
    await outbox()
    const done = performance.now()
    const split = { found: Math.round(swept - began), queued: Math.round(done - swept) }
    print({ ...line, case: 'at one go', reminded, alarmed, ours: Math.round(done - began), ...split })
  })
  await inFrozenTown(server, async ({ upTo, sweep, outbox, line, next, follow }) => {
    let [reminded, alarmed, days, swept] = [0, 0, 0, 0]
    for (let day = await next(upTo); day !== null; day = await next(upTo)) {
      const began = performance.now()
      const result = await sweep(day)
      swept += performance.now() - began
      reminded += result.reminded
      alarmed += result.alarmed
      days++
      await follow()
    }
    const began = performance.now()
    await outbox()
    const queued = performance.now() - began
    const split = { found: Math.round(swept), queued: Math.round(queued) }
    const ours = Math.round(swept + queued)
    print({ ...line, case: `day by day, ${days} days with notices`, reminded, alarmed, ours, ...split })
  })
}

interface FrozenTown {
  readonly upTo: string
  sweep(day: string): ReturnType<typeof sweepDeadlines>
  next(upTo: string): Promise<string | null>
  /** Brings the deadlines up to the notices that were just written. */
  follow(): Promise<unknown>
  outbox(): Promise<unknown>
  readonly line: object
}

async function inFrozenTown(server: Server, work: (town: FrozenTown) => Promise<void>): Promise<void> {
  const url = await server.database()
  await migrate(url, [eventStoreMigrations, readModelMigrations])
  const pool = createPool({ url })
  const keys = new Vault(postgresSubjectKeys(pool), Buffer.alloc(32, 1))
  const codec = new EventCodec(new EventRegistry(eventDefinitions), keys)
  const store = new PostgresEventStore(pool, codec)
  const { ledger } = TOWN
  const project = (name: string) => {
    const projection = projections.find((each) => each.name === name)
    if (!projection) throw new Error(`there is no projection ${name}`)
    return catchUp(pool, codec, projection, ledger, { batch: 5000 })
  }
  try {
    const events = await loadTown(store, ledger, untilFrozen())
    const began = performance.now()
    await project('deadlines')
    const projected = Math.round((events * 1000) / (performance.now() - began))
    await query(url, 'vacuum analyze')
    const counts = await query(
      url,
      `select count(*) as all, count(*) filter (where status = 'OPEN') as open from rm.deadlines`,
    )
    print({
      bench: 'reminders',
      case: `deadlines of ${events} events`,
      ours: projected,
      unit: 'events/s',
      ...counts[0],
    })
    await work({
      upTo: addCalendarDays(FROZEN, YEAR),
      next: (upTo) => nextNoticeDay(pool, ledger, { upTo }),
      sweep: (day) =>
        sweepDeadlines({
          pool,
          store,
          ledgers: [ledger],
          asOf: day,
          occurredAt: `${day}T06:00:00.000Z`,
          patienceMs: 0,
        }),
      follow: () => project('deadlines'),
      outbox: () => project('mail_outbox'),
      line: { bench: 'reminders', unit: 'ms', goal: GOAL_MS },
    })
    print({ bench: 'reminders', rssMiB: Math.round(process.memoryUsage().rss / 2 ** 20) })
  } finally {
    await pool.end()
  }
}

function* untilFrozen(): Generator<Commit> {
  for (const commit of simulateTown(TOWN)) {
    const [first] = commit
    if (first && first.recordedAt.slice(0, 10) > FROZEN) return
    yield commit
  }
}
