export type Row = readonly string[]

/** A pipe in a cell would end it. */
const cell = (text: string) => text.replaceAll('|', '\\|')

export const table = (head: Row, rows: readonly Row[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n')
