import type { z } from 'zod'
import { defineCommand } from '../kernel/command.ts'
import { event } from '../kernel/event.ts'
import { refuse } from '../kernel/refusal.ts'
import { deadlineId } from './deadlines.ts'
import { DeadlineAlarmRaised, DeadlineReminded } from './events.ts'
import { deadline } from './process.ts'

type Notice = z.output<typeof DeadlineReminded.data>

/** A notice on the stream of another deadline would use up that one's only reminder. */
const misplaced = (id: string, { rule, startedAt }: Notice) =>
  id === deadlineId(rule, startedAt) ? null : refuse('unknown-deadline', { id, need: deadlineId(rule, startedAt) })

export const recordDeadlineReminder = defineCommand({
  name: 'RecordDeadlineReminder',
  about: 'Record that somebody is reminded of a deadline; a second reminder is refused.',
  process: deadline,
  adds: [DeadlineReminded],
  body: DeadlineReminded.data,
  events: ({ id, body }) => misplaced(id, body) ?? [event(DeadlineReminded, body)],
})

export const raiseDeadlineAlarm = defineCommand({
  name: 'RaiseDeadlineAlarm',
  about: 'Record that somebody is told of a deadline that passed unmet; a second alarm is refused.',
  process: deadline,
  adds: [DeadlineAlarmRaised],
  body: DeadlineAlarmRaised.data,
  events: ({ id, body }) => misplaced(id, body) ?? [event(DeadlineAlarmRaised, body)],
})

export const deadlineCommands = [recordDeadlineReminder, raiseDeadlineAlarm] as const
