import type { LogSealer, VerifiableLog } from '@kooperacje/events'
import type { Logger } from 'pino'
import { everySoOften } from '../log.ts'
import type { WorkerMetrics } from '../metrics.ts'

export interface LogRoundsOptions {
  readonly log: VerifiableLog
  readonly sealer: LogSealer
  readonly logger: Logger
  readonly metrics: WorkerMetrics
  /** Events a call. Default 2048: some 60 ms of computing. */
  readonly events?: number
}

/**
 * Goes through the whole history again and again, a part at a time: sealing looks at the newest part only, and a change to
 * an old event would else be found when somebody verifies. Each process begins at a place of its own.
 */
export function logRounds({ log, sealer, logger, metrics, events = 2048 }: LogRoundsOptions): () => Promise<void> {
  const warn = everySoOften(logger, 'the sealed events could not be looked at')
  const accuse = everySoOften(logger, 'a sealed event is not what it was')
  let next: { ledger: string; from: number } | null = null
  return async () => {
    try {
      const states = (await log.states()).filter(({ size }) => size > 0)
      if (states.length === 0) return
      next ??= somewhere(states)
      const { ledger, from } = next
      const at = Math.max(
        0,
        states.findIndex((state) => state.ledger >= ledger),
      )
      const state = states[at]!
      const first = state.ledger === ledger ? from : 1
      const last = Math.min(state.size, first + events - 1)
      const fault = first <= last ? await sealer.check(state.ledger, first, last) : null
      if (fault) {
        metrics.logFault.set({ ledger: state.ledger }, 1)
        accuse(new Error(fault.reason), { ledger: state.ledger, position: fault.position })
      }
      metrics.logChecked.inc(Math.max(0, last - first + 1))
      next =
        last < state.size
          ? { ledger: state.ledger, from: last + 1 }
          : { ledger: states[(at + 1) % states.length]!.ledger, from: 1 }
    } catch (error) {
      metrics.logFailures.inc()
      warn(error)
    }
  }
}

function somewhere(states: readonly { readonly ledger: string; readonly size: number }[]) {
  const { ledger, size } = states[Math.floor(Math.random() * states.length)]!
  return { ledger, from: 1 + Math.floor(Math.random() * size) }
}
