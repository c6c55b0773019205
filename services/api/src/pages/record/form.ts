/**
 * What stands in a form, by the names of its inputs: `goals.0.text`. A list of rows keeps their number beside them
 * (`goals.#`), for a row with nothing in it sends nothing.
 */
export type Form = ReadonlyMap<string, readonly string[]>

export const at = (path: string, name: string | number): string => (path === '' ? String(name) : `${path}.${name}`)
/** Number of rows of a list. */
export const countAt = (path: string): string => at(path, '#')
/** Which option of a union was chosen, where none of its own fields says so. */
export const optionAt = (path: string, by: string | null): string => at(path, by ?? '?')

export const textIn = (form: Form, path: string): string => form.get(path)?.[0] ?? ''

/** More rows than any schema allows are nobody's typing. */
const MOST_ROWS = 1000
export function rowsIn(form: Form, path: string): number {
  const count = Number(textIn(form, countAt(path)))
  return Number.isInteger(count) && count > 0 ? Math.min(count, MOST_ROWS) : 0
}

/** A posted body: browsers end lines of text with CR and LF, whoever typed them. */
export const formOf = (body: unknown): Form =>
  new Map(
    Object.entries((body ?? {}) as Record<string, unknown>).map(([name, value]) => [
      name,
      [value].flat().map((each) => String(each).replaceAll('\r\n', '\n')),
    ]),
  )

/** Without row `index` of the list at `path`; the rows after it move up. */
export function withoutRow(form: Form, path: string, index: number): Form {
  const left = new Map<string, readonly string[]>()
  for (const [name, values] of form) {
    const [, row, rest = ''] = name.startsWith(`${path}.`)
      ? (/^(\d+)(.*)$/s.exec(name.slice(path.length + 1)) ?? [])
      : []
    if (row === undefined) left.set(name, values)
    else if (Number(row) < index) left.set(name, values)
    else if (Number(row) > index) left.set(`${at(path, Number(row) - 1)}${rest}`, values)
  }
  return left.set(countAt(path), [String(Math.max(0, rowsIn(form, path) - 1))])
}

export const withRow = (form: Form, path: string): Form =>
  new Map(form).set(countAt(path), [String(rowsIn(form, path) + 1)])
