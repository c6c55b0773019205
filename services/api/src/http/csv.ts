import { stringify } from 'csv-stringify/sync'

type Value = string | number | null

/**
 * A table in the dialect of the reports: RFC 4180 with `;`, as spreadsheets set to Polish expect it, and a mark at the
 * beginning, without which they take Polish letters for another alphabet. A cell that a spreadsheet would run as a formula
 * is disarmed: people paste what others typed in without looking.
 */
export const csv = <Row>(
  columns: readonly (readonly [title: string, value: (row: Row) => Value])[],
  rows: readonly Row[],
): string =>
  stringify(
    rows.map((row) => columns.map(([, value]) => value(row))),
    {
      header: true,
      columns: columns.map(([title]) => title),
      delimiter: ';',
      record_delimiter: '\r\n',
      escape_formulas: true,
      bom: true,
    },
  )
