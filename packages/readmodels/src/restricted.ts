import { isRestricted } from '@kooperacje/domain'
import type { RecordedEvent } from '@kooperacje/events'

/** Would showing this fact tell of a Blue Card procedure? A notice of one of its terms does so, too, and says it. */
export const tellsOfProcedure = ({ type, data }: Pick<RecordedEvent, 'type' | 'data'>): boolean =>
  isRestricted(type, data) || (data as { restricted?: unknown } | null)?.restricted === true
