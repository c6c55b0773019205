import { businessDate } from '../calendar/warsaw.ts'
import { type DeadlineRule, inForceOn, type RuleBook } from './rule.ts'
import { type Term, termOf } from './term.ts'
import { hits, rowsBegunBy } from './triggers.ts'

interface Fact {
  readonly streamType: string
  readonly type: string
  readonly data: unknown
  readonly occurredAt: string
}

export interface Opened {
  readonly rule: DeadlineRule
  readonly startedOn: string
  /** Before any standstill. */
  readonly term: Term
}

/** What a fact begins, by itself: rules of which only the first start counts look at the whole stream (`course.ts`). */
export function openedBy(event: Fact, book: RuleBook): readonly Opened[] {
  const startedOn = businessDate(event.occurredAt)
  return rowsBegunBy(book, event.streamType, event)
    .filter((rule) => inForceOn(rule, startedOn))
    .flatMap((rule) => {
      const term = termOf(rule, event)
      return term === null ? [] : [{ rule, startedOn, term }]
    })
}

export interface Closing {
  readonly rule: string
  readonly how: 'STOPPED' | 'CANCELLED'
}

/** What a fact closes on its own stream, whichever row of a rule the deadline was opened by. */
export function closedBy(event: Fact, { deadlines }: RuleBook): readonly Closing[] {
  const how = new Map<string, Closing['how']>()
  for (const rule of deadlines) {
    if (rule.process !== event.streamType) continue
    if (hits(rule.stops, event)) how.set(rule.id, 'STOPPED')
    else if (hits(rule.cancels, event) && !how.has(rule.id)) how.set(rule.id, 'CANCELLED')
  }
  return [...how].map(([rule, how]) => ({ rule, how }))
}
