import { z } from 'zod'
import { defineEvent } from '../kernel/event.ts'
import { BusinessDate, Id } from '../kernel/values.ts'
import { DeadlineRecipient } from './rule.ts'

const Identity = {
  rule: z.string().max(10),
  /** The stream the deadline is about, `case/…` or `partnership/…`. */
  about: z.string().max(120),
  /** Position of the fact that started the deadline; with the rule it is the deadline's identity in its ledger. */
  startedAt: z.int().min(1),
  caseId: Id.optional(),
  /** Its existence tells of violence: mails keep quiet about which deadline it is. */
  restricted: z.literal(true).optional(),
}

/** Staff key and role of whoever recorded the beginning, where they are the one to be told. */
const Owner = { owner: z.string().max(100).optional(), ownerRole: z.string().max(40).optional() }

const Notice = z.strictObject({
  ...Identity,
  dueOn: BusinessDate,
  /** The moment, where the term counts hours. */
  dueAt: z.iso.datetime().optional(),
  recipient: DeadlineRecipient,
  /** Which of the rule's reminders or escalations, counted from 0. */
  step: z.int().min(0).max(20),
  ...Owner,
})

/** Version 1 knew one reminder and one alarm a deadline. */
const stepAdded = (data: object) => ({ ...data, step: 0 })

export const DeadlineReminded = defineEvent({
  type: 'DeadlineReminded',
  version: 2,
  about: 'Somebody was reminded that a deadline is near.',
  data: Notice,
  upcast: { 1: stepAdded },
})

export const DeadlineAlarmRaised = defineEvent({
  type: 'DeadlineAlarmRaised',
  version: 2,
  about: 'A deadline passed without the fact that would have met it, and somebody was told.',
  data: Notice,
  upcast: { 1: stepAdded },
})

export const DeadlineNoticeWithdrawn = defineEvent({
  type: 'DeadlineNoticeWithdrawn',
  version: 1,
  about: 'An alarm turned out to have been none, by a fact that was recorded late or corrected, and somebody was told.',
  data: z.strictObject({
    ...Identity,
    reason: z.enum(['LATE_ENTRY', 'CORRECTION', 'MIGRATION']),
    /** Who had been alarmed: one fact for each of them. */
    recipient: DeadlineRecipient,
    ...Owner,
    /** The steps that are taken back, and the due day that they spoke of. */
    was: z.strictObject({ steps: z.array(z.int().min(0).max(20)).min(1).max(20), dueOn: BusinessDate }),
    /** How the deadline stands instead. */
    now: z.strictObject({
      status: z.enum(['OPEN', 'PAUSED', 'MISSED', 'MET', 'MET_LATE', 'TOO_EARLY', 'CANCELLED']),
      dueOn: BusinessDate,
    }),
  }),
})

export const deadlineEvents = [DeadlineReminded, DeadlineAlarmRaised, DeadlineNoticeWithdrawn] as const
