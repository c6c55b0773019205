import type { DeadlineRecipient, DeadlineRule } from './rule.ts'
import type { Dates } from './status.ts'
import { around } from './term.ts'

export type NoticeKind = 'REMINDER' | 'ALARM'

/** A reminder or an alarm that a rule provides for; `step` is its place in the rule's list. */
export interface PlannedNotice {
  readonly kind: NoticeKind
  readonly step: number
  readonly on: string
  /** Where the term counts hours. */
  readonly at: string | null
  readonly to: DeadlineRecipient
}

/** What somebody was told, about which due day. */
export interface ToldNotice {
  readonly kind: NoticeKind
  readonly step: number
  readonly to: DeadlineRecipient
  readonly dueOn: string
  readonly on: string
}

type Noticed = Pick<DeadlineRule, 'reminders' | 'escalations'>

export function plannedNotices({ reminders, escalations }: Noticed, { dueOn, dueAt }: Dates): readonly PlannedNotice[] {
  const due = { on: dueOn, at: dueAt }
  return [
    ...reminders.map(({ before: { count, unit }, to }, step) => {
      return { kind: 'REMINDER' as const, step, to, ...around(due, { count: -count, unit }) }
    }),
    ...escalations.map(({ after, to }, step) => ({ kind: 'ALARM' as const, step, to, ...around(due, after) })),
  ]
}

/** What of a deadline notices depend on. */
export interface Noticeable extends Dates {
  readonly row: Noticed
  readonly stoppedOn: string | null
  readonly stoppedAt?: string | null
  readonly cancelledOn: string | null
  readonly told: readonly ToldNotice[]
}

/**
 * Notices that nobody was told of yet. A deadline that moved is told of anew: the day is the news. One that was alarmed
 * about and now was due even earlier is not: it is as past as it was said to be. After an alarm no reminder follows, and
 * after a later step no earlier one to the same person.
 */
export function untold({ row, told, ...deadline }: Noticeable): readonly PlannedNotice[] {
  if (deadline.stoppedOn !== null || deadline.cancelledOn !== null || deadline.pausedOn !== null) return []
  const counts = told.filter(({ kind, dueOn }) =>
    kind === 'ALARM' ? dueOn >= deadline.dueOn : dueOn === deadline.dueOn,
  )
  return plannedNotices(row, deadline).filter(({ kind, step, to }) => {
    if (kind === 'REMINDER' && counts.some((one) => one.kind === 'ALARM')) return false
    return !counts.some((one) => one.kind === kind && (one.step === step || (one.to === to && one.step > step)))
  })
}

/**
 * What is to be told now: of several steps to one person that have come due together, found late, the last one says it
 * all; and once a deadline is past, reminding of it is.
 */
export function owedNotices(
  deadline: Noticeable,
  { asOf, at }: { readonly asOf: string; readonly at?: string | undefined },
): readonly PlannedNotice[] {
  const come = untold(deadline).filter((notice) =>
    notice.at !== null && at !== undefined ? notice.at <= at : notice.on <= asOf,
  )
  const isPast = deadline.dueAt !== null && at !== undefined ? at > deadline.dueAt : asOf > deadline.dueOn
  return come.filter(({ kind, step, to }) => {
    if (kind === 'REMINDER' && isPast) return false
    return !come.some((other) => other.kind === kind && other.to === to && other.step > step)
  })
}

/**
 * Alarms that turn out to have been none: the deadline was met, cancelled or stood still before the day of the alarm, or
 * it is due later than was said. A late or corrected fact does that; one recorded in order comes after the alarm.
 */
export function unfoundedAlarms({ row, told, ...deadline }: Noticeable): readonly ToldNotice[] {
  const alarms = told.filter(({ kind }) => kind === 'ALARM')
  if (alarms.length === 0) return []
  const { stoppedAt = null, pausedOn } = deadline
  const endedOn = deadline.stoppedOn ?? deadline.cancelledOn
  const planned = plannedNotices(row, deadline)
  return alarms.filter(({ dueOn, step, on }) => {
    if (deadline.dueOn > dueOn || pausedOn !== null) return true
    const notice = planned.find((one) => one.kind === 'ALARM' && one.step === step) ?? { on, at: null }
    return notice.at !== null && stoppedAt !== null ? stoppedAt < notice.at : endedOn !== null && endedOn < notice.on
  })
}
