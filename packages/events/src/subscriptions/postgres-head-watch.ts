import type { ClientConfig } from 'pg'
import { Listening } from '../postgres/listening.ts'
import type { EventStore } from '../types.ts'
import { GROWN } from './announcer.ts'
import { HeadWatch, type HeadWatchOptions } from './head-watch.ts'

/** Woken by what other processes announce. It listens from the first time that somebody waits. */
export class PostgresHeadWatch extends HeadWatch {
  readonly #announcements: Listening

  constructor(
    store: Pick<EventStore, 'heads'>,
    connection: ClientConfig,
    options: Pick<HeadWatchOptions, 'pollMs' | 'onFailure'> = {},
  ) {
    super({ ...options, heads: (ledgers) => store.heads(ledgers) })
    this.#announcements = new Listening(connection, GROWN, {
      heard: (ledger) => this.wake(ledger),
      up: () => this.wakeAll(),
      lost: () => {},
    })
  }

  override beyond(ledger: string, position: number, signal?: AbortSignal): Promise<number | null> {
    this.#announcements.start()
    return super.beyond(ledger, position, signal)
  }

  override async close(): Promise<void> {
    await super.close()
    await this.#announcements.close()
  }
}
