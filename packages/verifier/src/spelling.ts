/**
 * Everything that is verified has one spelling. What has two can be changed without anybody seeing it, so each reader here
 * answers null to all but the one.
 */
export function strictBase64(text: unknown, bytes?: number): Buffer | null {
  if (typeof text !== 'string') return null
  const decoded = Buffer.from(text, 'base64')
  const exact = decoded.toString('base64') === text && (bytes === undefined || decoded.length === bytes)
  return exact ? decoded : null
}

export function strictCount(text: string | undefined): number | null {
  if (text === undefined || !/^(?:0|[1-9]\d*)$/.test(text)) return null
  return Number.isSafeInteger(Number(text)) ? Number(text) : null
}

export function strictUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

export type JsonObject = { readonly [name: string]: unknown }

/** The object that a text is the RFC 8785 form of. */
export function strictObject(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) && canonicalText(value) === text ? value : null
  } catch {
    return null
  }
}

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** RFC 8785. JSON.stringify already writes scalars as the RFC has them; throws what has no form. */
export function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join()}]`
  if (!isObject(value)) {
    // Half a surrogate pair: JSON.stringify would write an escape, and UTF-8 has none.
    if (typeof value === 'string' && !value.isWellFormed()) throw new Error('half a character')
    return JSON.stringify(value)
  }
  const sorted = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${sorted.map(([name, member]) => `${canonicalText(name)}:${canonicalText(member)}`).join()}}`
}
