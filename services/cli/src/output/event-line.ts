import type { RecordedEvent } from '@kooperacje/events'
import { Columns } from './columns.ts'
import { plain } from './plain.ts'

const SEALED = /"sealed:1:[^"\\]*"/g

/** One line an event: position, business time, time of recording, stream and version, type, who, and the facts. */
export class EventLines {
  readonly #columns: Columns

  /** @param columns width of the terminal, undefined for none */
  constructor(columns: number | undefined) {
    this.#columns = new Columns(columns, [1, 20, 20, 1, 1, 1])
  }

  batch(events: readonly RecordedEvent[]): string {
    return this.#columns.batch(events.map(cells))
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
