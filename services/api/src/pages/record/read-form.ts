import { occurredAtOf } from './day.ts'
import { at, type Form, optionAt, rowsIn, textIn, withoutRow } from './form.ts'
import { type Asked, type Field, KEY, VALUE } from './shape.ts'

/** The body that a form stands for. Whether it is a right one is for the schema to say: what cannot be read stays text. */
export const bodyIn = (fields: readonly Field[], form: Form): Record<string, unknown> => groupIn(fields, form, '')

/** The same of fields that stand below `path`. */
export function groupIn(fields: readonly Field[], form: Form, path: string): Record<string, unknown> {
  const entries = fields.map(
    ({ name, required, empty, asks }) => [name, valueIn(asks, form, at(path, name), required) ?? empty] as const,
  )
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined))
}

function valueIn(asks: Asked, form: Form, path: string, required: boolean): unknown {
  const text = textIn(form, path)
  switch (asks.kind) {
    case 'text':
      return text.trim() === '' ? undefined : text
    case 'id':
    case 'day':
    case 'choice':
      return text.trim() || undefined
    case 'moment':
      return momentOf(text.trim())
    case 'number':
      return numberOf(text.trim())
    case 'tick':
      return text === '' ? undefined : true
    case 'yesNo':
      return text === '' && !required ? undefined : text === 'true'
    case 'json':
      return jsonOf(text)
    case 'plain':
      return plainOf(text)
    case 'several':
      return listOrNothing(form.get(path) ?? [], required)
    case 'rows': {
      const ticked = (form.get(path) ?? []).filter((value) => value !== '')
      const rows = Array.from({ length: rowsIn(form, path) }, (_, i) => valueIn(asks.of, form, at(path, i), true))
      return asks.keyed ? recordOf(asks.of, rows) : listOrNothing([...ticked, ...rows], required)
    }
    case 'group': {
      if (!required && isBlank(asks, form, path)) return undefined
      const group = groupIn(asks.fields, form, path)
      return asks.tuple ? asks.fields.map(({ name }) => group[name]) : group
    }
    case 'variant': {
      const chosen = asks.options.find(({ value }) => value === textIn(form, optionAt(path, asks.by)))
      if (!chosen) return undefined
      const told = asks.by === null ? {} : { [asks.by]: chosen.value }
      return { ...told, ...groupIn(chosen.fields, form, path) }
    }
  }
}

const listOrNothing = (items: readonly unknown[], required: boolean) =>
  items.length === 0 && !required ? undefined : items

function recordOf(of: Asked, rows: readonly unknown[]): Record<string, unknown> | undefined {
  const isValue = of.kind === 'group' && of.fields.some(({ name }) => name === VALUE)
  const entries = rows.map((row) => {
    const { [KEY]: key = '', ...rest } = row as Readonly<Record<string, unknown>>
    return [String(key), isValue ? rest[VALUE] : rest] as const
  })
  return entries.length === 0 ? undefined : Object.fromEntries(entries)
}

/** Polish numbers have a comma. */
function numberOf(text: string): unknown {
  if (text === '') return undefined
  return /^-?\d+([.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : text
}

const plainOf = (text: string): unknown => {
  const values = text
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '')
    .map((each) => (each === 'true' || each === 'false' ? each === 'true' : numberOf(each)))
  return values.length > 1 ? values : values[0]
}

const momentOf = (text: string) => (/^\d{4}-\d\d-\d\d$/.test(text) ? occurredAtOf(text) : text || undefined)

function jsonOf(text: string): unknown {
  if (text.trim() === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** Nothing typed, nothing chosen, nothing ticked. Keys that a row is given beforehand are not typed. */
export function isBlank(asks: Asked, form: Form, path: string, given: ReadonlySet<string> = new Set()): boolean {
  switch (asks.kind) {
    case 'group':
      return asks.fields.every(({ name, asks }) => given.has(name) || isBlank(asks, form, at(path, name), given))
    case 'rows':
      return (
        (form.get(path) ?? []).every((value) => value === '') &&
        Array.from({ length: rowsIn(form, path) }, (_, i) => isBlank(asks.of, form, at(path, i), given)).every(Boolean)
      )
    case 'variant': {
      const chosen = textIn(form, optionAt(path, asks.by))
      return chosen === ''
    }
    default:
      return (form.get(path) ?? []).every((value) => value.trim() === '')
  }
}

/** Rows that were opened and left empty are not meant. */
export function withoutBlankRows(fields: readonly Field[], form: Form, given: ReadonlySet<string>, path = ''): Form {
  let left = form
  for (const { name, asks } of fields) left = tidied(asks, left, at(path, name), given)
  return left
}

function tidied(asks: Asked, form: Form, path: string, given: ReadonlySet<string>): Form {
  switch (asks.kind) {
    case 'group':
      return withoutBlankRows(asks.fields, form, given, path)
    case 'variant':
      return asks.options.reduce((left, { fields }) => withoutBlankRows(fields, left, given, path), form)
    case 'rows': {
      let left = form
      for (let i = rowsIn(form, path) - 1; i >= 0; i--) {
        left = isBlank(asks.of, left, at(path, i), given)
          ? withoutRow(left, path, i)
          : tidied(asks.of, left, at(path, i), given)
      }
      return left
    }
    default:
      return form
  }
}
