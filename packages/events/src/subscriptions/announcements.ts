import type { ClientConfig } from 'pg'
import { Listening } from '../postgres/listening.ts'

export const GROWN = 'es_grown'

export const ANNOUNCE = {
  name: 'es.announce',
  // Nobody relies on an announcement, so that its commit need not wait for the disk, least of all while it holds the lock below.
  text: `select set_config('synchronous_commit', 'off', true), pg_notify('${GROWN}', unnest($1::text[]))`,
}

export interface Announced {
  /** A ledger has grown at least to this position. */
  readonly grown: (ledger: string, position: number) => void
  /** Announcements may have been missed. */
  readonly missed: () => void
}

export const announcement = (ledger: string, position: number): string => `${ledger} ${position}`

/** What all processes announce, from `start` on. One that is lost is told by nobody: whoever listens looks by himself as well. */
export class Announcements extends Listening {
  constructor(connection: ClientConfig, { grown, missed }: Announced) {
    super(connection, GROWN, {
      heard: (payload) => {
        // An older release says the ledger alone.
        const [ledger = '', position = Number.POSITIVE_INFINITY] = payload.split(' ')
        grown(ledger, Number(position))
      },
      up: missed,
      lost: () => {},
    })
  }
}
