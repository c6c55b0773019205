import type { CaseCourse } from './case-course.ts'
import type { Life } from './wish.ts'

/** What comes after the end: the question what has lasted, and now and then a return. */
export function* afterwards(course: CaseCourse): Life {
  const { random, household, id } = course
  if (random.chance(70)) {
    const outcome = random.weighted({ LASTING: 5, PARTLY_LASTING: 3, NOT_LASTING: 1 })
    yield* course.after(70, 110, 'RecordFollowUp', { outcome })
  }
  if (!random.chance(4)) return
  const reason = 'Rodzina znów prosi o pomoc.'
  yield* course.after(20, 60, 'ReopenCase', { reason }, { by: 'leader', needsPartnership: true })
  if (random.chance(30)) {
    yield* course.after(1, 12, 'RefuseConsent')
    return
  }
  yield* course.after(1, 12, 'GiveConsent', {
    consentId: `consent-${id}-2`,
    kind: 'PARTICIPATION',
    adultsCovered: household.adults,
    institutions: ['mops', 'pup'],
    dataScopes: ['COOPERATION'],
    form: 'PAPER',
    privacyNoticeVersion: 'v1',
  })
  yield* course.after(5, 40, 'CloseCase', { reason: 'CLIENT_RESIGNED' }, { by: 'leader' })
}
