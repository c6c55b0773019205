import { type Html, html, nothing } from '../markup.ts'

export interface Column<Row> {
  readonly title: string
  readonly cell: (row: Row) => Html | string
  /** Names the row: one column of a table does. */
  readonly heading?: boolean
  readonly numeric?: boolean
}

/**
 * The one table of all lists. On a small screen each row becomes a block (`styles/small-screens.css`), and browsers then forget
 * that it was a table: the roles say it again, and `data-label` shows each cell's column.
 */
export function table<Row>(caption: string, columns: readonly Column<Row>[], rows: readonly Row[]): Html {
  const heads = columns.map(
    ({ title, numeric }) => html`<th scope="col" role="columnheader"!${right(numeric)}>${title}</th>`,
  )
  const lines = rows.map((row) => html`<tr role="row">!${columns.map((column) => cellOf(column, row))}</tr>\n`)
  return html`<table class="stacking" role="table"><caption>${caption}</caption>
<thead role="rowgroup"><tr role="row">!${heads}</tr></thead>
<tbody role="rowgroup">
!${lines}</tbody></table>`
}

function cellOf<Row>({ title, cell, heading, numeric }: Column<Row>, row: Row): Html {
  const content = cell(row)
  const inner = typeof content === 'string' ? html`${content}` : content
  if (heading) return html`<th scope="row" role="rowheader">!${inner}</th>`
  return html`<td role="cell" data-label="${title}"!${right(numeric)}>!${inner}</td>`
}

const right = (numeric: boolean | undefined): Html => (numeric ? html` class="right number"` : nothing)

/** A list that is empty says so in words instead of showing a table of nothing. */
export const listOr = (none: string, rows: readonly unknown[], list: () => Html): Html =>
  rows.length === 0 ? html`<p>${none}</p>` : list()
