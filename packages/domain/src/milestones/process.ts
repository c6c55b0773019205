import { namesNobody } from '../anonymisation/public-text.ts'
import { type Absent, absent, defineProcess, type ProcessState } from '../kernel/process.ts'
import { milestoneDescription } from './description.ts'
import { milestoneEvents } from './events.ts'

export type MilestoneStatus = keyof typeof milestoneDescription.states
export type MilestoneState = ProcessState<Absent | MilestoneStatus>

/** A gate of the project: what was to be reached is shown by evidence and judged by somebody else. */
export const milestone = defineProcess<MilestoneState, unknown>({
  name: 'milestone',
  events: milestoneEvents,
  initial: absent,
  guards: { namesNobody },
  description: milestoneDescription,
  remember: {},
})
