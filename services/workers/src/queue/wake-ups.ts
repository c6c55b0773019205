/**
 * The port between whoever appends and whoever reacts. A wake-up says that a ledger has grown; it carries nothing that
 * could not be read from the ledger itself, so one that is lost costs a second (the sweeper's), never a fact.
 */
export interface WakeUp {
  readonly ledger: string
  readonly position: number
}

export interface WakeUps {
  /** Fire and forget: never throws, never waits, whatever state the queue is in. */
  wake(ledger: string, position: number): void
  readonly counts: WakeUpCounts
  /** Sends what is still waiting, for a moment at most. */
  close(): Promise<void>
}

export interface WakeUpCounts {
  /** Wake-ups that reached the queue, and those given up because it failed. Those merged into a later one are neither. */
  readonly added: number
  readonly failed: number
}

export const QUEUE = 'wake-ups'
export const JOB = 'wake'

/**
 * Named by ledger and position: two processes that announce the same position make one job, and a wake-up for a later
 * position never collides with a job that is being worked on. BullMQ's own deduplication by ledger would: a job left
 * active by a killed worker then swallows the wake-ups of its ledger until it is found to have stalled, 30 s later.
 */
export const jobId = ({ ledger, position }: WakeUp): string => `${ledger}@${position}`
