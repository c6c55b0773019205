/**
 * Lists are cut by position, never by offset: a page costs the same at the end of a list as at its beginning, and a row
 * that arrives meanwhile neither repeats one nor hides one.
 */
export interface PageRequest {
  /** The `next` of the page before. */
  readonly after?: string | undefined
  /** Default 50, at most 200. */
  readonly limit?: number | undefined
}

export interface Page<Row> {
  readonly items: readonly Row[]
  /** Null on the last page. */
  readonly next: string | null
}

export class InvalidCursor extends Error {
  constructor() {
    super('this cursor was not given out by a list')
    this.name = 'InvalidCursor'
  }
}

/** Opaque on purpose: what a cursor holds may change, that it goes back as it came may not. */
const encodeCursor = (place: number | string): string => Buffer.from(String(place)).toString('base64url')

export function decodeCursor(cursor: string): number {
  const text = Buffer.from(cursor, 'base64url').toString()
  if (!/^\d{1,15}$/.test(text)) throw new InvalidCursor()
  return Number(text)
}

export const pageLimit = ({ limit = 50 }: PageRequest): number => Math.min(200, Math.max(1, Math.trunc(limit)))

/** `rows` were asked for with one more than the page holds: its presence says that there is a next page. */
export function toPage<Row>(rows: readonly Row[], limit: number, place: (row: Row) => number | string): Page<Row> {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length > limit && last !== undefined ? encodeCursor(place(last)) : null }
}
