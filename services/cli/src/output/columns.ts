import { fit } from './plain.ts'

/** A longer name of a stream pushes the rest of its own line aside, not that of all others. */
const MAX_WIDTH = 44

/**
 * Lines of cells that line up, batch by batch. Nobody knows the widest cell of a stream before its end, so columns only ever
 * grow; the last cell of a line has no width, and the first, a number, stands to the right.
 */
export class Columns {
  readonly #terminal: number | undefined
  readonly #widths: number[]

  /** @param terminal width of the terminal, undefined for none */
  constructor(terminal: number | undefined, widths: readonly number[]) {
    this.#terminal = terminal
    this.#widths = [...widths]
  }

  batch(rows: readonly (readonly string[])[]): string {
    for (const row of rows) {
      for (const [index, cell] of row.entries()) {
        const width = Math.min(MAX_WIDTH, cell.length)
        if (index < this.#widths.length && width > (this.#widths[index] ?? 0)) this.#widths[index] = width
      }
    }
    return rows.map((row) => `${fit(this.#line(row), this.#terminal)}\n`).join('')
  }

  #line(row: readonly string[]): string {
    return row
      .map((cell, index) => {
        const width = this.#widths[index]
        if (width === undefined) return cell
        return index === 0 ? cell.padStart(width) : cell.padEnd(width)
      })
      .join('  ')
      .trimEnd()
  }
}
