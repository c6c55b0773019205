import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import { everySoOften } from '../log.ts'
import { jobOptions, type QueueSettings } from './backend.ts'
import { queueBackend } from './choose.ts'
import { Coalescer } from './coalescer.ts'
import { Line } from './line.ts'
import { JOB, jobId, type WakeUps } from './wake-ups.ts'

/**
 * Workers hear of growth by announcement first; the queue is for those whose announcements do not come. A job costs the server,
 * the API and a worker some statements each, also one that tells nothing new: at most ten a second, and at once after a pause.
 * Who hears by the queue alone waits 50 ms more at the median under load.
 */
const PAUSE_MS = 100
/**
 * On PostgreSQL `addBulk` makes two temporary tables, whatever it adds: one job by it takes 4.4 ms of the server's time, 0.45 by
 * `add`. With one ledger and 400 commands a second that was 0.7 ms a command, more than its append.
 */
const FEW = 8
const LAST_MOMENT_MS = 1000

export interface WakeUpSettings extends QueueSettings {
  readonly logger: Logger
}

/** For every process that appends. Returns at once; the queue is connected behind its back, and again if need be. */
export function setupWakeUps({ logger, ...settings }: WakeUpSettings): WakeUps {
  const backend = queueBackend(settings)
  const warn = everySoOften(logger, 'the wake-up queue fails; read models follow more slowly')
  const line = new Line(backend, backend.openQueue, warn)
  const coalescer = new Coalescer({
    pauseMs: PAUSE_MS,
    ready: () => line.ready,
    onFailure(error) {
      warn(error)
      line.noticed(error)
    },
    async send(wakeUps) {
      const queue = await line.ready
      const jobs = wakeUps.map((data) => ({ name: JOB, data, opts: { jobId: jobId(data), ...jobOptions } }))
      if (jobs.length > FEW) await queue.addBulk(jobs)
      else await Promise.all(jobs.map(({ name, data, opts }) => queue.add(name, data, opts)))
    },
  })
  return {
    wake: (ledger, position) => coalescer.wake(ledger, position),
    get counts() {
      return coalescer.counts
    },
    async close() {
      await Promise.race([coalescer.flush(), sleep(LAST_MOMENT_MS, undefined, { ref: false })])
      await line.close()
    },
  }
}
