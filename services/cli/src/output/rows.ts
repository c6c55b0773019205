import { choice } from '../command-line/kinds.ts'
import type { Output } from './output.ts'

export const rowFormat = choice('FORMAT', ['text', 'json', 'ndjson'])
export type RowFormat = (typeof rowFormat.values)[number]

/**
 * Rows of any number as they come: lines for people, one JSON list, or one JSON document a line. The list, too, is written row
 * by row.
 */
export async function writeRows<Row>(
  out: Output,
  format: RowFormat,
  batches: AsyncIterable<readonly Row[]>,
  text: (rows: readonly Row[]) => string,
): Promise<void> {
  if (format === 'text') {
    for await (const rows of batches) await out.write(text(rows))
    return
  }
  if (format === 'ndjson') {
    for await (const rows of batches) await out.write(rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
    return
  }
  let before = '[\n'
  for await (const rows of batches) {
    for (const row of rows) {
      await out.write(`${before}${JSON.stringify(row, null, 2)}`)
      before = ',\n'
    }
  }
  await out.write(before === '[\n' ? '[]\n' : '\n]\n')
}
