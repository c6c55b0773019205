import { builtInDeadlineRules, isRestricted } from '@kooperacje/domain'
import type { RecordedEvent } from '@kooperacje/events'

/** Deadlines of the Blue Card procedure: a notice of one tells that there is a procedure. */
const restrictedRules: ReadonlySet<string> = new Set(
  builtInDeadlineRules.filter(({ restricted }) => restricted).map(({ id }) => id),
)

/** Would showing this fact, or a notice of it, tell of a Blue Card procedure? */
export const tellsOfProcedure = ({ type, data }: Pick<RecordedEvent, 'type' | 'data'>): boolean =>
  isRestricted(type, data) || restrictedRules.has(String((data as { rule?: unknown } | null)?.rule))
