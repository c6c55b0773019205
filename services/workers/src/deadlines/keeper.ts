import { businessDate } from '@kooperacje/domain'
import type { EventStore } from '@kooperacje/events'
import type { Pool } from 'pg'
import type { Logger } from 'pino'
import { everySoOften } from '../log.ts'
import type { WorkerMetrics } from '../metrics.ts'
import { sweepDeadlines } from './sweep.ts'

export interface KeeperOptions {
  readonly pool: Pool
  readonly store: EventStore
  readonly noticeSettleMs: number
  readonly logger: Logger
  readonly metrics: WorkerMetrics
  readonly onAppended?: (ledger: string) => void
  readonly now?: () => Date
}

/** One round of keeping deadlines in the running service: what is due today, as far as it has settled. */
export function deadlineKeeper(options: KeeperOptions): (signal?: AbortSignal) => Promise<void> {
  const { pool, store, noticeSettleMs, logger, metrics, onAppended, now = () => new Date() } = options
  const warn = everySoOften(logger, 'deadlines could not be swept')
  return async (signal) => {
    const moment = now()
    try {
      const { reminded, alarmed, withdrawn, refused, behind } = await sweepDeadlines({
        pool,
        store,
        asOf: businessDate(moment.toISOString()),
        settledBefore: new Date(moment.getTime() - noticeSettleMs),
        now: () => moment,
        onAppended,
        signal,
      })
      metrics.notices.inc({ kind: 'reminder' }, reminded)
      metrics.notices.inc({ kind: 'alarm' }, alarmed)
      metrics.notices.inc({ kind: 'withdrawal' }, withdrawn)
      metrics.noticeFailures.inc(refused.length)
      for (const { ledger, row, code } of refused) {
        const { rule, startedAt } = row
        logger.error({ ledger, rule, startedAt, code }, 'a notice was refused')
      }
      if (reminded + alarmed + withdrawn + behind.length > 0) {
        logger.info({ reminded, alarmed, withdrawn, behind: behind.length }, 'deadlines were swept')
      }
    } catch (error) {
      metrics.noticeFailures.inc()
      warn(error)
    }
  }
}
