import { CommandHandler } from '@kooperacje/commands'
import type { EventStore, Forgetting, Vault } from '@kooperacje/events'
import { erasuresBegun } from '@kooperacje/readmodels'
import type { Pool } from 'pg'
import type { Logger } from 'pino'
import { everySoOften } from '../log.ts'
import { resumeErasure } from './carry-out.ts'

export interface ErasureKeeperOptions {
  readonly pool: Pool
  readonly store: EventStore
  readonly vault: Pick<Vault, 'forget'>
  readonly forgetting?: Forgetting | undefined
  readonly logger: Logger
  /** Told after each append, to wake the projections. */
  readonly onAppended?: (ledger: string) => void
  readonly settleMs?: number
}

const SYSTEM = { actorId: 'system:erasures', role: 'SYSTEM', institutionId: null } as const

/**
 * One round in the running service: erasures that somebody began and nobody finished. A person's key is half destroyed in
 * them, and whoever began may not be there to ask again. Which they are is told by a read model; whether they still are, and
 * that nobody is at them, is asked again under the lock that whoever carries one out holds.
 */
export function erasureKeeper(options: ErasureKeeperOptions): (signal?: AbortSignal) => Promise<void> {
  const { pool, store, vault, forgetting, logger, onAppended = () => {}, settleMs } = options
  const handler = new CommandHandler({ store, forgetting, onAppended, cachedStreams: 100 })
  const forget: Vault['forget'] = (...key) => vault.forget(...key)
  const warn = everySoOften(logger, 'an erasure that was begun could not be finished and will be tried again')
  return async (signal) => {
    try {
      for (const { ledger, erasureId } of await erasuresBegun(pool)) {
        if (signal?.aborted) return
        const order = { ledger, erasureId, by: SYSTEM, correlationId: `erasure:${erasureId}` }
        await resumeErasure({ pool, handler, forget, settleMs }, order).then(
          (outcome) => outcome?.ok && logger.info({ ledger, erasureId }, 'an erasure that was begun is finished'),
          // The next one may be another's fault, or nobody's.
          (error) => warn(error, { ledger, erasureId }),
        )
      }
    } catch (error) {
      warn(error)
    }
  }
}
