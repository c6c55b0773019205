import { ANNULLED, type Correction, correctedType, correctionsOf } from '@kooperacje/domain'
import type { RecordedEvent } from '@kooperacje/events'
import type { Changes } from '../table.ts'
import { each, type Handlers } from '../table-projection.ts'

/** A history shows what was recorded, and beside it what was corrected: never the one instead of the other. */
export const correctionEntries = (
  streamType: string,
  types: readonly string[],
  entry: (event: RecordedEvent, streamId: string, summary: Readonly<Record<string, unknown>>) => Changes,
): Handlers =>
  each(correctionsOf(types), (event) => {
    if (event.streamType !== streamType) return null
    const { corrects, reason } = event.data as Correction
    const annulled = event.type === ANNULLED
    return entry(event, event.streamId, { corrects, reason, annulled, of: correctedType(event.type) })
  })
