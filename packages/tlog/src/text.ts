/**
 * Texts with one spelling. Decoders of Node take what others refuse (missing padding, stray bits, foreign characters),
 * and a second spelling of a signed thing is a byte that could be changed unseen.
 */
export const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')

/** The bytes, or null when the text is not the base64 of them, or of another number of them than `length`. */
export function fromBase64(text: string, length?: number): Uint8Array | null {
  const bytes = Buffer.from(text, 'base64')
  if (bytes.toString('base64') !== text) return null
  return length === undefined || bytes.length === length ? bytes : null
}

/** A decimal without leading zeros that a double holds exactly. */
export function parseCount(text: string): number | null {
  const count = /^(0|[1-9]\d{0,15})$/.test(text) ? Number(text) : Number.NaN
  return Number.isSafeInteger(count) ? count : null
}
