import { plain } from './plain.ts'

/** A value as an indented list, for people: `status  ACTIVE`, lists with dashes, nothing where there is nothing. */
export function tree(value: unknown, indent = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => entry('-', item, indent, 1))
  const entries = Object.entries(value as Readonly<Record<string, unknown>>).filter(([, field]) => field !== undefined)
  const width = Math.max(0, ...entries.filter(([, field]) => leaf(field) !== null).map(([key]) => plain(key).length))
  return entries.flatMap(([key, field]) => entry(plain(key), field, indent, width))
}

function entry(key: string, value: unknown, indent: string, width: number): string[] {
  const text = leaf(value)
  if (text !== null) return [`${indent}${key.padEnd(width)}${key === '-' ? ' ' : '  '}${text}`]
  const below = tree(value, `${indent}  `)
  // `- id  a` and not a dash on a line of its own.
  return key === '-' ? [`${indent}- ${below[0]?.trimStart()}`, ...below.slice(1)] : [`${indent}${key}`, ...below]
}

/** The text of a value that fits behind its key; null for one that needs lines of its own. */
function leaf(value: unknown): string | null {
  if (value === null) return '–'
  if (typeof value !== 'object') return plain(String(value))
  if (Object.keys(value).length === 0) return Array.isArray(value) ? 'none' : '{}'
  const simple = Array.isArray(value) && value.every((item) => item === null || typeof item !== 'object')
  return simple ? value.map((item) => leaf(item)).join(', ') : null
}
