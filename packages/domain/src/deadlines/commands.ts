import { defineCommand } from '../kernel/command.ts'
import { event } from '../kernel/event.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import { DeadlineAlarmRaised, DeadlineNoticeWithdrawn, DeadlineReminded } from './events.ts'
import { deadlineId } from './fold.ts'
import { deadline } from './process.ts'

/** A notice on the stream of another deadline would use up that one's only reminder. */
function misplaced(id: string, { rule, startedAt }: { rule: string; startedAt: number }): Refusal | null {
  const need = deadlineId(rule, startedAt)
  return id === need ? null : refuse('unknown-deadline', { id, need })
}

export const recordDeadlineReminder = defineCommand({
  name: 'RecordDeadlineReminder',
  about: 'Record that somebody is reminded of a deadline; the same reminder a second time is refused.',
  process: deadline,
  adds: [DeadlineReminded],
  body: DeadlineReminded.data,
  events: ({ id, body }) => misplaced(id, body) ?? [event(DeadlineReminded, body)],
})

export const raiseDeadlineAlarm = defineCommand({
  name: 'RaiseDeadlineAlarm',
  about: 'Record that somebody is told of a deadline that passed unmet; the same alarm a second time is refused.',
  process: deadline,
  adds: [DeadlineAlarmRaised],
  body: DeadlineAlarmRaised.data,
  events: ({ id, body }) => misplaced(id, body) ?? [event(DeadlineAlarmRaised, body)],
})

export const withdrawDeadlineNotice = defineCommand({
  name: 'WithdrawDeadlineNotice',
  about: 'Record that an alarm is taken back, as the deadline turned out to be met, moved or cancelled.',
  process: deadline,
  adds: [DeadlineNoticeWithdrawn],
  body: DeadlineNoticeWithdrawn.data,
  events: ({ id, body }) => misplaced(id, body) ?? [event(DeadlineNoticeWithdrawn, body)],
})

export const deadlineCommands = [recordDeadlineReminder, raiseDeadlineAlarm, withdrawDeadlineNotice] as const
