import { addCalendarDays } from '@kooperacje/domain'
import type { CaseCourse } from './case-course.ts'
import { LEADER, partners, type TownInstitution } from './institutions.ts'
import type { Life, Wish } from './wish.ts'

/** The course with the consent behind it: team, diagnosis, plan, work, evaluation. */
export function* work(course: CaseCourse): Life {
  const team = yield* appointment(course)
  yield* meeting(course, 1, 2, 18, team)
  yield* course.after(2, 24, 'CompleteDiagnosis', {
    needs: course.random.int(2, 7),
    ownResources: course.random.int(1, 6),
    communityResources: course.random.int(0, 5),
    ...(course.random.chance(50) && { summary: 'Potrzeby i zasoby opisane wspólnie z klientem.' }),
  })
  const plan = yield* agreement(course, team)
  yield* start(course)
  yield* realisation(course, plan, team)
  yield* evaluation(course, plan)
}

type Steps<Result> = Generator<Wish, Result, void>
type Team = readonly TownInstitution[]

function* appointment(course: CaseCourse): Steps<Team> {
  const { random, coordinatorId, diary } = course
  const team = random.some(partners, random.int(3, 5))
  const signedOn = diary.day
  const member = (memberId: string, { id, sector }: Pick<TownInstitution, 'id' | 'sector'>) => ({
    ...{ memberId, institutionId: id, sector, confidentialitySignedOn: signedOn },
  })
  const members = [
    member(coordinatorId, { id: LEADER, sector: 'SOCIAL_ASSISTANCE' }),
    ...team.map((institution) => member(`${institution.id}-${random.int(1, 3)}`, institution)),
  ]
  const sectors = new Set(team.map(({ sector }) => sector))
  // Two sectors besides the leader's: three institutions of one would not do.
  if (sectors.size < 2) return yield* appointment(course)
  const body = { teamId: `zzk-${course.id}`, members }
  yield* course.after(2, 19, 'AppointTaskTeam', body, { by: 'leader', needsPartnership: true })
  return team
}

function* meeting(course: CaseCourse, ordinal: number, from: number, to: number, team: Team): Life {
  const { random, diary } = course
  const id = `zzk-${course.id}-${ordinal}`
  const of = { kind: 'TEAM', caseId: course.id }
  const invited = team.length + 1
  const mode = random.chance(20) ? 'REMOTE' : 'ON_SITE'
  if (random.chance(55)) {
    yield course.wish('ScheduleMeeting', { of, plannedOn: addCalendarDays(diary.day, to), invited, mode }, { id })
  }
  const present = invited - random.pick([0, 0, 0, 0, 1, 1, 2])
  const clientPresent = random.chance(82)
  // Every second sitting looks back on the plan: about every ninety days, as the model proposes.
  const review = ordinal > 1 && ordinal % 2 === 1 && { purpose: 'REVIEW' }
  yield* course.after(from, to, 'HoldMeeting', { of, invited, present, clientPresent, mode, ...review }, { id })
}

interface Plan {
  readonly goals: readonly string[]
  /** Grows when the plan is amended. */
  readonly actions: { readonly actionId: string; readonly due: string }[]
}

function* agreement(course: CaseCourse, team: Team): Steps<Plan> {
  const { random } = course
  const goals = Array.from({ length: random.int(2, 4) }, (_, i) => ({
    goalId: `G${i + 1}`,
    text: `Cel ${i + 1} rodziny`,
  }))
  const actions = Array.from({ length: random.int(5, 10) }, (_, i) => ({
    actionId: `A${i + 1}`,
    goalId: `G${(i % goals.length) + 1}`,
    owner: random.chance(25) ? 'CLIENT' : random.pick([{ id: LEADER }, ...team]).id,
    ...(random.chance(70) && { serviceId: `service-${random.int(1, 52)}` }),
    due: course.daysFromNow(30, 200),
    text: `Działanie ${i + 1} planu`,
  }))
  yield* course.after(2, 18, 'AgreePlan', { clientTookPart: true, goals, actions })
  return { goals: goals.map(({ goalId }) => goalId), actions }
}

