import { eventDefinitions, foldDeadlines, publishedModels } from '@kooperacje/domain'
import {
  catchUp,
  createPool,
  EventCodec,
  EventRegistry,
  eventStoreMigrations,
  migrate,
  PostgresEventStore,
  postgresSubjectKeys,
  type RecordedEvent,
  Vault,
} from '@kooperacje/events'
import { projections, readModelMigrations, rebuildProjection, type TableProjection } from '@kooperacje/readmodels'
import { type Commit, loadTown, simulateTown } from '@kooperacje/town'
import { print } from './report.ts'
import { query, type Server } from './server.ts'
import { TOWN } from './town.ts'

const ROUNDS = 3
/** What the workers take, and what a rebuild does. */
const BATCHES = [1000, 5000]

interface Order {
  readonly name: string
  arrange(town: readonly Commit[]): readonly Commit[]
}

/**
 * As the town recorded it, its cases side by side; typed in one thing after another; and the worst there is, one fact of each
 * thing before the second of any, so that a batch hardly touches a thing twice.
 */
const ORDERS: readonly Order[] = [
  { name: 'as recorded', arrange: (town) => town },
  { name: 'clustered', arrange: clustered },
  { name: 'spread', arrange: spread },
]

/** The projection that the morning's reminders wait for, over the whole simulated town: as facts come in, and from zero. */
export async function benchDeadlines(server: Server, cases: number = TOWN.cases): Promise<void> {
  const deadlines = projections.find(({ name }) => name === 'deadlines')
  if (!deadlines) throw new Error('there is no projection deadlines')
  const town = [...simulateTown({ ...TOWN, cases })]
  for (const { name, arrange } of ORDERS) {
    const url = await server.database()
    await migrate(url, [eventStoreMigrations, readModelMigrations])
    const pool = createPool({ url })
    const keys = new Vault(postgresSubjectKeys(pool), Buffer.alloc(32, 1))
    const codec = new EventCodec(new EventRegistry(eventDefinitions), keys)
    const store = new PostgresEventStore(pool, codec)
    try {
      const events = await loadTown(store, TOWN.ledger, inVersions(arrange(town)))
      await query(url, 'vacuum analyze')
      const line = { bench: 'deadlines', unit: 'events/s', events }
      for (const batch of BATCHES) {
        const measured = await rates(events, async () => {
          await forget(url, deadlines)
          return () => catchUp(pool, codec, deadlines, TOWN.ledger, { batch })
        })
        print({ ...line, case: `${name}, as facts come, ${batch} a batch`, ...measured })
      }
      const rebuilt = await rates(events, async () => () => rebuildProjection(pool, codec, deadlines))
      print({ ...line, case: `${name}, from zero`, ...rebuilt })
      const log = await wholeLog(store)
      if (log.length !== events) throw new Error(`${log.length} of ${events} events were read`)
      const folded = await rates(events, async () => async () => foldDeadlines(log, publishedModels(log)))
      print({ ...line, case: `${name}, the domain's own fold, in memory`, ...folded })
    } finally {
      await pool.end()
    }
  }
}

/** A question is answered with a page at most. */
async function wholeLog(store: PostgresEventStore): Promise<RecordedEvent[]> {
  const log: RecordedEvent[] = []
  for (;;) {
    const page = await store.readLedger(TOWN.ledger, { from: log.length + 1, limit: 5000, open: false })
    if (page.length === 0) return log
    log.push(...page)
  }
}

/** By the clock, and by the processor time of this process: the rest is the database's. */
async function rates(events: number, prepare: () => Promise<() => Promise<unknown>>) {
  const clock: number[] = []
  const processor: number[] = []
  for (let round = 0; round <= ROUNDS; round++) {
    const work = await prepare()
    const used = process.cpuUsage()
    const began = performance.now()
    await work()
    const ms = performance.now() - began
    const { user, system } = process.cpuUsage(used)
    // The first round is not counted.
    if (round > 0) {
      clock.push((events * 1000) / ms)
      processor.push((user + system) / 1000)
    }
  }
  return { ours: middle(clock), processorMs: middle(processor) }
}

const middle = (values: readonly number[]) => Math.round([...values].sort((a, b) => a - b)[values.length >> 1] ?? 0)

async function forget(url: string, { name, tables }: TableProjection): Promise<void> {
  await query(url, `truncate ${tables.map((table) => `rm.${table.name}`).join(', ')}`)
  await query(url, `delete from es.checkpoints where projection = '${name}'`)
}

const streamsOf = (commit: Commit): string[] => commit.map(({ streamType, streamId }) => `${streamType}/${streamId}`)

/** All of one thing, then all of the next; before a commit come those that its other things had earlier, so that no fact is late. */
function clustered(town: readonly Commit[]): readonly Commit[] {
  const ofStream = new Map<string, Commit[]>()
  for (const commit of town) {
    for (const stream of new Set(streamsOf(commit))) {
      const commits = ofStream.get(stream) ?? []
      commits.push(commit)
      ofStream.set(stream, commits)
    }
  }
  const told = new Map<string, number>()
  const done = new Set<Commit>()
  const order: Commit[] = []
  // By hand, as the chains of a town are deeper than the stack.
  const tellWith = (last: Commit) => {
    const waiting = [last]
    for (let commit = waiting.at(-1); commit; commit = waiting.at(-1)) {
      const earlier = done.has(commit) ? undefined : before(commit)
      if (earlier) waiting.push(earlier)
      else waiting.pop()
      if (earlier || done.has(commit)) continue
      done.add(commit)
      order.push(commit)
      for (const stream of new Set(streamsOf(commit))) told.set(stream, (told.get(stream) ?? 0) + 1)
    }
  }
  const before = (commit: Commit) => {
    const next = streamsOf(commit).map((stream) => ofStream.get(stream)?.[told.get(stream) ?? 0])
    return next.find((other) => other !== undefined && other !== commit)
  }
  // The things of a case come with it, not it with the partnership, of which everything is.
  for (const commit of town) {
    const [first = ''] = streamsOf(commit)
    const together = first.startsWith('partnership/') ? [commit] : (ofStream.get(first) ?? [])
    for (const each of together) if (!done.has(each)) tellWith(each)
  }
  return order
}

function spread(town: readonly Commit[]): readonly Commit[] {
  const told = new Map<string, number>()
  const rounds: Commit[][] = []
  for (const commit of town) {
    const streams = streamsOf(commit)
    const round = Math.max(...streams.map((stream) => told.get(stream) ?? 0))
    for (const stream of streams) told.set(stream, round + 1)
    const commits = rounds[round] ?? []
    commits.push(commit)
    rounds[round] = commits
  }
  return rounds.flat()
}

/** The store wants the versions of a stream without gaps, and in another order a fact may have another one. */
function* inVersions(commits: readonly Commit[]): Generator<Commit> {
  const versions = new Map<string, number>()
  for (const commit of commits) {
    yield commit.map((event) => {
      const stream = `${event.streamType}/${event.streamId}`
      const streamVersion = (versions.get(stream) ?? 0) + 1
      versions.set(stream, streamVersion)
      return { ...event, streamVersion }
    })
  }
}
