import { ReaderGone } from '../command-line/errors.ts'
import type { Output } from './output.ts'

export interface Step {
  readonly what: string
  readonly done: number
  readonly of: number
  readonly perSecond: number
}

/** On a terminal one line is written over and over; a file gets a line now and then, and none for what is soon done. */
const LOG_EVERY_MS = 10_000
const TERMINAL_EVERY_MS = 100
const BACK_TO_START = '\r\u001b[K'

/** Says on standard error how far long work is. Nobody waits for it: the work goes on while a line is written. */
export class Progress {
  readonly #output: Output
  readonly #now: () => number
  #writing: Promise<void> = Promise.resolve()
  #last: number

  constructor(output: Output, now: () => number = () => performance.now()) {
    this.#output = output
    this.#now = now
    this.#last = now()
  }

  show(step: Step): void {
    const every = this.#output.isTerminal ? TERMINAL_EVERY_MS : LOG_EVERY_MS
    if (this.#now() - this.#last < every) return
    this.#last = this.#now()
    this.#write(this.#output.isTerminal ? `${BACK_TO_START}${progressLine(step)}` : `${progressLine(step)}\n`)
  }

  /** Takes the line away; what came of it is for standard output to say. */
  async end(): Promise<void> {
    if (this.#output.isTerminal) this.#write(BACK_TO_START)
    await this.#writing
  }

  #write(text: string): void {
    this.#writing = this.#writing
      .then(() => this.#output.write(text))
      .catch((error) => {
        // Whoever watched has gone; the work was not for them alone.
        if (!(error instanceof ReaderGone)) throw error
      })
    // Met by `end`; until then it must not count as unhandled.
    this.#writing.catch(() => {})
  }
}

/** `cases: 120,000 of 1,000,000 events (12 %), 85,000/s, 10 s left` */
export function progressLine({ what, done, of, perSecond }: Step): string {
  const percent = of === 0 ? 100 : Math.floor((done / of) * 100)
  const left = perSecond > 0 ? `, ${duration((of - done) / perSecond)} left` : ''
  return `${what}: ${thousands(done)} of ${thousands(of)} events (${percent} %), ${thousands(perSecond)}/s${left}`
}

export const thousands = (number: number): string => number.toLocaleString('en-US')

export function duration(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`
  const whole = Math.ceil(seconds)
  if (whole < 120) return `${whole} s`
  return whole < 7200 ? `${Math.ceil(whole / 60)} min` : `${(whole / 3600).toFixed(1)} h`
}
