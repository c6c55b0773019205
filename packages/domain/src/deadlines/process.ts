import { businessDate } from '../calendar/warsaw.ts'
import type { DataOf, Fact } from '../kernel/event.ts'
import { type Absent, absent, defineProcess, type GuardInput, type ProcessState } from '../kernel/process.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import { deadlineDescription } from './description.ts'
import {
  type DeadlineAlarmRaised,
  type DeadlineNoticeWithdrawn,
  type DeadlineReminded,
  deadlineEvents,
} from './events.ts'
import type { NoticeKind, ToldNotice } from './notices.ts'

export interface DeadlineNoticeState extends ProcessState<Absent | 'REMINDED' | 'ALARMED' | 'WITHDRAWN'> {
  /** What still holds of what people were told. */
  readonly told: readonly ToldNotice[]
  /** How often alarms were taken back. */
  readonly withdrawals: number
}

type Notice = DataOf<typeof DeadlineReminded>
type Input<Data> = GuardInput<DeadlineNoticeState, Data, unknown>

export const deadline = defineProcess<DeadlineNoticeState, unknown>({
  name: 'deadline',
  events: deadlineEvents,
  initial: { ...absent, told: [], withdrawals: 0 },
  guards: { notReminded, notAlarmed, afterDue, wasAlarmed },
  description: deadlineDescription,
  remember: {
    DeadlineReminded: (state, fact: Fact<typeof DeadlineReminded>) => told(state, 'REMINDER', fact),
    DeadlineAlarmRaised: (state, fact: Fact<typeof DeadlineAlarmRaised>) => told(state, 'ALARM', fact),
    DeadlineNoticeWithdrawn: (state, { data }: Fact<typeof DeadlineNoticeWithdrawn>) => ({
      told: state.told.filter((one) => !isTakenBack(one, data)),
      withdrawals: state.withdrawals + 1,
    }),
  },
})

const told = (
  state: DeadlineNoticeState,
  kind: NoticeKind,
  { data: { step, recipient, dueOn }, occurredAt }: { data: Notice; occurredAt: string },
): Partial<DeadlineNoticeState> => ({
  told: [...state.told, { kind, step, to: recipient, dueOn, on: businessDate(occurredAt) }],
})

const isTakenBack = (one: ToldNotice, { recipient, was }: DataOf<typeof DeadlineNoticeWithdrawn>): boolean =>
  one.kind === 'ALARM' && one.to === recipient && one.dueOn === was.dueOn && was.steps.includes(one.step)

function toldAlready(kind: NoticeKind, { state, data: { step, recipient, dueOn } }: Input<Notice>): Refusal | null {
  const before = state.told.some(
    (one) => one.kind === kind && one.step === step && one.to === recipient && one.dueOn === dueOn,
  )
  return before ? refuse('already-told', { kind, step, dueOn }) : null
}

/** The due day is part of it: a deadline that moved is news. */
function notReminded(input: Input<Notice>): Refusal | null {
  return toldAlready('REMINDER', input)
}

function notAlarmed(input: Input<Notice>): Refusal | null {
  return toldAlready('ALARM', input)
}

function afterDue({ data: { dueOn, dueAt }, occurredOn }: Input<Notice>): Refusal | null {
  const passed = dueAt === undefined ? occurredOn > dueOn : occurredOn >= dueOn
  return passed ? null : refuse('date-order', { field: 'occurredAt', after: dueOn })
}

function wasAlarmed({ state, data }: Input<DataOf<typeof DeadlineNoticeWithdrawn>>): Refusal | null {
  const { recipient, was } = data
  return state.told.some((one) => isTakenBack(one, data)) ? null : refuse('never-told', { recipient, ...was })
}
