import type { RegisteredType } from '@kooperacje/events'
import type { Words } from '../pages/i18n/words.ts'

export interface OpenedField {
  /** Where it stands: `goals.0.text`. */
  readonly field: string
  readonly dataClass: string
  /** Null: its key was destroyed. */
  readonly text: string | null
}

type Personal = RegisteredType['personal']

/** What a fact says in words, field by field. */
export const openedFields = (data: unknown, fields: Personal, words: Words): readonly OpenedField[] =>
  fields.flatMap(({ path, dataClass }) =>
    placesOf(data, path).map(({ at, value }) => ({ field: at.join('.'), dataClass, text: textOf(value, path, words) })),
  )

function placesOf(
  node: unknown,
  path: readonly string[],
  at: readonly string[] = [],
): { at: readonly string[]; value: unknown }[] {
  const [head, ...rest] = path
  if (head === undefined) return node === undefined ? [] : [{ at, value: node }]
  if (typeof node !== 'object' || node === null) return []
  if (head === '*') return Object.entries(node).flatMap(([key, item]) => placesOf(item, rest, [...at, key]))
  return placesOf((node as Readonly<Record<string, unknown>>)[head], rest, [...at, head])
}

function textOf(value: unknown, path: readonly string[], words: Words): string | null {
  if (value === null) return null
  const named = (each: unknown) =>
    path.at(-1) === 'problemAreas' ? words.code('problemArea', String(each)) : String(each)
  return Array.isArray(value) ? value.map(named).join('; ') : named(value)
}

/** The rest of a fact as histories keep it: lists as their length, and nothing personal, which is told beside it. */
export function plainSummary(data: unknown, fields: Personal): Record<string, string | number | boolean | null> {
  const personal = new Set(fields.filter(({ path }) => path.length === 1).map(({ path }) => path[0]))
  return Object.fromEntries(
    Object.entries(data as object)
      .filter(([key, value]) => !personal.has(key) && (typeof value !== 'object' || Array.isArray(value)))
      .map(([key, value]) => [key, Array.isArray(value) ? value.length : value]),
  )
}
