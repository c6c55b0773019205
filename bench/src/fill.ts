import type { AppendCommand, EventStore } from '@kooperacje/events'
import { eventType, LEDGER, OCCURRED, sampleData, sampleMetadata } from './sample.ts'

const PER_COMMAND = 1000
const PER_STREAM = 100

export const streamOf = (number: number): string => `s-${Math.floor(number / PER_STREAM)}`

/** Appends `events` sample events, a hundred to each stream. */
export async function fill(store: EventStore, events: number): Promise<void> {
  for (const command of fillCommands(events)) {
    const result = await store.append(command)
    if (!result.ok) throw new Error(result.refusal.code)
  }
}

export function* fillCommands(events: number): Generator<AppendCommand> {
  for (let first = 0; first < events; first += PER_COMMAND) {
    const streams = Map.groupBy(
      Array.from({ length: Math.min(PER_COMMAND, events - first) }, (_, i) => first + i),
      streamOf,
    )
    yield {
      ledger: LEDGER,
      metadata: sampleMetadata,
      writes: [...streams].map(([streamId, numbers]) => ({
        streamType: 'referral',
        streamId,
        expectedVersion: 'no-stream',
        events: numbers.map((n) => ({ type: eventType.type, data: sampleData(streamId, n), occurredAt: OCCURRED })),
      })),
    }
  }
}
