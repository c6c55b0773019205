import { ProblemArea } from '@kooperacje/domain'
import type { CaseCourse } from './case-course.ts'
import { institutions, LEADER, partners } from './institutions.ts'
import { inventedName } from './names.ts'
import { PARTNERSHIP } from './partnership-life.ts'
import { partner } from './staff.ts'
import type { Life, Wish } from './wish.ts'

const SOURCES: Readonly<Record<string, string>> = {
  OPS: 'OPS_OWN',
  PCPR: 'COUNTY_FAMILY_CENTRE',
  SCHOOL: 'SCHOOL',
  HEALTH_PROVIDER: 'HEALTH',
  POLICE: 'POLICE',
  COURT: 'COURT_PROBATION',
  LABOUR_OFFICE: 'LABOUR_OFFICE',
  HOUSING_MANAGER: 'HOUSING',
  NGO: 'NGO',
}

const sourceOf = (institutionId: string): string =>
  SOURCES[institutions.find(({ id }) => id === institutionId)?.kind ?? ''] ?? 'COOPERATOR'

function* referral(course: CaseCourse): Life {
  const { random, diary, household, clientId } = course
  const from = random.pick(partners).id
  const problems = random.some(ProblemArea.options, random.int(1, 4))
  diary.moveTo(diary.day)
  yield {
    command: 'SubmitReferral',
    id: `ref-${course.id}`,
    body: {
      partnershipId: PARTNERSHIP,
      clientId,
      clientKind: household.kind,
      source: sourceOf(from),
      knownSince: diary.day,
      urgency: random.chance(15) ? 'URGENT' : 'NORMAL',
      clientAgreed: random.weighted({ YES: 7, NOT_ASKED: 3 }),
      clientName: inventedName(random, household.kind),
      problemAreas: problems,
      ...(random.chance(40) && { note: 'Zgłoszenie po rozmowie z klientem.' }),
    },
    at: diary.moment(),
    late: 0,
    by: partner(from),
  }
}

/** Answers come within the week that the model proposes, mostly. */
const ANSWER = [1, 9] as const

export function* turnedAway(course: CaseCourse): Life {
  const { random } = course
  yield* referral(course)
  const options = { id: `ref-${course.id}`, by: 'leader', needsPartnership: true } as const
  if (random.chance(40)) {
    const toInstitutionId = LEADER
    yield* course.after(...ANSWER, 'RedirectReferral', { toInstitutionId }, options)
    return
  }
  const reason = random.pick(['OUTSIDE_AREA', 'NOT_ENOUGH_INFORMATION', 'CLIENT_DECLINED', 'ONE_SECTOR_SUFFICES'])
  yield* course.after(...ANSWER, 'ReturnReferral', { reason }, options)
}

/** From the first word to the consent. */
export function* qualification(course: CaseCourse): Generator<Wish, 'ENDED' | 'CONSENTED', void> {
  const { random, household, id, clientId } = course
  const { adults, children } = household
  if (random.chance(82)) {
    yield* referral(course)
    const options = { id: `ref-${id}`, by: 'leader', needsPartnership: true } as const
    yield* course.after(...ANSWER, 'AcceptReferral', { caseId: id, adults, children }, options)
  } else {
    const proposal = {
      partnershipId: PARTNERSHIP,
      clientId,
      clientKind: household.kind,
      adults,
      children,
      source: random.weighted({ OPS_OWN: 7, SELF: 2, FAMILY_MEMBER: 1 }),
      clientName: inventedName(random, household.kind),
      problemAreas: random.some(ProblemArea.options, random.int(2, 4)),
    }
    yield* course.after(0, 0, 'ProposeCase', proposal, { by: 'leader', needsPartnership: true })
  }

  if (random.chance(4)) {
    yield* course.after(1, 10, 'RejectCase', { reason: 'Wystarczy pomoc jednego sektora' }, { by: 'leader' })
    return 'ENDED'
  }
  const criteriaMet = ['C1', 'C2', ...random.some(['C3', 'C4', 'C5'], random.int(2, 3))]
  const { coordinatorId } = course
  yield* course.after(1, 10, 'QualifyCase', { criteriaMet, coordinatorId }, { by: 'leader' })

  if (random.chance(3)) {
    yield* course.after(1, 12, 'RefuseConsent')
    return 'ENDED'
  }
  const shared = [LEADER, ...random.some(partners, random.int(2, 4)).map((each) => each.id)]
  const interviewRequired = random.chance(14) ? 'URGENT' : 'NORMAL'
  yield* course.after(1, 12, 'GiveConsent', {
    consentId: `consent-${id}-1`,
    kind: 'PARTICIPATION',
    adultsCovered: adults,
    institutions: shared,
    dataScopes: random.chance(20) ? ['COOPERATION', 'HEALTH_MIN'] : ['COOPERATION'],
    form: random.weighted({ PAPER: 8, ELECTRONIC: 1, ORAL_NOTED: 1 }),
    privacyNoticeVersion: 'v1',
    interviewRequired,
  })
  // Fourteen working days are some twenty calendar days; two are two to four.
  const held = interviewRequired === 'URGENT' ? course.daysFromNow(0, 5) : course.daysFromNow(4, 22)
  course.remember(held, 'CompleteEnvironmentalInterview')
  return 'CONSENTED'
}
