import { namesNobody } from '../anonymisation/public-text.ts'
import { type Absent, absent, defineProcess, type ProcessState } from '../kernel/process.ts'
import { remarkDescription } from './description.ts'
import { remarkEvents } from './events.ts'

export type RemarkStatus = keyof typeof remarkDescription.states
export type RemarkState = ProcessState<Absent | RemarkStatus>

/** Who took part in a consultation can read what became of every remark, and why. */
export const remark = defineProcess<RemarkState, unknown>({
  name: 'remark',
  events: remarkEvents,
  initial: absent,
  guards: { namesNobody },
  description: remarkDescription,
  remember: {},
})
