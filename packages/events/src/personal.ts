import type { z } from 'zod'

/** Where a payload holds personal data. `*` stands for every element of a list: `['goals', '*', 'text']`. */
export interface PersonalField {
  readonly path: readonly string[]
  readonly dataClass: string
}

interface SchemaDef {
  readonly shape?: Record<string, z.ZodType>
  readonly element?: z.ZodType
  readonly innerType?: z.ZodType
  readonly options?: readonly z.ZodType[]
}

/** Reads the fields that a schema declares with `.meta({ dataClass })`. Computed once per event type. */
export function personalFields(schema: z.ZodType, path: readonly string[] = []): PersonalField[] {
  const dataClass = (schema.meta() as { dataClass?: string } | undefined)?.dataClass
  if (dataClass) return [{ path, dataClass }]
  const def = schema.def as unknown as SchemaDef
  if (def.shape) {
    return Object.entries(def.shape).flatMap(([key, field]) => personalFields(field, [...path, key]))
  }
  if (def.element) return personalFields(def.element, [...path, '*'])
  if (def.innerType) return personalFields(def.innerType, path)
  if (def.options) return def.options.flatMap((option) => personalFields(option, path))
  return []
}

/**
 * Replaces each declared field that is present and not null, without touching the object that came in.
 * `change` gets the concrete path (`goals.0.text`).
 */
export function mapPersonal(
  data: unknown,
  fields: readonly PersonalField[],
  change: (value: unknown, path: string, dataClass: string) => unknown,
): unknown {
  let mapped = data
  for (const { path, dataClass } of fields) {
    mapped = mapAt(mapped, path, '', (value, at) => change(value, at, dataClass))
  }
  return mapped
}

function mapAt(
  node: unknown,
  path: readonly string[],
  at: string,
  change: (value: unknown, path: string) => unknown,
): unknown {
  const [head, ...rest] = path
  if (head === undefined) return node === null || node === undefined ? node : change(node, at)
  const join = (key: string | number) => (at === '' ? String(key) : `${at}.${key}`)
  if (head === '*') {
    return Array.isArray(node) ? node.map((item, index) => mapAt(item, rest, join(index), change)) : node
  }
  if (typeof node !== 'object' || node === null || !(head in node)) return node
  const record = node as Record<string, unknown>
  return { ...record, [head]: mapAt(record[head], rest, join(head), change) }
}

/** Whether any declared field is present and not null. */
export const hasPersonal = (data: unknown, fields: readonly PersonalField[]): boolean =>
  fields.some(({ path }) => holdsAt(data, path, 0))

function holdsAt(node: unknown, path: readonly string[], at: number): boolean {
  if (node === null || node === undefined) return false
  const key = path[at]
  if (key === undefined) return true
  if (key === '*') return Array.isArray(node) && node.some((item) => holdsAt(item, path, at + 1))
  return holdsAt((node as Readonly<Record<string, unknown>>)[key], path, at + 1)
}