function* start(course: CaseCourse): Life {
  const { random, household, diary } = course
  if (household.kind === 'GROUP' || random.chance(4)) {
    const reason = household.kind === 'GROUP' ? 'Grupa' : 'Kontrakt przeciwwskazany'
    yield* course.after(0, 3, 'StartPlanWithoutContract', { reason })
    return
  }
  const id = `contract-${course.id}`
  const endsOn = addCalendarDays(diary.day, random.int(240, 330))
  const reviewsOn = [90, 180].map((days) => addCalendarDays(diary.day, days))
  const body = { caseId: course.id, variant: random.weighted({ A: 7, B: 3 }), reviewsOn, endsOn }
  yield* course.after(0, 5, 'DraftSocialContract', body, { id })
  yield* course.after(0, 2, 'SignSocialContract', { by: 'CLIENT' }, { id })
  yield* course.after(0, 1, 'SignSocialContract', { by: 'SOCIAL_WORKER' }, { id })
}

function* realisation(course: CaseCourse, plan: Plan, team: Team): Life {
  const { random } = course
  for (const action of plan.actions) schedule(course, action)
  const meetings = random.int(4, 7)
  const interrupted = random.chance(7) ? random.int(2, meetings) : 0
  for (let ordinal = 2; ordinal <= meetings; ordinal++) {
    if (ordinal === interrupted) {
      yield* course.after(3, 20, 'SuspendCase', { reason: 'Pobyt w szpitalu' })
      course.interrupted = true
      yield* course.after(14, 60, 'ResumeCase')
      course.interrupted = false
    }
    yield* meeting(course, ordinal, 24, 48, team)
    if (random.chance(75)) {
      const rating = random.weighted({ ACHIEVED: 2, PARTLY: 5, NOT: 3 })
      yield course.wish('RecordGoalProgress', { goalId: random.pick(plan.goals), rating })
    }
    if (ordinal < meetings && random.chance(6)) yield* amendment(course, plan, ordinal)
  }
}

/** When the action is begun and done, or given up: mostly by its day. */
function schedule(course: CaseCourse, { actionId, due }: Plan['actions'][number]): void {
  const { random, diary } = course
  const meant = addCalendarDays(due, random.int(-20, 15))
  const day = meant > diary.day ? meant : addCalendarDays(diary.day, random.int(5, 20))
  const begun = addCalendarDays(day, -random.int(7, 20))
  if (begun > diary.day && random.chance(40)) course.remember(begun, 'StartAction', { actionId })
  if (random.chance(8)) course.remember(day, 'CancelAction', { actionId, reason: 'Przestało być potrzebne' })
  else course.remember(day, 'CompleteAction', { actionId })
}

/** One action more than was planned. */
function* amendment(course: CaseCourse, plan: Plan, ordinal: number): Life {
  const { random } = course
  const action = {
    actionId: `A${ordinal}-bis`,
    goalId: random.pick(plan.goals),
    owner: LEADER,
    due: course.daysFromNow(20, 60),
    text: 'Działanie dodane po przeglądzie',
  }
  yield* course.after(0, 5, 'AmendPlan', { clientTookPart: true, actions: [action] })
  plan.actions.push(action)
  schedule(course, action)
}

function* evaluation(course: CaseCourse, plan: Plan): Life {
  const { random, diary } = course
  const lastDue = plan.actions
    .map(({ due }) => due)
    .sort()
    .at(-1)
  // Whatever was planned has happened by then, or has been given up.
  diary.moveTo(addCalendarDays(lastDue ?? diary.day, 16))
  const ratings = plan.goals.map((goalId) => ({ goalId, rating: random.weighted({ ACHIEVED: 6, PARTLY: 3, NOT: 1 }) }))
  const clientScore = random.pick([2, 3, 3, 4, 4, 4, 5, 5])
  yield* course.after(0, 14, 'CompleteFinalEvaluation', { ratings, clientScore })
  const achieved = ratings.every(({ rating }) => rating === 'ACHIEVED')
  const reason = achieved ? 'GOALS_ACHIEVED' : 'GOALS_PARTLY_ACHIEVED'
  yield* course.after(0, 10, 'CloseCase', { reason }, { by: 'leader' })
}
