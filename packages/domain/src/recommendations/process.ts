import { namesNobody } from '../anonymisation/public-text.ts'
import type { DataOf } from '../kernel/event.ts'
import { type Absent, absent, defineProcess, type GuardInput, type ProcessState } from '../kernel/process.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import { recommendationDescription } from './description.ts'
import { type RecommendationProposed, recommendationEvents } from './events.ts'

export type RecommendationStatus = keyof typeof recommendationDescription.states
export type RecommendationState = ProcessState<Absent | RecommendationStatus>

type Proposal = GuardInput<RecommendationState, DataOf<typeof RecommendationProposed>, unknown>

function barriersOnce({ data: { barriers } }: Proposal): Refusal | null {
  const twice = barriers.find((id, at) => barriers.indexOf(id) !== at)
  return twice === undefined ? null : refuse('named-twice', { id: twice })
}

/** On the way into the book of recommendations. */
export const recommendation = defineProcess<RecommendationState, unknown>({
  name: 'recommendation',
  events: recommendationEvents,
  initial: absent,
  guards: { barriersOnce, namesNobody },
  description: recommendationDescription,
  remember: {},
})
