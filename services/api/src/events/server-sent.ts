import type { RecordedEvent } from '@kooperacje/events'
import { type Clearance, maySeeVersions } from '@kooperacje/history'

/** How long a browser waits before it comes back. */
const RETRY_MS = 2000

/** The first words of every stream. */
export const greeting = `retry: ${RETRY_MS}\n\n`

/** A fact as CloudEvents 1.0 has it, in keys alone: what it says is asked for at its own address, with its own permission. */
const cloudEvent = (event: RecordedEvent, clearance: Clearance) => ({
  specversion: '1.0',
  id: event.eventId,
  source: `/v1/${event.ledger}`,
  type: event.type,
  subject: `${event.streamType}/${event.streamId}`,
  time: event.occurredAt,
  datacontenttype: 'application/json',
  data: {
    position: event.position,
    // Where facts are restricted, a gap would tell of one.
    ...(maySeeVersions(event.streamType, clearance) ? { streamVersion: event.streamVersion } : {}),
    recordedAt: event.recordedAt,
    actorRole: event.metadata.actorRole,
    institutionId: event.metadata.institutionId ?? null,
    modelVersion: event.metadata.modelVersion ?? null,
  },
})

/** Named by its position, which a client that comes back gives as `Last-Event-ID`. */
export const eventFrame = (event: RecordedEvent, clearance: Clearance): string =>
  `id: ${event.position}\ndata: ${JSON.stringify(cloudEvent(event, clearance))}\n\n`

/**
 * A sign of life. It moves the position over what was not for this client, so that coming back it need not be looked
 * through again; to the client it is no event.
 */
export const heartbeat = (position: number): string => `: alive\nid: ${position}\n\n`
