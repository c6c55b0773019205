import type { Moment } from '../system/link.ts'
import type { ServiceName } from '../system/world.ts'

/** What is done to the system, as data: a plan of them follows from the seed and can be printed, read and repeated. */
export type Fault =
  /** SIGKILL, and started again after a while. */
  | { readonly kind: 'kill'; readonly parts: readonly ServiceName[]; readonly downMs: number }
  /** SIGSTOP for a moment, as a machine under pressure does. */
  | { readonly kind: 'pause'; readonly part: ServiceName; readonly ms: number }
  /**
   * A worker stands still for longer than any lock that it holds in the queue, and for the other one, whose clock is put
   * forward, longer than the lease on its mails; then it goes on in the middle of what it was doing.
   */
  | { readonly kind: 'zombie'; readonly part: ServiceName; readonly ms: number; readonly leadMs: number }
  | {
      readonly kind: 'postgres'
      readonly how: 'stop-immediate' | 'kill-postmaster' | 'kill-backend' | 'end-sessions'
      readonly downMs: number
    }
  | { readonly kind: 'redis'; readonly how: 'flush' | 'empty' | 'old' | 'pause'; readonly downMs: number }
  /** The queue's tables in PostgreSQL: all jobs gone, or the tables as well. */
  | { readonly kind: 'queue-tables'; readonly how: 'emptied' | 'dropped' }
  | { readonly kind: 'cut'; readonly link: string; readonly moment: Moment }
  | { readonly kind: 'freeze'; readonly link: string; readonly moment: Moment; readonly ms: number }
  /** No side ever hears of the other again, nor that it has given up. */
  | { readonly kind: 'swallow'; readonly link: string; readonly moment: Moment }
  | { readonly kind: 'disk-full'; readonly ms: number }
  /** The wall clock of a service steps, and steps back. */
  | { readonly kind: 'clock'; readonly part: ServiceName; readonly stepMs: number; readonly ms: number }

export type FaultKind = Fault['kind']

export interface PlannedFault {
  /** How long everything is left alone before it. */
  readonly afterMs: number
  readonly fault: Fault
}
