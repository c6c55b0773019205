import { businessDate } from '@kooperacje/domain'
import { at, countAt, type Form, optionAt } from './form.ts'
import { type Asked, type Field, KEY, VALUE } from './shape.ts'

/** A form with this in it: what `bodyIn` reads back. Parts of a body that the form does not ask for are left out. */
export function formWith(fields: readonly Field[], body: Readonly<Record<string, unknown>>): Form {
  const form = new Map<string, readonly string[]>()
  writeGroup(form, fields, body, '')
  return form
}

type Written = Map<string, readonly string[]>

/** What `groupIn` reads back. */
export function writeGroup(form: Written, fields: readonly Field[], body: object, path: string): void {
  for (const { name, asks, preset } of fields) {
    const value = (body as Readonly<Record<string, unknown>>)[name] ?? preset
    if (value !== undefined && value !== null) write(form, asks, value, at(path, name))
  }
}

function write(form: Written, asks: Asked, value: unknown, path: string): void {
  switch (asks.kind) {
    case 'several':
      form.set(path, (value as readonly string[]).map(String))
      return
    case 'rows': {
      const rows = asks.keyed ? rowsOf(asks.of, value as object) : (value as readonly unknown[])
      form.set(countAt(path), [String(rows.length)])
      rows.forEach((row, i) => {
        write(form, asks.of, row, at(path, i))
      })
      return
    }
    case 'group':
      writeGroup(
        form,
        asks.fields,
        asks.tuple ? named(asks.fields, value as readonly unknown[]) : (value as object),
        path,
      )
      return
    case 'variant': {
      const option = asks.options.find(({ value: name, fields }) =>
        asks.by === null
          ? fields.every((field) => !field.required || Object.hasOwn(value as object, field.name))
          : (value as Readonly<Record<string, unknown>>)[asks.by] === name,
      )
      if (!option) return
      form.set(optionAt(path, asks.by), [option.value])
      writeGroup(form, option.fields, value as object, path)
      return
    }
    case 'moment':
      form.set(path, [businessDate(String(value))])
      return
    case 'json':
      form.set(path, [JSON.stringify(value, null, 2)])
      return
    case 'plain':
      form.set(path, [[value].flat().join(', ')])
      return
    default:
      form.set(path, [String(value)])
  }
}

function rowsOf(of: Asked, record: object): readonly unknown[] {
  const isValue = of.kind === 'group' && of.fields.some(({ name }) => name === VALUE)
  return Object.entries(record).map(([key, value]) => ({ [KEY]: key, ...(isValue ? { [VALUE]: value } : value) }))
}

const named = (fields: readonly Field[], items: readonly unknown[]) =>
  Object.fromEntries(fields.map(({ name }, i) => [name, items[i]]))
