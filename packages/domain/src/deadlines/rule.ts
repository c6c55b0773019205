import { z } from 'zod'
import { Condition } from '../kernel/description.ts'
import { BusinessDate } from '../kernel/values.ts'

const LengthUnit = z.enum(['CALENDAR_DAYS', 'WORKING_DAYS', 'MONTHS', 'HOURS'])

export const Length = z.strictObject({ count: z.int().min(0).max(10_000), unit: LengthUnit })
export type Length = z.infer<typeof Length>

/** Who is told: the owner of the thing (who recorded its beginning), its coordinator, the leader, the regional centre. */
export const DeadlineRecipient = z.enum(['OWNER', 'COORDINATOR', 'LEADER', 'REGION'])
export type DeadlineRecipient = z.infer<typeof DeadlineRecipient>

/** A fact that begins, meets or cancels a deadline, if its payload has the values named, and not these others. */
export const Trigger = z.strictObject({
  event: z.string(),
  when: Condition.optional(),
  unless: Condition.optional(),
})
export type Trigger = z.infer<typeof Trigger>

export const DeadlineOrigin = z.enum(['STATUTORY', 'MODEL_PROPOSED'])
export type DeadlineOrigin = z.infer<typeof DeadlineOrigin>

/** When it is due, counted from the business day of the fact that begins it. */
export const DueDate = z.union([
  /** So long after it; the day of the fact is not counted. Hours are counted from its moment. */
  z.strictObject({ after: Length }),
  /** On the day that the payload names in this field; a payload that names none begins nothing. */
  z.strictObject({ on: z.string() }),
  /**
   * On this day of the year (`01-31`): the first one after the beginning, or that of the year after the one that the
   * payload names in `yearField`.
   */
  z.strictObject({ yearly: z.string().regex(/^\d\d-\d\d$/), yearField: z.string().optional() }),
])
export type DueDate = z.infer<typeof DueDate>

/** A fact that gives more time: so much, or until the day that its payload names (where it names one). */
export const Prolongation = z.union([
  Trigger.extend({ by: Length }).strict(),
  Trigger.extend({ until: z.string() }).strict(),
])
export type Prolongation = z.infer<typeof Prolongation>

export const Suspension = z.enum(['CASE_SUSPENDED', 'PARTNERSHIP_SUSPENDED'])
export type Suspension = z.infer<typeof Suspension>

/** How long before the due day who is reminded. */
const Reminder = z.strictObject({ before: Length, to: DeadlineRecipient })
/** How long after the due day who is told that it passed unmet. */
const Escalation = z.strictObject({ after: Length, to: DeadlineRecipient })

/**
 * A deadline as data: which fact begins it, which fact meets it, how long it is and by what right. A rule that changed
 * has several rows; the day of the fact that begins it chooses among them. A rule that comes back (plenary meetings, reviews)
 * names its stop among its starts: meeting one begins the next.
 */
export const DeadlineRule = z.strictObject({
  id: z.string().regex(/^[A-Z]-\d\d[a-z]?$/, 'such as D-01 or P-11'),
  en: z.string().min(1),
  pl: z.string().min(1),
  /** Stream type: all its facts are looked for on the stream that began it. */
  process: z.string(),
  starts: z.array(Trigger).min(1),
  /** Only the first start counts, until a fact of `cancels` clears the table. Left out: each begins one of its own. */
  first: z.literal(true).optional(),
  /**
   * A field by which facts belong together: minutes that name one meeting do not meet the deadline of another. A fact
   * that does not have the field concerns all.
   */
  same: z.string().optional(),
  /** Any of these meets it. */
  stops: z.array(Trigger).min(1),
  /** Any of these makes it pointless. */
  cancels: z.array(Trigger),
  prolongs: z.array(Prolongation).optional(),
  due: DueDate,
  /**
   * An end on a day on which nobody works moves to the next working day. So the law has it for terms of administrative
   * procedure (KPA art. 57 § 4) and of Union law (Regulation 1182/71 art. 3 (4)); the model and the terms of social work
   * do not say so, and a term taken as too short only warns too early.
   */
  endsOnWorkingDay: z.literal(true).optional(),
  /**
   * `AT_MOST` (left out): the stop is to come by the due day. `AT_LEAST`: it must not come before it, as with an invitation
   * that has to be sent a week before the meeting.
   */
  bound: z.enum(['AT_MOST', 'AT_LEAST']).optional(),
  reminders: z.array(Reminder),
  /** It climbs: each step tells somebody, as long as nothing has met the deadline. */
  escalations: z.array(Escalation),
  /** What brings it to a halt; statutory deadlines never pause by themselves. */
  pauses: z.array(Suspension),
  /** That there is such a deadline tells of violence (class C5): only the leader's authorised staff learn of it. */
  restricted: z.literal(true).optional(),
  origin: DeadlineOrigin,
  legalBasis: z.string().min(1).nullable(),
  /** Where the law or the evidence was read. */
  source: z.string().min(1).optional(),
  /** The rule or its length is not confirmed against a source. */
  unconfirmed: z.literal(true).optional(),
  /** First and last day of a start that the row applies to. */
  validFrom: BusinessDate,
  validTo: BusinessDate.optional(),
})
export type DeadlineRule = z.infer<typeof DeadlineRule>

export const inForceOn = ({ validFrom, validTo }: DeadlineRule, day: string): boolean =>
  day >= validFrom && (validTo === undefined || day <= validTo)

/** What of a version of the model deadlines depend on. */
export interface RuleBook {
  readonly version: string
  readonly deadlines: readonly DeadlineRule[]
}

/** The book that a stream of this version of the model runs on; `null` names none. */
export type RuleBooks = (version: string | null) => RuleBook

/** A rule's row for a start on this day. */
export const ruleOn = ({ deadlines }: RuleBook, id: string, day: string): DeadlineRule | null =>
  deadlines.find((rule) => rule.id === id && inForceOn(rule, day)) ?? null

export const comesBack = ({ starts, stops }: DeadlineRule): boolean =>
  starts.some(({ event }) => stops.some((stop) => stop.event === event))
