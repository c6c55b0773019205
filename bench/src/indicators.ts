import { evaluateViews, leftOut } from '@kooperacje/domain'
import { catchUp, createPool } from '@kooperacje/events'
import { indicatorView, projections } from '@kooperacje/readmodels'
import type { Pool } from 'pg'
import { print } from './report.ts'
import { query, type Server } from './server.ts'
import { type LoadedTown, withTown } from './town.ts'

/** The town's last day is two days before. */
const AS_OF = '2023-12-31'
const ROUNDS = 15
/** What the project asks of itself. */
const GOAL_MS = 100

/** Every indicator of a town with all that it counts and leaves out, from the read models. */
export async function benchIndicators(server: Server): Promise<void> {
  await withTown(server, async (town) => {
    for (const name of ['indicator_facts', 'deadlines']) {
      const projection = projections.find((each) => each.name === name)
      if (!projection) throw new Error(`there is no projection ${name}`)
      await catchUp(town.pool, town.codec, projection, town.ledger, { batch: 5000 })
    }
    // A pool of its own each time, as facts are kept by pool: the first question of a process.
    const cold = await timed(5, async () => {
      const pool = createPool({ url: town.url })
      await explainAll(pool, town)
      return () => pool.end()
    })
    const warm = await timed(ROUNDS, () => explainAll(town.pool, town))
    const [middle] = await query(
      town.url,
      'select percentile_disc(0.5) within group (order by recorded_at) as moment from rm.indicator_facts',
    )
    const before = await timed(ROUNDS, () => explainAll(town.pool, town, middle.moment))
    const { rows, left } = await explainAll(town.pool, town)
    const line = { bench: 'indicators', unit: 'ms', goal: GOAL_MS, rows, left }
    print({ ...line, case: `31 with explanations, ${town.events} events, facts in memory`, ...warm })
    print({ ...line, case: 'the same, as known at an earlier moment', ...before })
    print({ ...line, case: 'the first question of a process', ...cold, goal: null })
    print({ bench: 'indicators', rssMiB: Math.round(process.memoryUsage().rss / 2 ** 20) })
  })
}

async function explainAll(pool: Pool, { ledger }: LoadedTown, recordedUntil?: Date) {
  const view = await indicatorView(pool, ledger, AS_OF, { recordedUntil })
  let [rows, left] = [0, 0]
  for (const evaluation of evaluateViews([view])) {
    rows += evaluation.measured.main.facts.length
    for (const facts of leftOut(evaluation).values()) left += facts.length
  }
  return { rows, left }
}

interface Timed {
  readonly ours: number
  /** Of the process alone: what it would take at least with nobody else on the machine. */
  readonly cpu: number
}

/** The medians of some rounds; the first is not counted. What a round answers is done after the clock has stopped. */
async function timed(rounds: number, round: () => Promise<unknown>): Promise<Timed> {
  const [times, cpus]: [number[], number[]] = [[], []]
  for (let n = 0; n <= rounds; n++) {
    const [start, used] = [performance.now(), process.cpuUsage()]
    const after = await round()
    times.push(performance.now() - start)
    const { user, system } = process.cpuUsage(used)
    cpus.push((user + system) / 1000)
    if (typeof after === 'function') await after()
  }
  return { ours: middleOf(times.slice(1)), cpu: middleOf(cpus.slice(1)) }
}

function middleOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return Math.round((sorted[sorted.length >> 1] ?? Number.NaN) * 10) / 10
}
