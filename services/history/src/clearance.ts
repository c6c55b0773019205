import { isCorrection, tellsOfProcedure } from '@kooperacje/domain'
import type { RecordedEvent } from '@kooperacje/events'

/**
 * What a reader may see of the history besides what everybody may who reads it: facts of a Blue Card procedure. The rule is in
 * docs/adr/0017: without clearance they are left out of everything that is about one thing, and the history of a ledger says of
 * their positions that they are withheld, and nothing else.
 */
export interface Clearance {
  readonly restricted: boolean
}

export const maySee = (
  event: Pick<RecordedEvent, 'streamType' | 'type' | 'data'>,
  { restricted }: Clearance,
): boolean => restricted || !(tellsOfProcedure(event) || correctsNotice(event))

/** What corrects a notice does not say by itself whether that was about a procedure. */
const correctsNotice = ({ streamType, type }: Pick<RecordedEvent, 'streamType' | 'type'>): boolean =>
  streamType === 'deadline' && isCorrection(type)

/** Streams of whose facts some may be restricted: there a missing version would tell what a missing position does not. */
const MIXED = new Set(['case'])

export const maySeeVersions = (streamType: string, { restricted }: Clearance): boolean =>
  restricted || !MIXED.has(streamType)

/** Whether a payload counts by versions: a correction names the version that it corrects. */
export const namesVersion = ({ type }: Pick<RecordedEvent, 'type'>): boolean => isCorrection(type)
