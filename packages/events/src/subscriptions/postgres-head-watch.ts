import type { ClientConfig } from 'pg'
import type { EventStore } from '../types.ts'
import { Announcements } from './announcements.ts'
import { HeadWatch, type HeadWatchOptions } from './head-watch.ts'

/** Woken by what other processes announce. It listens from the first time that somebody waits. */
export class PostgresHeadWatch extends HeadWatch {
  readonly #announcements: Announcements

  constructor(
    store: Pick<EventStore, 'heads'>,
    connection: ClientConfig,
    options: Pick<HeadWatchOptions, 'pollMs' | 'onFailure'> = {},
  ) {
    super({ ...options, heads: (ledgers) => store.heads(ledgers) })
    this.#announcements = new Announcements(connection, {
      grown: (ledger) => this.wake(ledger),
      missed: () => this.wakeAll(),
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
