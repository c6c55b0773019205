import { randomUUID } from 'node:crypto'

/**
 * A UUID of version 7: the time in milliseconds, then 74 random bits. Made from Node's own version 4, whose randomness
 * comes from a buffer: 0.3 µs, where the package `uuid` asks for random bytes each time (2.3 µs, a third of what
 * encoding an event cost).
 */
export function newEventId(): string {
  const time = Date.now().toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`
}
