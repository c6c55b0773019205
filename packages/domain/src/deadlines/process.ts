import type { DataOf } from '../kernel/event.ts'
import { type Absent, absent, defineProcess, type GuardInput, type ProcessState } from '../kernel/process.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import { deadlineDescription } from './description.ts'
import { type DeadlineAlarmRaised, deadlineEvents } from './events.ts'
import { deadlineRules } from './rules.ts'

export type DeadlineNoticeState = ProcessState<Absent | 'REMINDED' | 'ALARMED'>

type Input = GuardInput<DeadlineNoticeState, DataOf<typeof DeadlineAlarmRaised>, unknown>

export const deadline = defineProcess<DeadlineNoticeState, unknown>({
  name: 'deadline',
  events: deadlineEvents,
  initial: absent,
  guards: { ruleKnown, afterDue },
  description: deadlineDescription,
  remember: {},
})

/** Whichever row of it: the one that the deadline began under may have ended since. */
function ruleKnown({ data: { rule } }: Input): Refusal | null {
  return deadlineRules.some(({ id }) => id === rule) ? null : refuse('unknown-deadline', { rule })
}

function afterDue({ data: { dueOn }, occurredOn }: Input): Refusal | null {
  return occurredOn > dueOn ? null : refuse('date-order', { field: 'occurredAt', after: dueOn })
}
