import { addCalendarDays } from '@kooperacje/domain'
import { afterwards } from './case-afterwards.ts'
import { CaseCourse } from './case-course.ts'
import { type Leaving, leave } from './case-leaving.ts'
import { qualification, turnedAway } from './case-proposal.ts'
import { work } from './case-work.ts'
import type { Random } from './random.ts'
import type { Life } from './wish.ts'

/** How courses that began with a consent end, in percent of them; the rest goes to the final evaluation. */
const LEAVINGS = {
  STAYS: 76,
  CLIENT_RESIGNED: 6,
  CONSENT_WITHDRAWN: 5,
  NO_CONTACT: 4,
  MOVED_TO_STATUTORY_PROCEDURE: 3,
  MOVED_AWAY: 2,
  CONTRACT_BROKEN: 2,
  DEATH: 1,
  OTHER: 1,
} as const

/** One person, family or group, from the first word about them to the end. */
export function* caseLife(random: Random, id: string, firstDay: string): Life {
  const course = new CaseCourse(random, id, firstDay)
  if ((yield* qualification(course)) === 'ENDED') return

  const leaving: Leaving | 'STAYS' = random.weighted(LEAVINGS)
  if (leaving === 'STAYS') {
    yield* work(course)
    return yield* afterwards(course)
  }
  const leavesOn = addCalendarDays(course.diary.day, random.int(3, 240))
  for (const wish of work(course)) {
    // Life does not ask which step was about to be taken.
    if (wish.at.slice(0, 10) > leavesOn) return yield* leave(course, leaving)
    yield wish
  }
}

/** Somebody about whom a partner wrote and who never became a case. */
export function* referralLife(random: Random, id: string, firstDay: string): Life {
  yield* turnedAway(new CaseCourse(random, id, firstDay))
}
