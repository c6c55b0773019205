import type { ClientConfig } from 'pg'
import { Listening } from '../postgres/listening.ts'

/** A person who was forgotten; null: any may have been, while nobody listened. */
export type Forgotten = { readonly ledger: string; readonly subject: string } | null
export type ForgottenListener = (who: Forgotten) => void

/** How a process hears at once that a person was forgotten, whoever did it. */
export interface Forgetting {
  /** Whether the news would arrive. While it would not, nothing about persons is taken from memory. */
  readonly listening: boolean
  /** From now on; without anything in memory there is nothing to hear about, and no connection is needed. */
  start(): void
  onForgotten(listener: ForgottenListener): void
  /** For the process that does it itself: its own memory does not wait for the round trip. */
  tell(who: Forgotten): void
  close(): Promise<void>
}

const CHANNEL = 'es_forgotten'

/** Told by the database when the row of a person's key goes. */
export class PostgresForgetting implements Forgetting {
  readonly #connection: Listening
  readonly #listeners: ForgottenListener[] = []
  listening = false

  constructor(config: ClientConfig) {
    this.#connection = new Listening(config, CHANNEL, {
      heard: (payload) => this.tell(forgottenIn(payload)),
      up: () => {
        // What was missed before this moment is not known, so everything that is in memory may be outdated.
        this.tell(null)
        this.listening = true
      },
      lost: () => {
        this.listening = false
        this.tell(null)
      },
    })
  }

  onForgotten(listener: ForgottenListener): void {
    this.#listeners.push(listener)
  }

  tell(who: Forgotten): void {
    for (const listener of this.#listeners) listener(who)
  }

  start(): void {
    this.#connection.start()
  }

  async close(): Promise<void> {
    await this.#connection.close()
  }
}

/** What cannot be read may speak of anybody. */
function forgottenIn(payload: string): Forgotten {
  try {
    const { ledger, subject } = JSON.parse(payload) as Record<string, unknown>
    return typeof ledger === 'string' && typeof subject === 'string' ? { ledger, subject } : null
  } catch {
    return null
  }
}
