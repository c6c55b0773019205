import type { TimelinessCourse } from '../indicators/timeliness-course.ts'
import { Chronicle } from './chronicle.ts'

const PZK = 'partnership/pzk-zaw'

/** Ten members in seven sectors; the leader is one of them. */
const members = [
  ['mops', 'SOCIAL_ASSISTANCE'],
  ['pcpr', 'FAMILY_AND_FOSTER_CARE'],
  ['pup', 'LABOUR_MARKET'],
  ['sp-4', 'EDUCATION'],
  ['sp-9', 'EDUCATION'],
  ['kpp', 'POLICE_AND_PUBLIC_SAFETY'],
  ['zgm', 'HOUSING'],
  ['szpital', 'HEALTH'],
  ['poradnia', 'HEALTH'],
  ['pcpr-2', 'FAMILY_AND_FOSTER_CARE'],
] as const

const team = (teamId: string, ...sectors: readonly string[]) => ({
  teamId,
  members: sectors.map((sector, seat) => ({ memberId: `${teamId}-${seat}`, sector })),
})
const sitting = (teamId: string, invited: number, present: number, clientPresent = true, mode = 'ON_SITE') => ({
  teamId,
  invited,
  present,
  clientPresent,
  mode,
})
const people = (count: number, prefix: string) =>
  Array.from({ length: count }, (_, n) => ({ personId: `${prefix}-${n}`, sector: 'SOCIAL_ASSISTANCE' }))

/**
 * The scenario "Zawiercie" as facts alone, by hand and without asking any rule: what an indicator should make of it can
 * then be seen without the processes that bring such facts about.
 */
export function zawiercieFacts(): Chronicle {
  const told = new Chronicle()
  formation(told)
  caseA(told)
  casesBAndC(told)
  told
    .tell('2020-07-08', PZK, 'ServiceBasketVersionPublished', { basketVersion: '1.0', services: 44, institutions: 10 })
    .tell('2020-09-23', PZK, 'PlenaryMeetingHeld', { mode: 'ON_SITE' })
    .tell('2020-09-25', 'practice/early-signal', 'GoodPracticeSubmitted')
  return told
}

function formation(told: Chronicle): void {
  told
    .tell('2018-10-15', 'agreement/agreement-2416021', 'CooperationAgreementSigned', {
      parties: [
        { kind: 'VOIVODESHIP', teryt: '24' },
        { kind: 'MUNICIPALITY', teryt: '2416021' },
        { kind: 'COUNTY', teryt: '2416' },
      ],
      region: 'SLASKIE',
    })
    .tell('2019-04-01', 'pilot/macroregion-3', 'PilotPhaseStarted', { phase: 'II', plannedEnd: '2020-09-30' })
    .tell('2019-04-08', PZK, 'PartnershipOpened', { municipality: '2416021' })
    .tell('2019-04-08', PZK, 'LeaderDesignated', { institutionId: 'mops', sector: 'SOCIAL_ASSISTANCE' })
    .tell('2019-06-25', PZK, 'InitiatingMeetingHeld', { ordinal: 1, mode: 'ON_SITE' })
    .tell('2019-09-27', PZK, 'InitiatingMeetingHeld', { ordinal: 2, mode: 'ON_SITE' })
    .tell('2019-10-16', 'support/sup-ws-1', 'CooperationWorkshopHeld', { hours: 16, participants: people(18, 'ws') })
  for (const [institutionId, sector] of members) {
    told.tell('2019-10-25', PZK, 'AccessionDeclarationSigned', { institutionId, sector })
  }
  told
    .tell('2019-10-25', PZK, 'PartnershipConstituted')
    .tell('2019-11-06', PZK, 'ServiceBasketVersionPublished', { basketVersion: '0.1', services: 31, institutions: 8 })
    .tell('2019-12-11', PZK, 'PlenaryMeetingHeld', { mode: 'ON_SITE' })
    .tell('2020-01-28', 'support/sup-sv-1', 'SupervisionSessionHeld', { hours: 3, participants: people(7, 'sv') })
    .tell('2020-02-05', 'support/sup-co-1', 'CoachingSessionHeld', { workerId: 'sw-1', hours: 2 })
    .tell('2020-03-16', PZK, 'PartnershipSuspended')
    .tell('2020-05-11', PZK, 'PartnershipResumed')
}

const aboutFamily = { partnershipId: 'pzk-zaw', clientKind: 'FAMILY' } as const

