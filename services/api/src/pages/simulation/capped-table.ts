import type { Words } from '../i18n/words.ts'
import { type Html, html, nothing } from '../markup.ts'
import { type Column, table } from '../parts/table.ts'

/** More rows than this are for a program to read. */
const MOST_ROWS = 50

/** A table of the first rows, with how many more there are. */
export function cappedTable<Row>(
  { texts }: Words,
  caption: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): Html {
  const { whatIf } = texts
  const left = rows.length - MOST_ROWS
  return html`!${table(caption, columns, rows.slice(0, MOST_ROWS))}
!${left > 0 ? html`<p>${whatIf.andMore(whatIf.more(left))}</p>` : nothing}`
}
