import type { RecordedEvent } from '@kooperacje/events'
import { fit, plain } from './plain.ts'

/** A longer name of a stream pushes the rest of its own line aside, not that of all others. */
const MAX_WIDTH = 44
const SEALED = /"sealed:1:[^"\\]*"/g

/**
 * One line an event: position, business time, time of recording, stream and version, type, who, and the facts. The
 * columns line up, and since nobody knows the widest value of a stream before its end, they only ever grow.
 */
export class EventLines {
  readonly #columns: number | undefined
  readonly #widths = [1, 20, 20, 1, 1, 1]

  /** @param columns width of the terminal, undefined for none */
  constructor(columns: number | undefined) {
    this.#columns = columns
  }

  batch(events: readonly RecordedEvent[]): string {
    const rows = events.map(cells)
    for (const row of rows) {
      for (const [index, cell] of row.entries()) {
        const width = Math.min(MAX_WIDTH, cell.length)
        if (index < this.#widths.length && width > (this.#widths[index] ?? 0)) this.#widths[index] = width
      }
    }
    return rows.map((row) => `${fit(this.#line(row), this.#columns)}\n`).join('')
  }

  #line(row: readonly string[]): string {
    return row
      .map((cell, index) => {
        const width = this.#widths[index]
        if (width === undefined) return cell
        return index === 0 ? cell.padStart(width) : cell.padEnd(width)
      })
      .join('  ')
  }
}

const cells = (event: RecordedEvent): string[] => [
  String(event.position),
  seconds(event.occurredAt),
  seconds(event.recordedAt),
  plain(`${event.streamType}/${event.streamId}@${event.streamVersion}`),
  plain(event.type),
  plain(`${event.metadata.actorRole}:${event.metadata.actorId}`),
  plain(JSON.stringify(event.data).replace(SEALED, '"(sealed)"')),
]

const seconds = (instant: string) => `${instant.slice(0, 19)}Z`
