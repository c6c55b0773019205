import { z } from 'zod'
import { defineEvent, type EventDefinition, type PastEvent } from './event.ts'

/**
 * A fact that was recorded wrongly is never edited: another fact names it by its version in the stream and says how it
 * should have been, or that it never was. Folds work on the effective history; the log shows both.
 */
export const CorrectionReason = z.enum([
  'TYPING_ERROR',
  'WRONG_DATE',
  'WRONG_VALUE',
  'WRONG_PERSON',
  'DUPLICATE',
  'OTHER',
])

const SUFFIX = 'Corrected'
export const ANNULLED = 'FactAnnulled'

export const FactAnnulled = defineEvent({
  type: ANNULLED,
  version: 1,
  about: 'A fact of this stream never happened: it was recorded by mistake. It stays in the history.',
  data: z.strictObject({
    /** Version, in this stream, of the fact that was wrong. */
    corrects: z.int().min(1),
    type: z.string().max(100),
    reason: CorrectionReason,
  }),
})

/** The fact that replaces one of this type. Its personal fields are sealed as those of the fact that it replaces. */
export function correctionOf({ type, version, data, subject, upcast }: EventDefinition): EventDefinition {
  return {
    type: `${type}${SUFFIX}`,
    version,
    about: `A fact ${type} of this stream was recorded wrongly; this is how it should read.`,
    data: z.strictObject({
      corrects: z.int().min(1),
      reason: CorrectionReason,
      /** When it really happened, if that was wrong too. */
      occurredAt: z.iso.datetime().optional(),
      fact: data,
    }),
    ...(subject && { subject: (corrected: Correction, streamId) => subject(corrected.fact as never, streamId) }),
    ...(upcast && {
      upcast: Object.fromEntries(
        Object.entries(upcast).map(([from, lift]) => [from, (old: Correction) => ({ ...old, fact: lift(old.fact) })]),
      ),
    }),
  } as EventDefinition
}

export interface Correction {
  readonly corrects: number
  readonly reason: z.infer<typeof CorrectionReason>
  readonly occurredAt?: string
  /** Left out of an annulment. */
  readonly fact?: unknown
}

export const isCorrection = (type: string): boolean => type === ANNULLED || type.endsWith(SUFFIX)

/** The type of fact that a correction of this type replaces; null for an annulment, which replaces any. */
export const correctedType = (type: string): string | null =>
  type.endsWith(SUFFIX) ? type.slice(0, -SUFFIX.length) : null

/** Types of correction that concern facts of these types. */
export const correctionsOf = (types: readonly string[]): readonly string[] => [
  ...types.map((type) => `${type}${SUFFIX}`),
  ANNULLED,
]

export interface VersionedEvent extends PastEvent {
  readonly streamVersion: number
}

/**
 * A fact as a correction leaves it: in its old place, with what is right now; null when it never happened. Several
 * corrections of one fact: the last one counts, so what was annulled by mistake comes back by correcting it again.
 */
export function corrected<E extends PastEvent>(event: E, { occurredAt, fact }: Correction): E | null {
  return fact === undefined ? null : { ...event, data: fact, occurredAt: occurredAt ?? event.occurredAt }
}

/** The stream as it should have been recorded. It has to be whole: a correction reaches back to any fact of it. */
export function effective<E extends VersionedEvent>(events: readonly E[]): readonly E[] {
  const corrections = new Map<number, Correction>()
  for (const { type, data } of events)
    if (isCorrection(type)) corrections.set((data as Correction).corrects, data as Correction)
  if (corrections.size === 0) return events
  return events.flatMap((event) => {
    if (isCorrection(event.type)) return []
    const correction = corrections.get(event.streamVersion)
    return correction ? (corrected(event, correction) ?? []) : event
  })
}
