import { Queue, Worker } from 'bullmq'
import { eventStream, type QueueBackend, workerOptions } from './backend.ts'
import { QUEUE } from './wake-ups.ts'

/** In braces, so that a Redis Cluster keeps all keys of the queue in one slot. */
const PREFIX = '{kooperacje}'

export function redisBackend(url: string, prefix: string = PREFIX): QueueBackend {
  return {
    // Redis makes what it lacks; a flushed one is a new one.
    prepare: async () => {},
    lostItsTables: () => false,
    openQueue(onError) {
      // While Redis is away a command fails at once in place of waiting in memory for its return.
      const connection = { url, enableOfflineQueue: false, maxRetriesPerRequest: 1, commandTimeout: 5000 }
      const queue = new Queue(QUEUE, { connection, prefix, streams: eventStream })
      queue.on('error', onError)
      return queue
    },
    openWorker(processor, onError) {
      const connection = { url, maxRetriesPerRequest: null }
      const worker = new Worker(QUEUE, processor, { connection, prefix, ...workerOptions })
      worker.on('error', onError)
      return worker
    },
  }
}
