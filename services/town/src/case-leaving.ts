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

/** The end of a case that life or law ended, from whatever state it was in. */
export function* leave(course: CaseCourse, reason: Leaving): Life {
  if (reason === 'CONSENT_WITHDRAWN') {
    yield* course.after(0, 3, 'WithdrawConsent', { scope: 'ALL' })
    // A week is what the model proposes.
    yield* course.after(1, 10, 'CloseCase', { reason }, { by: 'leader' })
    return
  }
  const note = 'Odnotowano w aktach sprawy.'
  yield* course.after(1, 14, 'CloseCase', { reason, note }, { by: 'leader' })
}
