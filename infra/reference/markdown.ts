export type Row = readonly string[]

/** A pipe in a cell would end it. */
const cell = (text: string) => text.replaceAll('|', '\\|')

export const table = (head: Row, rows: readonly Row[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n')

/** A whole reference page. */
export const page = (title: string, about: string, body: string): string =>
  `# ${title}\n\n<!-- Made by \`pnpm reference\` from the code; a test fails when it is stale. -->\n\n${about}\n\n${body}\n`
