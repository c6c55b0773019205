/** A spreadsheet takes a cell that begins so for a formula and runs it; people paste such tables without looking. */
const FORMULA = /^[=+\-@\t\r]/

function cell(value: string | number | boolean | null | undefined): string {
  if (value === null || value === undefined) return ''
  const text = typeof value === 'string' && FORMULA.test(value) ? `'${value}` : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** RFC 4180, with a mark at the beginning without which spreadsheets on Windows break Polish letters. */
export function csv<Row>(
  columns: readonly (readonly [title: string, value: (row: Row) => string | number | boolean | null | undefined])[],
  rows: readonly Row[],
): string {
  const lines = [
    columns.map(([title]) => cell(title)),
    ...rows.map((row) => columns.map(([, value]) => cell(value(row)))),
  ]
  return `\uFEFF${lines.map((line) => `${line.join(',')}\r\n`).join('')}`
}
