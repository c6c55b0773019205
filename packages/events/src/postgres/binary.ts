/**
 * Arrays in PostgreSQL's binary format. The driver writes arrays as text, quoting and escaping every payload, and the
 * server then undoes it.
 */
const OID = { bytea: 17, int2: 21, int4: 23, text: 25, json: 114, timestamptz: 1184, uuid: 2950 } as const
const HEADER = 20
/** Length of a null. */
const NULL = -1
/** 1970 to 2000, where PostgreSQL counts microseconds from. */
const EPOCH_MS = 946_684_800_000

function open(oid: number, count: number, bytes: number, hasNull = false): Buffer {
  const buffer = Buffer.allocUnsafe(count === 0 ? 12 : HEADER + bytes)
  buffer.writeInt32BE(count === 0 ? 0 : 1, 0)
  buffer.writeInt32BE(hasNull ? 1 : 0, 4)
  buffer.writeInt32BE(oid, 8)
  if (count === 0) return buffer
  buffer.writeInt32BE(count, 12)
  buffer.writeInt32BE(1, 16)
  return buffer
}

export function int4Array(values: readonly number[]): Buffer {
  const buffer = open(OID.int4, values.length, values.length * 8)
  let at = HEADER
  for (const value of values) {
    buffer.writeInt32BE(4, at)
    buffer.writeInt32BE(value, at + 4)
    at += 8
  }
  return buffer
}

export function int2Array(values: readonly number[]): Buffer {
  const buffer = open(OID.int2, values.length, values.length * 6)
  let at = HEADER
  for (const value of values) {
    buffer.writeInt32BE(2, at)
    buffer.writeInt16BE(value, at + 4)
    at += 6
  }
  return buffer
}

export const textArray = (values: readonly (string | null)[]): Buffer => texts(OID.text, values)
export const jsonArray = (values: readonly string[]): Buffer => texts(OID.json, values)

function texts(oid: number, values: readonly (string | null)[]): Buffer {
  let bytes = 0
  let hasNull = false
  for (const value of values) {
    if (value === null) hasNull = true
    bytes += value === null ? 4 : 4 + Buffer.byteLength(value)
  }
  const buffer = open(oid, values.length, bytes, hasNull)
  let at = HEADER
  for (const value of values) {
    const length = value === null ? NULL : buffer.write(value, at + 4)
    buffer.writeInt32BE(length, at)
    at += 4 + Math.max(0, length)
  }
  return buffer
}

export function byteaArray(values: readonly Buffer[]): Buffer {
  const bytes = values.reduce((sum, value) => sum + 4 + value.length, 0)
  const buffer = open(OID.bytea, values.length, bytes)
  let at = HEADER
  for (const value of values) {
    buffer.writeInt32BE(value.length, at)
    value.copy(buffer, at + 4)
    at += 4 + value.length
  }
  return buffer
}

/** Digit by digit: 0.1 µs an id, where `replaceAll` and writing it as hex took 0.7. */
export function uuidArray(values: readonly string[]): Buffer {
  const buffer = open(OID.uuid, values.length, values.length * 20)
  let at = HEADER
  for (const value of values) {
    buffer.writeInt32BE(16, at)
    at += 4
    for (let i = 0; i < value.length; i += 2) {
      if (value.charCodeAt(i) === DASH) i++
      buffer[at++] = ((DIGITS[value.charCodeAt(i)] ?? 0) << 4) | (DIGITS[value.charCodeAt(i + 1)] ?? 0)
    }
  }
  return buffer
}

const DASH = '-'.charCodeAt(0)
/** By the codes of the hexadecimal digits. */
const DIGITS = Uint8Array.from({ length: 128 }, (_, code) => Number.parseInt(String.fromCharCode(code), 16) || 0)

/**
 * Events of a command mostly say the same time, which is computed once then: 0.65 → 0.1 µs an event.
 *
 * @param values ISO 8601 with milliseconds, in UTC
 */
export function timestamptzArray(values: readonly string[]): Buffer {
  const buffer = open(OID.timestamptz, values.length, values.length * 12)
  let at = HEADER
  let last = ''
  let microseconds = 0n
  for (const value of values) {
    if (value !== last) {
      microseconds = BigInt(Date.parse(value) - EPOCH_MS) * 1000n
      last = value
    }
    buffer.writeInt32BE(8, at)
    buffer.writeBigInt64BE(microseconds, at + 4)
    at += 12
  }
  return buffer
}
