import { plain } from './plain.ts'

/** Aligned columns under a heading; numbers stand to the right. For short lists: the widths need all rows. */
export function table(heading: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const lines = [heading, ...rows].map((row) => row.map((cell) => plain(String(cell))))
  const widths = heading.map((_, index) => Math.max(...lines.map((line) => line[index]?.length ?? 0)))
  const toRight = heading.map((_, index) => rows.length > 0 && rows.every((row) => typeof row[index] === 'number'))
  const aligned = (cell: string, index: number) =>
    toRight[index] ? cell.padStart(widths[index] ?? 0) : cell.padEnd(widths[index] ?? 0)
  return lines.map((line) => `${line.map(aligned).join('  ').trimEnd()}\n`).join('')
}
