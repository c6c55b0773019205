import { randomUUID } from 'node:crypto'

/**
 * The time in milliseconds, then 74 random bits: ids of one millisecond have no order. Made from Node's own version 4, whose
 * randomness comes from a buffer: 0.3 µs, where the package `uuid` asks for random bytes each time (2.3 µs, a third of what
 * encoding an event cost; on a virtual machine three of them were 4 % of a command). The time's text is made once a
 * millisecond: 1.4 → 0.9 µs an id on a busy machine.
 */
export function uuidV7(): string {
  const now = Date.now()
  if (now !== at) {
    at = now
    const time = now.toString(16).padStart(12, '0')
    prefix = `${time.slice(0, 8)}-${time.slice(8)}-7`
  }
  return prefix + randomUUID().slice(15)
}

let at = Number.NaN
let prefix = ''
