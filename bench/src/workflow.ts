import { dbosWorkflows } from './peers/dbos.ts'
import { restateWorkflows } from './peers/restate.ts'
import type { Workflows } from './peers/workflows.ts'
import { compare, skipped } from './report.ts'
import { type Contestant, keepInFlight, median, medians } from './rounds.ts'
import type { Server } from './server.ts'
import { ownWorkflows } from './workflow/own.ts'

const BENCH = 'workflow'
const IN_FLIGHT = [32, 128]
const ROUND_MS = 1000
const ROUNDS = 5

/** As many as any peer has in the other benchmarks: PostgreSQL allows 100 in all by default. */
const CONNECTIONS = 32

/** Three durable steps, the second and third of which follow from the one before: event → reaction → event → reaction → event. */
export async function benchWorkflow(server: Server): Promise<void> {
  const all = await opened(server)
  const measured = async (name: string, unit: string, round: (one: Workflows) => Promise<number>) => {
    const contestants = all.map((one): Contestant => ({ ...one, round: () => round(one) }))
    const [[, ours] = ['', Number.NaN], ...others] = await medians(contestants, ROUNDS)
    for (const [peer, theirs] of others) compare({ bench: BENCH, case: name, ours, peer, theirs, unit })
  }
  try {
    await measured('from asking to done, one at a time, p50', 'µs', p50)
    for (const clients of IN_FLIGHT) {
      await measured(`${clients} in flight`, 'workflows/s', (one) => keepInFlight(clients, ROUND_MS, () => one.run()))
    }
    for (const one of all) await one.check?.()
  } finally {
    for (const one of all) await one.close()
  }
}

async function opened(server: Server): Promise<Workflows[]> {
  const all = [
    await ownWorkflows(await server.database()),
    await ownWorkflows(await server.database(), { allByQueue: true }),
  ]
  const peers: readonly [string, () => Promise<Workflows[]>][] = [
    ['DBOS', async () => dbosWorkflows(await server.database(), CONNECTIONS)],
    ['Restate', restateWorkflows],
  ]
  for (const [name, open] of peers) {
    try {
      all.push(...(await open()))
    } catch (error) {
      skipped(BENCH, name, error instanceof Error ? error.message : String(error))
    }
  }
  return all
}

async function p50(one: Workflows): Promise<number> {
  const times: number[] = []
  await keepInFlight(1, ROUND_MS, async () => {
    const start = performance.now()
    await one.run()
    times.push((performance.now() - start) * 1000)
  })
  return median(times)
}
