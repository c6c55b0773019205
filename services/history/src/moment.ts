import type { RecordedEvent } from '@kooperacje/events'
import type { Stretch } from './warsaw-days.ts'

/**
 * From where one looks at a history. What was recorded is bounded by `position`, `version` or `recordedUntil`: the knowledge of
 * that moment. What happened is bounded by `until`, the business date: what was true then, as it is known by the other bounds.
 */
export interface Moment {
  /** Up to this position of the ledger. */
  readonly position?: number | undefined
  /** Up to this version of the one stream that is looked at. */
  readonly version?: number | undefined
  readonly recordedUntil?: Stretch | undefined
  readonly until?: Stretch | undefined
}

export const isKnownAt = (
  { position, streamVersion, recordedAt }: Pick<RecordedEvent, 'position' | 'streamVersion' | 'recordedAt'>,
  moment: Moment,
): boolean =>
  (moment.position === undefined || position <= moment.position) &&
  (moment.version === undefined || streamVersion <= moment.version) &&
  (moment.recordedUntil === undefined || recordedAt < moment.recordedUntil.after)

/** A corrected fact is asked by its right date. */
export const hadHappenedBy = ({ occurredAt }: Pick<RecordedEvent, 'occurredAt'>, { until }: Moment): boolean =>
  until === undefined || occurredAt < until.after
