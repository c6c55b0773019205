import { z } from 'zod'
import { Condition } from '../kernel/description.ts'
import { BusinessDate } from '../kernel/values.ts'

export const LengthUnit = z.enum(['CALENDAR_DAYS', 'WORKING_DAYS', 'MONTHS', 'HOURS'])
export type LengthUnit = z.infer<typeof LengthUnit>

export const Length = z.strictObject({ count: z.int().min(0).max(10_000), unit: LengthUnit })
export type Length = z.infer<typeof Length>

/** Who is told: the owner of the thing (who recorded its beginning), its coordinator, the leader, the regional centre. */
export const DeadlineRecipient = z.enum(['OWNER', 'COORDINATOR', 'LEADER', 'REGION'])
export type DeadlineRecipient = z.infer<typeof DeadlineRecipient>

/** A fact that begins, meets or cancels a deadline, if its payload has the values named. */
export const Trigger = z.strictObject({ event: z.string(), when: Condition.optional() })
export type Trigger = z.infer<typeof Trigger>

export const DeadlineOrigin = z.enum(['STATUTORY', 'MODEL_PROPOSED'])
export type DeadlineOrigin = z.infer<typeof DeadlineOrigin>

/** When it is due, counted from the business day of the fact that begins it. */
export const DueDate = z.union([
  /** So long after it; the day of the fact is not counted. */
  z.strictObject({ after: Length }),
  /** On the day that the payload names in this field. */
  z.strictObject({ on: z.string() }),
  /**
   * On this day of the year (`01-31`): the first one after the beginning, or that of the year after the one that the
   * payload names in `yearField`.
   */
  z.strictObject({ yearly: z.string().regex(/^\d\d-\d\d$/), yearField: z.string().optional() }),
])
export type DueDate = z.infer<typeof DueDate>

export const Suspension = z.enum(['CASE_SUSPENDED', 'PARTNERSHIP_SUSPENDED'])

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
  /** Any of these meets it. */
  stops: z.array(Trigger).min(1),
  /** Any of these makes it pointless. */
  cancels: z.array(Trigger),
  due: DueDate,
  /**
   * `AT_MOST` (left out): the stop is to come by the due day. `AT_LEAST`: it must not come before it, as with an invitation
   * that has to be sent a week before the meeting.
   */
  bound: z.enum(['AT_MOST', 'AT_LEAST']).optional(),
  /** How long before the due day who is reminded. */
  reminders: z.array(z.strictObject({ before: Length, to: DeadlineRecipient })),
  /** How long after the due day who is told that it passed unmet; it climbs. */
  escalations: z.array(z.strictObject({ after: Length, to: DeadlineRecipient })),
  /** What brings it to a halt; statutory deadlines never pause by themselves. */
  pauses: z.array(Suspension),
  origin: DeadlineOrigin,
  legalBasis: z.string().min(1).nullable(),
  /** The rule or its length is not confirmed against a source. */
  unconfirmed: z.literal(true).optional(),
  /** First and last day of a start that the row applies to. */
  validFrom: BusinessDate,
  validTo: BusinessDate.optional(),
})
export type DeadlineRule = z.infer<typeof DeadlineRule>

export const inForceOn = ({ validFrom, validTo }: DeadlineRule, day: string): boolean =>
  day >= validFrom && (validTo === undefined || day <= validTo)
