import { z } from 'zod'
import { defineEvent } from '../kernel/event.ts'
import { BusinessDate, Id } from '../kernel/values.ts'

const Notice = z.strictObject({
  rule: z.string().max(10),
  /** The stream the deadline is about, `case/…` or `partnership/…`. */
  about: z.string().max(120),
  dueOn: BusinessDate,
  /** Position of the fact that started the deadline; with the rule it is the deadline's identity in its ledger. */
  startedAt: z.int().min(1),
  recipient: z.enum(['COORDINATOR', 'LEADER']),
  caseId: Id.optional(),
})

export const DeadlineReminded = defineEvent({
  type: 'DeadlineReminded',
  version: 1,
  about: 'Somebody was reminded that a deadline is near.',
  data: Notice,
})

export const DeadlineAlarmRaised = defineEvent({
  type: 'DeadlineAlarmRaised',
  version: 1,
  about: 'A deadline passed without the fact that would have met it, and somebody was told.',
  data: Notice,
})

export const deadlineEvents = [DeadlineReminded, DeadlineAlarmRaised] as const
