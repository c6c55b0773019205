/** What JSON can say and text in PostgreSQL cannot: the zero character, and halves of a surrogate pair. */
const UNSTORABLE = /\\u(0000|d[89a-f])/i

/**
 * JSON that PostgreSQL takes as text columns. A log keeps its payloads as they came, so such a character reaches every
 * projection that shows the field; one that failed on it would stand still for good.
 */
export function storableJson(value: unknown): string {
  const json = JSON.stringify(value)
  return UNSTORABLE.test(json) ? JSON.stringify(storable(value)) : json
}

/** The value as it will come back from the database; JSON knows no `undefined`. */
export function storable(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\u0000', '').toWellFormed()
  if (Array.isArray(value)) return value.map(storable)
  if (typeof value !== 'object' || value === null) return value
  const fields = Object.entries(value).filter(([, field]) => field !== undefined)
  return Object.fromEntries(fields.map(([key, field]) => [key, storable(field)]))
}
