import { setImmediate as nextTurn } from 'node:timers/promises'
import type { SimulationRequest } from '@kooperacje/commands'
import { builtInModel } from '@kooperacje/domain'
import { createTestDatabase } from '@kooperacje/infra/testing'
import { Client } from 'pg'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { isDatabaseFailure } from '../http/database-failure.ts'
import { SimulationThreads } from './threads.ts'

/** A thread that does nothing else until it is let go, as work in one piece does, and then answers. */
const HELD = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { parentPort, workerData } from 'node:worker_threads'
    Atomics.wait(workerData.draft, 0, 0)
    if (Atomics.load(workerData.draft, 0) === 2) throw new Error('out of luck')
    parentPort.postMessage({ ledger: workerData.ledger, until: workerData.until })
  `)}`,
)

/** Instead of a draft, what the thread waits for: 1 lets it answer, 2 lets it fail. */
class Gate {
  readonly cells = new Int32Array(new SharedArrayBuffer(4))
  readonly request = { draft: this.cells as never, until: '2020-09-30' } satisfies SimulationRequest

  open(how: 1 | 2 = 1): void {
    Atomics.store(this.cells, 0, how)
    Atomics.notify(this.cells, 0)
  }
}

describe('simulations', () => {
  const threads = new SimulationThreads({ databaseUrl: '', atOnce: 2, script: HELD })
  afterEach(() => threads.close())

  it('leave the loop to everybody else while they work', async () => {
    const gate = new Gate()
    const order: string[] = []
    const simulated = threads.run('2416021', gate.request).then((answer) => {
      order.push('simulated')
      return answer
    })
    for (let turn = 0; turn < 100; turn++) await nextTurn()
    order.push('others')
    gate.open()
    expect(await simulated).toEqual({ ledger: '2416021', until: '2020-09-30' })
    expect(order).toEqual(['others', 'simulated'])
  })

  it('are so many at once; one more is refused, and is taken when one has ended', async () => {
    const gates = [new Gate(), new Gate()]
    const [first, second] = gates.map(({ request }) => threads.run('2416021', request))
    expect(await threads.run('2416021', new Gate().request)).toBeNull()
    gates[0]?.open()
    await first
    const third = new Gate()
    const taken = threads.run('2416021', third.request)
    expect(await threads.run('2416021', new Gate().request)).toBeNull()
    gates[1]?.open()
    third.open()
    expect(await second).not.toBeNull()
    expect(await taken).not.toBeNull()
  })

  it('make room when they fail, and when nobody wants them any more', async () => {
    const gate = new Gate()
    const left = new AbortController()
    const failed = threads.run('2416021', gate.request)
    const abandoned = threads.run('2416021', new Gate().request, left.signal)
    left.abort()
    await expect(abandoned).rejects.toThrow('stopped')
    gate.open(2)
    await expect(failed).rejects.toThrow('out of luck')
    const gates = [new Gate(), new Gate()]
    const runs = gates.map(({ request }) => threads.run('2416021', request))
    for (const each of gates) each.open()
    expect(await Promise.all(runs)).toHaveLength(2)
  })

  it('are stopped when the service stops', async () => {
    const simulated = threads.run('2416021', new Gate().request)
    const told = expect(simulated).rejects.toThrow('stopped')
    await threads.close()
    await told
  })
})

describe('a simulation whose database fails', { timeout: 60_000 }, () => {
  it.each([
    ['does not answer', 500, async () => {}],
    [
      'ends its sessions',
      60_000,
      (admin: Client) =>
        vi.waitFor(async () => {
          const { rowCount } = await admin.query(
            `select pg_terminate_backend(pid) from pg_stat_activity
              where datname = current_database() and application_name = 'kooperacje-simulation' and wait_event_type = 'Lock'`,
          )
          expect(rowCount).toBeGreaterThan(0)
        }, 30_000),
    ],
  ])('because it %s, ends and is known for that', async (_, queryTimeoutMs, happens) => {
    const database = await createTestDatabase()
    const owner = new Client({ connectionString: database.ownerUrl })
    const same = new Client({ connectionString: database.serviceUrl })
    const threads = new SimulationThreads({ databaseUrl: database.serviceUrl, queryTimeoutMs })
    try {
      await Promise.all([owner.connect(), same.connect()])
      await owner.query('begin; lock table es.events in access exclusive mode')
      const simulated = threads.run('2416021', { draft: builtInModel }).catch((error: unknown) => error)
      await happens(same)
      const error = await simulated
      expect([error, isDatabaseFailure(error)]).toEqual([expect.any(Error), true])
    } finally {
      await Promise.all([threads.close(), owner.end(), same.end()])
      await database.drop()
    }
  })
})
