import { setTimeout as sleep } from 'node:timers/promises'
import { unfitAnswer } from './unfit-answer.ts'

export interface FollowerOptions {
  readonly addresses: readonly string[]
  readonly apiKey: string
  readonly ledger: string
}

/** The stream says every fifteen seconds that it is alive; one that does not is given up. */
const SILENT_MS = 20_000
const PAUSE_MS = 200

/**
 * Follows a ledger from its first fact on, as a partner's program would: comes back with the last id after every break, to
 * another process than before.
 */
export class Follower {
  readonly ledger: string
  readonly #options: FollowerOptions
  readonly #stop = new AbortController()
  readonly #running: Promise<void>
  /** Positions in the order in which they came. */
  readonly seen: number[] = []
  /** What the stream has said that it has passed, whether or not there was anything for us. */
  position = 0
  breaks = 0
  /** Answers that nobody may get, whatever is broken. */
  readonly unfit: string[] = []
  #heardAt = performance.now()

  constructor(options: FollowerOptions) {
    this.ledger = options.ledger
    this.#options = options
    this.#running = this.#run()
  }

  async stop(): Promise<void> {
    this.#stop.abort()
    await this.#running
  }

  async #run(): Promise<void> {
    for (let turn = 0; !this.#stop.signal.aborted; turn++) {
      await this.#follow(turn).catch(() => {})
      this.breaks++
      await sleep(PAUSE_MS)
    }
  }

  /** Until the stream ends, breaks, or falls silent. */
  async #follow(turn: number): Promise<void> {
    const { addresses, apiKey, ledger } = this.#options
    const silent = new AbortController()
    this.#heardAt = performance.now()
    const watch = setInterval(() => {
      if (performance.now() - this.#heardAt > SILENT_MS) silent.abort()
    }, 1000)
    try {
      const response = await fetch(`${addresses[turn % addresses.length]}/v1/${ledger}/events?after=0`, {
        headers: {
          authorization: `Bearer ${apiKey}`,
          ...(this.position > 0 ? { 'last-event-id': String(this.position) } : {}),
        },
        signal: AbortSignal.any([this.#stop.signal, silent.signal]),
      })
      if (!response.ok) {
        const { status, headers: head } = response
        const unfit = unfitAnswer({ status, head, text: await response.text() })
        if (unfit) this.unfit.push(`who followed ${ledger} was ${unfit}`)
      }
      if (!response.ok || !response.body) return
      let text = ''
      for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
        this.#heardAt = performance.now()
        text += chunk
        const frames = text.split('\n\n')
        text = frames.pop() ?? ''
        for (const frame of frames) this.#take(frame)
      }
    } finally {
      clearInterval(watch)
    }
  }

  #take(frame: string): void {
    const id = /^id: ?(\d+)$/m.exec(frame)?.[1]
    if (id === undefined) return
    this.position = Number(id)
    if (/^data:/m.test(frame)) this.seen.push(this.position)
  }
}
