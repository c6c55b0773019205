import { everySoOften } from '../log.ts'
import { queueBackend } from './choose.ts'
import { Line } from './line.ts'
import type { WakeUpSettings } from './producer.ts'
import type { WakeUp } from './wake-ups.ts'

export interface WakeUpConsumer {
  /** Resolves when wake-ups arrive. A queue that is away keeps it waiting; nothing may depend on it. */
  ready(): Promise<unknown>
  close(): Promise<void>
}

/** Calls `handler` for each wake-up. It should hand the work on and return: what it throws only fails the job. */
export function startWakeUpWorker(
  { logger, onError, ...settings }: WakeUpSettings & { readonly onError?: () => void },
  handler: (wakeUp: WakeUp) => void | Promise<void>,
): WakeUpConsumer {
  const backend = queueBackend(settings)
  const warn = everySoOften(logger, 'the wake-up queue fails; the sweeper goes on without it')
  const line = new Line(
    backend,
    (failed) => backend.openWorker(async ({ data }) => handler(data), failed),
    (error) => {
      onError?.()
      warn(error)
    },
  )
  return {
    ready: () => line.ready,
    close: () => line.close(),
  }
}
