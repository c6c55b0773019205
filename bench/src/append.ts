import type { Appender } from './peers/appender.ts'
import { castoreAppender } from './peers/castore.ts'
import { EMMETT, emmettAppender } from './peers/emmett.ts'
import { insertAppender } from './peers/insert.ts'
import { messageDbAppender } from './peers/message-db.ts'
import { compare, skipped } from './report.ts'
import { type Contestant, keepInFlight, medians } from './rounds.ts'
import { newStreamCommand, openStore } from './sample.ts'
import type { Server } from './server.ts'

const IN_FLIGHT = [1, 8, 32, 128]
const ROUND_MS = 800
const ROUNDS = 5

/** On two processors more connections than this make every peer slower; PostgreSQL allows 100 by default. */
const MAX_CONNECTIONS = 32

const PEERS: readonly [string, (url: string, connections: number) => Promise<Appender>][] = [
  ['insert with version check', insertAppender],
  [EMMETT, emmettAppender],
  ['message-db', messageDbAppender],
  ['castore', castoreAppender],
]

export async function ownAppender(url: string): Promise<Appender> {
  const { pool, store } = await openStore(url)
  return {
    name: 'kooperacje',
    async append() {
      const result = await store.append(newStreamCommand())
      if (!result.ok) throw new Error(result.refusal.code)
    },
    close: () => pool.end(),
  }
}

/** Durable appends of one event each, all to new streams of one ledger. */
export async function benchAppend(
  server: Server,
  { bench = 'append', inFlight = IN_FLIGHT, settings = {} as Record<string, string> } = {},
): Promise<void> {
  for (const clients of inFlight) {
    const connections = Math.min(clients, MAX_CONNECTIONS)
    const appenders = [await ownAppender(await server.database(settings))]
    for (const [name, open] of PEERS) {
      try {
        appenders.push(await open(await server.database(settings), connections))
      } catch (error) {
        skipped(bench, name, error instanceof Error ? error.message : String(error))
      }
    }
    const contestants = appenders.map(
      (appender): Contestant => ({
        ...appender,
        round: () => keepInFlight(clients, ROUND_MS, () => appender.append()),
      }),
    )
    const [[, ours] = ['', Number.NaN], ...peers] = await medians(contestants, ROUNDS)
    for (const [peer, theirs] of peers) {
      compare({ bench, case: `${clients} in flight`, ours, peer, theirs, unit: 'appends/s' })
    }
    for (const appender of appenders) await appender.close()
  }
}
