import { businessDate } from '@kooperacje/domain'
import type { EventStore } from '@kooperacje/events'
import type { Pool } from 'pg'
import type { Logger } from 'pino'
import { everySoOften } from '../log.ts'
import { sweepConsents } from './sweep.ts'

export interface ConsentKeeperOptions {
  readonly pool: Pool
  readonly store: EventStore
  readonly logger: Logger
  readonly onAppended?: (ledger: string) => void
  readonly now?: () => Date
}

/** One round in the running service: consents whose last day was yesterday or earlier. */
export function consentKeeper(options: ConsentKeeperOptions): (signal?: AbortSignal) => Promise<void> {
  const { pool, store, logger, onAppended, now = () => new Date() } = options
  const warn = everySoOften(logger, 'consents could not be swept')
  return async (signal) => {
    const moment = now()
    try {
      const asOf = businessDate(moment.toISOString())
      const { expired, refused } = await sweepConsents({ pool, store, asOf, now: () => moment, onAppended, signal })
      if (expired + refused.length > 0) logger.info({ expired, refused: refused.length }, 'consents were swept')
    } catch (error) {
      warn(error)
    }
  }
}
