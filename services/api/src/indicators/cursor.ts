import { InvalidCursor } from '@kooperacje/readmodels'

/** An explanation as of a day and a recording time does not change, so that a place in it can be counted. */
export const cursorOf = (from: number): string => Buffer.from(String(from)).toString('base64url')

export function placeIn(cursor: string | undefined): number {
  if (cursor === undefined) return 0
  const text = Buffer.from(cursor, 'base64url').toString()
  if (!/^\d{1,9}$/.test(text)) throw new InvalidCursor()
  return Number(text)
}
