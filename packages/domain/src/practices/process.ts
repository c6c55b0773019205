import { namesNobody, refusedIfNaming } from '../anonymisation/public-text.ts'
import type { Fact } from '../kernel/event.ts'
import { type Absent, absent, defineProcess, type GuardInput, type ProcessState } from '../kernel/process.ts'
import type { Refusal } from '../kernel/refusal.ts'
import { practiceDescription } from './description.ts'
import { type GoodPracticeSubmitted, practiceEvents } from './events.ts'

export type PracticeStatus = keyof typeof practiceDescription.states

export interface PracticeState extends ProcessState<Absent | PracticeStatus> {
  /** What would be published. */
  readonly title: string | null
  readonly description: string | null
}

/** Asked again before publication, of the text as it stands: the check may have learned since it was submitted. */
function isAnonymous({ state: { title, description } }: GuardInput<PracticeState, unknown, unknown>): Refusal | null {
  return refusedIfNaming({ title, description })
}

/** What worked, told so that others can use it and nobody is recognised: a check by machine, and a human's word. */
export const practice = defineProcess<PracticeState, unknown>({
  name: 'practice',
  events: practiceEvents,
  initial: { ...absent, title: null, description: null },
  guards: { namesNobody, isAnonymous },
  stateGuards: ['isAnonymous'],
  description: practiceDescription,
  remember: {
    GoodPracticeSubmitted: (_, { data: { title, description } }: Fact<typeof GoodPracticeSubmitted>) => ({
      title,
      description,
    }),
  },
})
