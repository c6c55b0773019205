import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { Fault } from './faults/fault.ts'
import { runSession } from './session.ts'
import { hasRedisServer } from './system/redis.ts'
import type { QueueKind } from './system/world.ts'

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url))

/** One of each sort that is over within a second or two; `pnpm chaos` has the others, and goes on for as long as one likes. */
const FAULTS: Readonly<Record<QueueKind, readonly Fault[]>> = {
  postgres: [
    { kind: 'cut', link: 'client→api-1', moment: 'answer' },
    { kind: 'kill', parts: ['worker-1'], downMs: 0 },
    { kind: 'queue-tables', how: 'dropped' },
    { kind: 'postgres', how: 'stop-immediate', downMs: 0 },
    { kind: 'freeze', link: 'worker-2→postgres', moment: 'request', ms: 1000 },
  ],
  redis: [
    { kind: 'cut', link: 'api-2→postgres', moment: 'answer' },
    { kind: 'kill', parts: ['api-1'], downMs: 0 },
    { kind: 'redis', how: 'empty', downMs: 500 },
    { kind: 'postgres', how: 'kill-backend', downMs: 0 },
    { kind: 'cut', link: 'worker-1→mail', moment: 'now' },
  ],
}

describe.concurrent('a handful of faults', { timeout: 180_000 }, () => {
  it.each((['postgres', 'redis'] as const).filter((queue) => queue === 'postgres' || hasRedisServer))(
    'breaks no promise where the queue is on %s',
    async (queue) => {
      const folder = mkdtempSync(join(tmpdir(), 'koop-short-chaos-'))
      const told: object[] = []
      const faults = FAULTS[queue]
      const plan = faults.map((fault) => ({ afterMs: 300, fault })).values()
      try {
        const result = await runSession({
          root: REPOSITORY,
          folder,
          queue,
          diskMegabytes: 0,
          seed: 11,
          seconds: 120,
          standsStillMs: 30_000,
          plan: () => plan,
          tell: (line) => told.push(line),
        })
        expect(result.findings, told.map((line) => JSON.stringify(line)).join('\n')).toEqual([])
        expect(result.faults).toBe(faults.length)
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    },
  )
})
