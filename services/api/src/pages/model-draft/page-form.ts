import { at, type Form, rowsIn, textIn } from '../record/form.ts'
import { groupIn, isBlank, withoutBlankRows } from '../record/read-form.ts'
import { type Asked, KEY } from '../record/shape.ts'
import { writeGroup } from '../record/write-form.ts'
import { valueAt, withValue } from './at.ts'
import { fieldsOn, type Page } from './page.ts'

const NOTHING_GIVEN: ReadonlySet<string> = new Set()

/** A page as a form, with what the document says there. */
export function formOfPage(document: unknown, page: Page): Form {
  const { below, fields } = fieldsOn(page)
  const form = new Map<string, readonly string[]>()
  const value = valueAt(document, page.steps)
  const body = page.asks.kind === 'group' ? value : { [fields[0]?.name ?? '']: value }
  writeGroup(form, fields, (body ?? {}) as object, below)
  return form
}

/** The document with what stands in the form of a page. What the page does not ask for stays as it is. */
export function withPage(document: unknown, page: Page, sent: Form): unknown {
  const { below, fields } = fieldsOn(page)
  const read = groupIn(fields, withoutBlankRows(fields, sent, NOTHING_GIVEN, below), below)
  // As JSON holds it: a place of a pair that was left empty is null.
  const told: Readonly<Record<string, unknown>> = JSON.parse(JSON.stringify(read))
  const isGroup = page.asks.kind === 'group'
  return fields.reduce(
    (left, { name }) => withValue(left, isGroup ? [...page.steps, name] : page.steps, told[name]),
    document,
  )
}

/** A key that is missing or stands twice would lose what stands under it: the path of each in the form. */
export function wrongKeys(page: Page, form: Form): readonly { readonly path: string; readonly twice: boolean }[] {
  const { below, fields } = fieldsOn(page)
  return fields.flatMap(({ name, asks }) => keysAt(asks, form, at(below, name)))
}

function keysAt(asks: Asked, form: Form, path: string): readonly { path: string; twice: boolean }[] {
  switch (asks.kind) {
    case 'group':
      return asks.fields.flatMap((field) => keysAt(field.asks, form, at(path, field.name)))
    case 'variant':
      return asks.options.flatMap(({ fields }) =>
        fields.flatMap((field) => keysAt(field.asks, form, at(path, field.name))),
      )
    case 'rows': {
      const rows = Array.from({ length: rowsIn(form, path) }, (_, i) => at(path, i))
      const filled = rows.filter((row) => !isBlank(asks.of, form, row))
      const inner = filled.flatMap((row) => keysAt(asks.of, form, row))
      if (!asks.keyed) return inner
      const keys = filled.map((row) => textIn(form, at(row, KEY)).trim())
      const wrong = filled.flatMap((row, i) => {
        const key = keys[i] ?? ''
        const twice = key !== '' && keys.indexOf(key) < i
        return key === '' || twice ? [{ path: at(row, KEY), twice }] : []
      })
      return [...wrong, ...inner]
    }
    default:
      return []
  }
}
