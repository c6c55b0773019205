import type { DataOf } from '../kernel/event.ts'
import { type Absent, defineProcess, type GuardInput, type ProcessState } from '../kernel/process.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import { type DeadlineAlarmRaised, deadlineEvents } from './events.ts'
import { deadlineRules } from './rules.ts'

export type DeadlineNoticeState = ProcessState<Absent | 'REMINDED' | 'ALARMED'>

type Input = GuardInput<DeadlineNoticeState, DataOf<typeof DeadlineAlarmRaised>, unknown>

/**
 * What people were told about a deadline: at most one reminder, at most one alarm, and no reminder after the alarm. The
 * stream's version makes a second worker that had the same idea fail instead of writing a second mail.
 */
export const deadline = defineProcess<DeadlineNoticeState, unknown>({
  name: 'deadline',
  events: deadlineEvents,
  initial: { status: 'NONE' },
  transitions: {
    DeadlineReminded: { from: ['NONE'], to: 'REMINDED', guards: [ruleKnown] },
    DeadlineAlarmRaised: { from: ['NONE', 'REMINDED'], to: 'ALARMED', guards: [ruleKnown, afterDue] },
  },
  remember: {},
})

/** Whichever row of it: the one that the deadline began under may have ended since. */
function ruleKnown({ data: { rule } }: Input): Refusal | null {
  return deadlineRules.some(({ id }) => id === rule) ? null : refuse('unknown-deadline', { rule })
}

function afterDue({ data: { dueOn }, occurredOn }: Input): Refusal | null {
  return occurredOn > dueOn ? null : refuse('date-order', { field: 'occurredAt', after: dueOn })
}
