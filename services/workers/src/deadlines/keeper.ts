import type { CommandHandler } from '@kooperacje/commands'
import { businessDate } from '@kooperacje/domain'
import type { Pool } from 'pg'
import type { Logger } from 'pino'
import { everySoOften } from '../log.ts'
import type { WorkerMetrics } from '../metrics.ts'
import { sweepDeadlines } from './sweep.ts'

export interface KeeperOptions {
  readonly pool: Pool
  readonly handler: CommandHandler
  readonly noticeSettleMs: number
  readonly logger: Logger
  readonly metrics: WorkerMetrics
  readonly now?: () => Date
}

/** One round of keeping deadlines in the running service: what is due today, as far as it has settled. */
export function deadlineKeeper(options: KeeperOptions): (signal?: AbortSignal) => Promise<void> {
  const { pool, handler, noticeSettleMs, logger, metrics, now = () => new Date() } = options
  const warn = everySoOften(logger, 'deadlines could not be swept')
  return async (signal) => {
    const moment = now()
    try {
      const { reminded, alarmed, refused, behind } = await sweepDeadlines({
        pool,
        handler,
        asOf: businessDate(moment.toISOString()),
        settledBefore: new Date(moment.getTime() - noticeSettleMs),
        signal,
      })
      metrics.notices.inc({ kind: 'reminder' }, reminded)
      metrics.notices.inc({ kind: 'alarm' }, alarmed)
      metrics.noticeFailures.inc(refused.length)
      for (const { ledger, notice, code } of refused) {
        const { rule, startedAt, kind } = notice
        logger.error({ ledger, rule, startedAt, kind, code }, 'a notice was refused')
      }
      if (reminded + alarmed + behind.length > 0) {
        logger.info({ reminded, alarmed, behind: behind.length }, 'deadlines were swept')
      }
    } catch (error) {
      metrics.noticeFailures.inc()
      warn(error)
    }
  }
}
