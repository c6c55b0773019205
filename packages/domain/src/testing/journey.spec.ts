import { describe, expect, it } from 'vitest'
import {
  agreePlan,
  appointTaskTeam,
  completeDiagnosis,
  completeEnvironmentalInterview,
  giveConsent,
  qualifyCase,
  requireEnvironmentalInterview,
} from '../cases/commands.ts'
import { caseProcess } from '../cases/process.ts'
import { draftSocialContract, signSocialContract } from '../contracts/commands.ts'
import { foldDeadlines } from '../deadlines/fold.ts'
import { evaluateIndicator } from '../indicators/indicators.ts'
import { holdMeeting } from '../meetings/commands.ts'
import { partnership } from '../partnerships/process.ts'
import { acceptReferral, submitReferral } from '../referrals/commands.ts'
import { action, adviser, counsellor, member, socialWorker } from './case-facts.ts'
import { factsOf } from './chronicle.ts'
import { active } from './partnership-facts.ts'
import { type Request, World } from './world.ts'

/** One case of the Zawiercie scenario, from the school's referral to the contract of the "Alpha family". */
const alpha: readonly Request[] = [
  {
    on: '2019-11-06',
    command: submitReferral,
    id: 'ref-A',
    by: { actorId: 'counsellor-1', role: 'PARTNER', institutionId: 'sp-1' },
    body: {
      partnershipId: 'pzk',
      clientId: 'client-alpha',
      clientKind: 'FAMILY',
      source: 'SCHOOL',
      knownSince: '2019-11-06',
      urgency: 'NORMAL',
      clientAgreed: 'YES',
      clientName: 'Rodzina Alfa',
      problemAreas: ['UNEMPLOYMENT', 'CARE_HELPLESSNESS', 'HOUSING_ARREARS'],
    },
  },
  { on: '2019-11-06', command: acceptReferral, id: 'ref-A', body: { caseId: 'case-A', adults: 1, children: 2 } },
  {
    on: '2019-11-07',
    command: qualifyCase,
    id: 'case-A',
    body: { criteriaMet: ['C1', 'C2', 'C3', 'C4', 'C5'], coordinatorId: 'sw-1' },
  },
  {
    on: '2019-11-12',
    command: giveConsent,
    id: 'case-A',
    body: {
      kind: 'PARTICIPATION',
      adultsCovered: 1,
      institutions: ['mops', 'sp-1', 'pup'],
      dataScopes: ['COOPERATION'],
      form: 'PAPER',
      privacyNoticeVersion: 'v1',
    },
  },
  { on: '2019-11-12', command: requireEnvironmentalInterview, id: 'case-A', body: { urgent: false } },
  {
    on: '2019-11-14',
    command: appointTaskTeam,
    id: 'case-A',
    body: { teamId: 'zzk-A', members: [socialWorker, counsellor, adviser, member('guest-1', 'JUSTICE')] },
  },
  { on: '2019-11-20', command: completeEnvironmentalInterview, id: 'case-A', body: {} },
  {
    on: '2019-11-26',
    command: holdMeeting,
    id: 'zzk-A-1',
    body: {
      of: { kind: 'TEAM', caseId: 'case-A' },
      ordinal: 1,
      invited: 5,
      present: 5,
      clientPresent: true,
      mode: 'ON_SITE',
    },
  },
  {
    on: '2019-12-04',
    command: completeDiagnosis,
    id: 'case-A',
    body: { needs: 5, ownResources: 7, communityResources: 4 },
  },
  {
    on: '2019-12-10',
    command: agreePlan,
    id: 'case-A',
    body: { clientTookPart: true, goals: [{ goalId: 'G1', text: 'Spłata zaległości' }], actions: [action('A1', 'G1')] },
  },
  {
    on: '2019-12-10',
    command: draftSocialContract,
    id: 'contract-A',
    body: { caseId: 'case-A', variant: 'A', reviewsOn: ['2020-03-10', '2020-06-10'], endsOn: '2020-09-30' },
  },
  { on: '2019-12-10', command: signSocialContract, id: 'contract-A', body: { by: 'CLIENT' } },
  { on: '2019-12-10', command: signSocialContract, id: 'contract-A', body: { by: 'SOCIAL_WORKER' } },
]

describe('the case of the Alpha family', () => {
  const world = new World()
  for (const fact of active) world.happened({ process: partnership, id: 'pzk' }, fact, '2019-10-25')
  const refusals = alpha.map((request) => world.perform(request)).filter(({ accepted }) => !accepted)

  it('goes from the referral to the contract without a refusal', () => {
    expect(refusals).toEqual([])
    expect(world.state({ process: caseProcess, id: 'case-A' }).status).toBe('IN_PROGRESS')
  })

  it('leaves its facts in this order', () => {
    expect(world.log.slice(active.length).map(({ type, streamId }) => `${streamId} ${type}`)).toEqual([
      'ref-A ReferralSubmitted',
      'ref-A ReferralAccepted',
      'case-A CaseProposed',
      'case-A CaseQualified',
      'case-A ConsentGiven',
      'case-A EnvironmentalInterviewRequired',
      'case-A TaskTeamAppointed',
      'pzk TeamOpened',
      'case-A EnvironmentalInterviewCompleted',
      'zzk-A-1 MeetingHeld',
      'case-A TeamMeetingHeld',
      'case-A DiagnosisCompleted',
      'case-A PlanAgreed',
      'contract-A SocialContractDrafted',
      'contract-A SocialContractSigned',
      'contract-A SocialContractSigned',
      'case-A SocialContractConcluded',
    ])
  })

  it('begins its deadlines and meets in time what has come so far', () => {
    const course = foldDeadlines(world.log, world.models)
      .filter(
        ({ startPosition, partnershipId, about }) =>
          startPosition > active.length && about !== `partnership/${partnershipId}`,
      )
      .map(({ rule, dueOn, stoppedOn }) => [rule, dueOn, stoppedOn])
    expect(course).toEqual([
      ['P-10', '2019-11-13', '2019-11-06'],
      ['P-11', '2019-11-26', '2019-11-14'],
      ['P-14b', '2020-01-11', '2019-12-10'],
      ['P-16', '2020-11-12', null],
      ['D-01', '2019-12-02', '2019-11-20'],
      ['P-12', '2019-11-28', '2019-11-26'],
      ['P-13', '2019-12-14', '2019-12-04'],
      ['P-14', '2019-12-18', '2019-12-10'],
      ['E-01', '2020-09-30', null],
      ['P-15', '2020-03-09', null],
    ])
  })

  it('counts as one client with one team, one sitting and one contract', () => {
    const facts = factsOf(world.log)
    const measured = (id: string) => evaluateIndicator(id, facts, { asOf: '2019-12-31' }).value
    expect(['O-05', 'O-06', 'O-07', 'R-01b'].map(measured)).toEqual([1, 1, 1, 100])
  })
})