function caseA(told: Chronicle): void {
  const [goals, actions] = [
    ['G1', 'G2', 'G3', 'G4'].map((goalId) => ({ goalId })),
    Array.from({ length: 9 }, (_, n) => ({
      actionId: `A-0${n + 1}`,
      owner: n < 2 ? 'CLIENT' : 'zgm',
      ...(n >= 2 && { serviceId: `s-${n}` }),
    })),
  ]
  told
    .tell('2019-11-06', 'case/case-A', 'CaseProposed', { ...aboutFamily, clientId: 'alpha', adults: 1, children: 2 })
    .tell('2019-11-12', 'case/case-A', 'ConsentGiven', { kind: 'PARTICIPATION' })
    .tell('2019-11-12', 'case/case-A', 'EnvironmentalInterviewRequired', { urgent: false })
    .tell(
      '2019-11-14',
      'case/case-A',
      'TaskTeamAppointed',
      team('zzk-A', 'SOCIAL_ASSISTANCE', 'EDUCATION', 'LABOUR_MARKET', 'HOUSING', 'JUSTICE'),
    )
    .tell('2019-11-20', 'case/case-A', 'EnvironmentalInterviewCompleted')
    .tell('2019-11-26', 'case/case-A', 'TeamMeetingHeld', sitting('zzk-A', 5, 5))
    .tell('2019-12-10', 'case/case-A', 'PlanAgreed', { goals, actions })
    .tell('2019-12-10', 'case/case-A', 'SocialContractConcluded', { variant: 'A' })
    .tell('2020-03-10', 'case/case-A', 'TeamMeetingHeld', sitting('zzk-A', 5, 4))
    .tell('2020-06-09', 'case/case-A', 'TeamMeetingHeld', sitting('zzk-A', 5, 5, true, 'REMOTE'))
    .tell('2020-09-08', 'case/case-A', 'TeamMeetingHeld', sitting('zzk-A', 5, 4, false))
  for (const { actionId } of actions) told.tell('2020-09-10', 'case/case-A', 'ActionCompleted', { actionId })
  told
    .tell('2020-09-15', 'case/case-A', 'FinalEvaluationCompleted', {
      ratings: goals.map(({ goalId }) => ({ goalId, rating: goalId === 'G4' ? 'PARTLY' : 'ACHIEVED' })),
    })
    .tell('2020-09-18', 'case/case-A', 'CaseClosed', { reason: 'GOALS_ACHIEVED' })
}

function casesBAndC(told: Chronicle): void {
  const person = { partnershipId: 'pzk-zaw', clientId: 'beta', clientKind: 'PERSON', adults: 1, children: 0 } as const
  told
    .tell('2019-12-16', 'case/case-B', 'CaseProposed', person)
    .tell('2019-12-18', 'case/case-B', 'ConsentGiven', { kind: 'PARTICIPATION' })
    .tell('2019-12-18', 'case/case-B', 'EnvironmentalInterviewRequired', { urgent: false })
    .tell(
      '2019-12-20',
      'case/case-B',
      'TaskTeamAppointed',
      team('zzk-B', 'SOCIAL_ASSISTANCE', 'HEALTH', 'POLICE_AND_PUBLIC_SAFETY', 'NGO'),
    )
    .tell('2020-01-08', 'case/case-B', 'EnvironmentalInterviewCompleted')
    .tell('2020-01-14', 'case/case-B', 'TeamMeetingHeld', sitting('zzk-B', 4, 3))
    .tell('2020-02-24', 'case/case-B', 'CaseClosed', { reason: 'CONSENT_WITHDRAWN' })
    .tell('2020-05-14', 'case/case-C', 'CaseProposed', { ...aboutFamily, clientId: 'gamma', adults: 2, children: 1 })
    .tell('2020-05-19', 'case/case-C', 'ConsentGiven', { kind: 'PARTICIPATION' })
    .tell('2020-05-19', 'case/case-C', 'EnvironmentalInterviewRequired', { urgent: false })
    .tell(
      '2020-05-21',
      'case/case-C',
      'TaskTeamAppointed',
      team('zzk-C', 'SOCIAL_ASSISTANCE', 'EDUCATION', 'LABOUR_MARKET'),
    )
    .tell('2020-05-26', 'case/case-C', 'EnvironmentalInterviewCompleted')
    .tell('2020-05-26', 'case/case-C', 'BlueCardProcedureOpened')
    .tell('2020-05-28', 'case/case-C', 'BlueCardFormForwarded')
    .tell('2020-05-29', 'case/case-C', 'CaseClosed', { reason: 'MOVED_TO_STATUTORY_PROCEDURE' })
}

/** The statutory deadlines of the scenario, and the one of the model whose alarm it expects. */
export function zawiercieCourses({ facts }: Chronicle): readonly TimelinessCourse[] {
  const course = (
    [rule, origin, dueOn]: readonly [string, TimelinessCourse['origin'], string],
    streamId: string,
    start: string,
    stop: string,
  ): TimelinessCourse => {
    const find = (type: string) => facts.find((fact) => fact.streamId === streamId && fact.type === type)
    const [from, to] = [find(start), find(stop)]
    if (!from || !to) throw new Error(`${streamId} has no ${start} and ${stop}`)
    const days = { startedOn: from.occurredOn, dueOn, stoppedOn: to.occurredOn, cancelledOn: null }
    return { rule, origin, ...days, startPosition: from.position, stopPosition: to.position }
  }
  const interview = (streamId: string, dueOn: string) =>
    course(['D-01', 'STATUTORY', dueOn], streamId, 'EnvironmentalInterviewRequired', 'EnvironmentalInterviewCompleted')
  return [
    interview('case-A', '2019-12-02'),
    interview('case-B', '2020-01-13'),
    interview('case-C', '2020-06-08'),
    course(['D-04', 'STATUTORY', '2020-06-02'], 'case-C', 'BlueCardProcedureOpened', 'BlueCardFormForwarded'),
    course(['P-02', 'MODEL_PROPOSED', '2019-09-23'], 'pzk-zaw', 'InitiatingMeetingHeld', 'PartnershipConstituted'),
  ]
}
