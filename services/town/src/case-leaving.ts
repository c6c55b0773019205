import type { CaseCourse } from './case-course.ts'
import type { Life } from './wish.ts'

export type Leaving =
  | 'CLIENT_RESIGNED'
  | 'CONSENT_WITHDRAWN'
  | 'NO_CONTACT'
  | 'MOVED_TO_STATUTORY_PROCEDURE'
  | 'MOVED_AWAY'
  | 'CONTRACT_BROKEN'
  | 'DEATH'
  | 'OTHER'

const note = 'Odnotowano w aktach sprawy.'
const byLeader = { by: 'leader' } as const

/** The end of a case that life or law ended, from whatever state it was in. */
export function* leave(course: CaseCourse, reason: Leaving): Life {
  if (reason === 'CONSENT_WITHDRAWN') {
    course.interrupted = true
    yield* course.after(0, 3, 'WithdrawConsent', { scope: 'ALL' })
    // A week is what the model proposes.
    yield* course.after(1, 10, 'CloseCase', { reason }, byLeader)
  } else if (reason === 'NO_CONTACT') yield* lost(course)
  else if (reason === 'MOVED_TO_STATUTORY_PROCEDURE') yield* blueCard(course)
  else yield* course.after(1, 14, 'CloseCase', { reason, note }, byLeader)
}

/** Three attempts in thirty days before anybody is given up. */
function* lost(course: CaseCourse): Life {
  for (const [from, to] of [
    [3, 10],
    [10, 14],
    [10, 14],
  ] as const) {
    yield* course.after(from, to, 'RecordContactAttempt', { made: false, means: 'PHONE' })
  }
  yield* course.after(11, 20, 'CloseCase', { reason: 'NO_CONTACT', note }, byLeader)
}

/** Dates only. Some come too late: under the terms of before 28 September 2023, and under those of after. */
function* blueCard(course: CaseCourse): Life {
  // The team rests from this day on.
  course.interrupted = true
  yield* course.after(1, 5, 'OpenBlueCardProcedure')
  yield* course.after(1, 9, 'ForwardBlueCardForm')
  yield* course.after(0, 3, 'CloseCase', { reason: 'MOVED_TO_STATUTORY_PROCEDURE', note }, byLeader)
  yield* course.after(0, 6, 'PassBlueCardToGroup')
  yield* course.after(1, 9, 'RecordBlueCardGroupMeeting')
  if (course.random.chance(60)) yield* course.after(0, 5, 'RecordBlueCardSuspectInformed')
  yield* course.after(30, 120, 'CloseBlueCardProcedure')
}
