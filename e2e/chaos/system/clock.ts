import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const STEPPED_CLOCK = fileURLToPath(new URL('stepped-clock.ts', import.meta.url))

/**
 * The wall clock of one service, which can be put forward and back while it runs. Timers and `performance.now()` do not
 * follow, as they do not where a machine's clock is set. The database keeps its own time.
 */
export class Clock {
  readonly #file: string
  offsetMs = 0

  constructor(file: string) {
    this.#file = file
    this.set(0)
  }

  set(offsetMs: number): void {
    this.offsetMs = offsetMs
    writeFileSync(this.#file, String(offsetMs))
  }

  /** What Node is started with, so that the service reads this clock. */
  get options(): { readonly arguments: readonly string[]; readonly environment: NodeJS.ProcessEnv } {
    return { arguments: ['--import', STEPPED_CLOCK], environment: { CHAOS_CLOCK: this.#file } }
  }

  now(): Date {
    return new Date(Date.now() + this.offsetMs)
  }
}
