import { setTimeout as sleep } from 'node:timers/promises'

export interface Repeated {
  /** Resolves when the run in progress has ended. */
  stop(): Promise<void>
}

/**
 * Runs `work` now and then again and again, `ms` after it ended: a slow run is never overtaken by the next. Up to a
 * tenth is added, so that processes started together do not stay in step. `work` sees to its own errors; one that
 * escapes is a fault of the program and ends the process.
 */
export function every(ms: number, work: (signal: AbortSignal) => Promise<void>): Repeated {
  const stop = new AbortController()
  const { signal } = stop
  const running = (async () => {
    while (!signal.aborted) {
      await work(signal)
      await sleep(ms * (1 + Math.random() / 10), undefined, { signal }).catch(() => {})
    }
  })()
  return {
    async stop() {
      stop.abort()
      await running
    },
  }
}
