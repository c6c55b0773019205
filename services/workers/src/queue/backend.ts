import type { BulkJobOptions } from 'bullmq'
import type { WakeUp } from './wake-ups.ts'

export interface QueueSettings {
  readonly databaseUrl: string
  /** Left out: the queue runs on PostgreSQL. */
  readonly redisUrl?: string | undefined
  /** Keeps the queues of several installations on one Redis apart. */
  readonly redisPrefix?: string | undefined
}

/** What we use of BullMQ's classes, whose types name the backend. */
export interface Opened {
  waitUntilReady(): Promise<unknown>
  close(): Promise<void>
  disconnect(): Promise<unknown>
}
export interface WakeUpQueue extends Opened {
  add(name: string, data: WakeUp, opts: BulkJobOptions): Promise<unknown>
  addBulk(jobs: { name: string; data: WakeUp; opts: BulkJobOptions }[]): Promise<unknown>
}
export type Processor = (job: { readonly data: WakeUp }) => Promise<void>
export type OnError = (error: Error) => void

/** What differs between the two places a queue can live in; everything else is BullMQ's and ours alike. */
export interface QueueBackend {
  /** Makes what a queue needs to be opened. Can be called again at any time. */
  prepare(): Promise<void>
  openQueue(onError: OnError): WakeUpQueue
  openWorker(processor: Processor, onError: OnError): Opened
  /** What `prepare` made is gone: close, prepare, open again. */
  lostItsTables(error: unknown): boolean
}

/** Done jobs leave at once: their ids would only stand in the way. Failed ones stay for a look, a bounded number. */
export const jobOptions = { removeOnComplete: true, removeOnFail: { count: 100 } } as const

export const workerOptions = {
  // A wake-up is handed over, not worked on, so a few at a time are many.
  concurrency: 8,
  drainDelay: 5,
  runRetryDelay: 1000,
  removeOnComplete: { count: 0 },
  removeOnFail: { count: 100 },
} as const

/** BullMQ writes several events a job for whoever follows them; nobody does. */
export const eventStream = { events: { maxLen: 100 } } as const
