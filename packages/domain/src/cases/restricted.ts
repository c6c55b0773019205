import { z } from 'zod'
import { ANNULLED, correctionOf } from '../kernel/correction.ts'
import { defineEvent, type EventDefinition } from '../kernel/event.ts'

/**
 * The border with the Blue Card procedure. It is run by others under their own statute; the cooperation case keeps the dates
 * on which steps were taken and nothing else, never a form and never a word. That there is a procedure at all may be known
 * to the leader's authorised staff only: whoever shows, counts, tells or exports facts asks `isRestricted` first.
 */
const dateOnly = z.strictObject({})

export const BlueCardProcedureOpened = defineEvent({
  type: 'BlueCardProcedureOpened',
  version: 1,
  about: 'Form A of the Blue Card procedure was filled in. Restricted: the date only.',
  data: dateOnly,
})

export const BlueCardFormForwarded = defineEvent({
  type: 'BlueCardFormForwarded',
  version: 1,
  about: 'Form A was forwarded to the interdisciplinary team. Restricted: the date only.',
  data: dateOnly,
})

export const BlueCardPassedToGroup = defineEvent({
  type: 'BlueCardPassedToGroup',
  version: 1,
  about: 'The interdisciplinary team passed the form to the diagnostic-aid group. Restricted: the date only.',
  data: dateOnly,
})

export const BlueCardGroupMet = defineEvent({
  type: 'BlueCardGroupMet',
  version: 1,
  about: 'The diagnostic-aid group sat. Restricted: the date only.',
  data: dateOnly,
})

export const BlueCardSuspectInformed = defineEvent({
  type: 'BlueCardSuspectInformed',
  version: 1,
  about: 'The person suspected was told that the procedure began. Restricted: the date only.',
  data: dateOnly,
})

export const BlueCardProcedureClosed = defineEvent({
  type: 'BlueCardProcedureClosed',
  version: 1,
  about: 'The Blue Card procedure was closed. Restricted: the date only.',
  data: dateOnly,
})

export const restrictedEvents = [
  BlueCardProcedureOpened,
  BlueCardFormForwarded,
  BlueCardPassedToGroup,
  BlueCardGroupMet,
  BlueCardSuspectInformed,
  BlueCardProcedureClosed,
] as const

/** Facts of class C5 as a whole: not even their existence is shown to those without the permission. */
export const restrictedEventTypes: readonly string[] = restrictedEvents.flatMap((definition) => [
  definition.type,
  // A correction gives away what it corrects.
  correctionOf(definition as unknown as EventDefinition).type,
])

const restricted: ReadonlySet<string> = new Set(restrictedEventTypes)

/** An annulment names the type of what it annuls; it is as restricted as that is. */
export const isRestricted = (type: string, data?: unknown): boolean =>
  restricted.has(type) || (type === ANNULLED && restricted.has(String((data as { type?: unknown } | null)?.type)))

/** Would showing this fact tell of a procedure? A notice of one of its terms does so, too, and says it. */
export const tellsOfProcedure = ({ type, data }: { readonly type: string; readonly data: unknown }): boolean =>
  isRestricted(type, data) || (data as { restricted?: unknown } | null)?.restricted === true
