import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { compare } from './report.ts'
import { medians } from './rounds.ts'
import { query, type Server } from './server.ts'
import type { Order } from './writer.ts'

const PROCESSES = 4
const IN_FLIGHT = 32
const ROUND_MS = 1000
const ROUNDS = 5

/** The weak point of a lock that is held across the commit: several processes on one ledger, each with small batches. */
export async function benchProcesses(server: Server, settings: Record<string, string> = {}): Promise<void> {
  const url = await server.database(settings)
  const alone = await writer(url)
  const several = await Promise.all(Array.from({ length: PROCESSES }, () => writer(url)))
  const each = IN_FLIGHT / PROCESSES
  const rates = await medians(
    [
      {
        name: 'several',
        round: async () => (await Promise.all(several.map((one) => rate(one, each)))).reduce((sum, r) => sum + r, 0),
        close: async () => {},
      },
      { name: 'alone', round: () => rate(alone, IN_FLIGHT), close: async () => {} },
    ],
    ROUNDS,
  )
  await expectContiguous(url)
  compare({
    bench: settings.commit_delay ? 'slow-commits' : 'processes',
    case: `${PROCESSES} processes × ${each} in flight, one ledger`,
    ours: rates.get('several') ?? Number.NaN,
    peer: `one process × ${IN_FLIGHT}`,
    theirs: rates.get('alone') ?? Number.NaN,
    unit: 'appends/s',
  })
  for (const child of [alone, ...several]) child.disconnect()
}

async function writer(url: string): Promise<ChildProcess> {
  const child = fork(fileURLToPath(new URL('./writer.ts', import.meta.url)), [url])
  await once(child, 'message')
  return child
}

async function rate(child: ChildProcess, inFlight: number): Promise<number> {
  const answer = once(child, 'message')
  child.send({ inFlight, ms: ROUND_MS } satisfies Order)
  const [{ rate }] = await answer
  return rate
}

async function expectContiguous(url: string): Promise<void> {
  const [row] = await query(
    url,
    `select max(position) = count(*) and max(position) = (select head from es.ledgers) as contiguous from es.events`,
  )
  if (row.contiguous !== true) throw new Error('positions are not contiguous')
}
