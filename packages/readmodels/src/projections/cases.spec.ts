import {
  ActionCompleted,
  CaseClosed,
  CaseProposed,
  CaseQualified,
  CaseResumed,
  CaseSuspended,
  ConsentGiven,
  ConsentRefused,
  ConsentWithdrawn,
  DeadlineAlarmRaised,
  DiagnosisCompleted,
  EnvironmentalInterviewCompleted,
  EnvironmentalInterviewRequired,
  FinalEvaluationCompleted,
  MeetingScheduled,
  PlanAgreed,
  SharedAccessRevoked,
  SocialContractConcluded,
  SocialContractDrafted,
  TaskTeamAppointed,
  TeamMeetingHeld,
  TeamMemberRemoved,
} from '@kooperacje/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { consent, proposal, sitting, team } from '../testing/facts.ts'
import { type Archive, type History, openArchive } from '../testing/history.ts'
import { caseTimelineProjection } from './case-timeline.ts'
import { casesProjection } from './cases.ts'

const A = 'case/a'

describe('a case', () => {
  let archive: Archive
  beforeAll(async () => {
    archive = await openArchive()
  })
  afterAll(() => archive.close())

  async function inTeam(): Promise<History> {
    const history = archive.ledger()
    await history.tell('2019-11-06', A, CaseProposed, proposal({ referralId: 'r1', modelVersion: '1.0' }))
    await history.tell('2019-11-07', A, CaseQualified, { criteriaMet: ['C1', 'C2', 'C3', 'C4'], coordinatorId: 'w-1' })
    await history.tell('2019-11-12', A, ConsentGiven, consent({ validUntil: '2020-12-31' }))
    await history.tell('2019-11-14', A, TaskTeamAppointed, team())
    return history
  }

  it('begins with a proposal', async () => {
    const history = archive.ledger()
    await history.tell('2019-11-06', A, CaseProposed, proposal({ modelVersion: '1.0' }))
    const [row] = await history.table(casesProjection)
    expect(row).toMatchObject({
      caseId: 'a',
      partnershipId: 'zaw',
      status: 'PROPOSED',
      modelVersion: '1.0',
      clientId: 'client-1',
      adults: 1,
      children: 2,
      openedOn: '2019-11-06',
      coordinatorId: null,
      version: 1,
    })
  })

  it('has a coordinator, a consent and a team whose institutions see it', async () => {
    const history = await inTeam()
    expect(await history.table(casesProjection)).toMatchObject([
      {
        status: 'TEAM_APPOINTED',
        coordinatorId: 'w-1',
        consentInForce: true,
        consentedOn: '2019-11-12',
        consentUntil: '2020-12-31',
        consentScopes: ['COOPERATION'],
        teamId: 'team-1',
        teamSize: 3,
        teamSectors: ['SOCIAL_ASSISTANCE', 'EDUCATION', 'HOUSING'],
        teamInstitutions: ['mops', 'school-1'],
        sharedWith: ['school-1', 'police-1', 'mops'],
        version: 4,
        position: 1,
        updatedPosition: 4,
      },
    ])
    await history.tell('2019-11-20', A, TeamMemberRemoved, { memberId: 'w-3' })
    expect(await history.table(casesProjection)).toMatchObject([
      { teamSize: 2, team: [{ memberId: 'w-1' }, { memberId: 'w-2', institutionId: 'school-1' }] },
    ])
  })

  it('goes through diagnosis, plan and contract to its evaluation', async () => {
    const history = await inTeam()
    await history.tell('2019-11-12', A, EnvironmentalInterviewRequired, { urgent: false })
    await history.tell('2019-11-20', A, EnvironmentalInterviewCompleted, {})
    await history.tell('2019-11-26', A, TeamMeetingHeld, sitting())
    await history.tell('2019-12-04', A, DiagnosisCompleted, {
      clientId: 'client-1',
      needs: 5,
      ownResources: 7,
      communityResources: 4,
      summary: 'What only the team may read.',
    })
    const action = { goalId: 'g1', owner: 'CLIENT', due: '2020-01-31', text: 'Pay.' } as const
    await history.tell('2019-12-10', A, PlanAgreed, {
      clientId: 'client-1',
      clientTookPart: true,
      goals: [{ goalId: 'g1', text: 'No debts.' }],
      actions: [
        { actionId: 'a1', serviceId: 's1', ...action },
        { actionId: 'a2', ...action },
      ],
    })
    await history.tell('2019-12-10', A, SocialContractConcluded, {
      contractId: 'k1',
      variant: 'A',
      reviewsOn: ['2020-03-10', '2020-06-10'],
      endsOn: '2020-09-30',
    })
    await history.tell('2020-01-21', A, ActionCompleted, { actionId: 'a1' })
    expect(await history.table(casesProjection)).toMatchObject([
      {
        status: 'IN_PROGRESS',
        interviewRequiredOn: '2019-11-12',
        interviewCompletedOn: '2019-11-20',
        sittings: 1,
        lastSittingOn: '2019-11-26',
        diagnosedOn: '2019-12-04',
        plannedOn: '2019-12-10',
        goals: 1,
        actions: 2,
        actionsClosed: 1,
        contractId: 'k1',
        contractVariant: 'A',
        reviewsOn: ['2020-03-10', '2020-06-10'],
      },
    ])
    await history.tell('2020-02-01', A, CaseSuspended, { reason: 'Hospital.' })
    expect(await history.table(casesProjection)).toMatchObject([
      { status: 'SUSPENDED', state: { former: 'IN_PROGRESS' } },
    ])
    await history.tell('2020-03-01', A, CaseResumed, {})
    const ratings = [{ goalId: 'g1', rating: 'ACHIEVED' as const }]
    await history.tell('2020-09-15', A, FinalEvaluationCompleted, { ratings, clientScore: 4 })
    await history.tell('2020-09-18', A, CaseClosed, { reason: 'GOALS_ACHIEVED', clientId: 'client-1' })
    expect(await history.table(casesProjection)).toMatchObject([
      { status: 'CLOSED', closureReason: 'GOALS_ACHIEVED', closedOn: '2020-09-18' },
    ])
  })

  it('is shown to nobody any more once the consent is withdrawn and access revoked', async () => {
    const history = await inTeam()
    await history.tell('2020-02-19', A, ConsentWithdrawn, { scope: 'ALL' })
    const revoked = { institutions: ['school-1', 'police-1', 'mops'], openSharedDocuments: 0 }
    await history.tell('2020-02-19', A, SharedAccessRevoked, revoked)
    expect(await history.table(casesProjection)).toMatchObject([
      { consentInForce: false, consentScopes: [], consentUntil: null, sharedWith: [] },
    ])
  })

  it('ends with a refusal', async () => {
    const history = archive.ledger()
    await history.tell('2019-11-06', A, CaseProposed, proposal())
    await history.tell('2019-11-07', A, CaseQualified, { criteriaMet: ['C1', 'C2', 'C3', 'C4'], coordinatorId: 'w-1' })
    await history.tell('2019-11-12', A, ConsentRefused, {})
    expect(await history.table(casesProjection)).toMatchObject([
      { status: 'CLOSED', closureReason: 'CONSENT_REFUSED', closedOn: '2019-11-12' },
    ])
  })

  it('has a timeline with what other streams tell of it, and without a word about the person', async () => {
    const history = await inTeam()
    await history.tell('2019-11-18', 'meeting/m1', MeetingScheduled, {
      of: { kind: 'TEAM', caseId: 'a' },
      plannedOn: '2019-11-26',
      invited: 3,
      mode: 'ON_SITE',
    })
    await history.tell('2019-12-09', 'contract/k1', SocialContractDrafted, {
      caseId: 'a',
      clientId: 'client-1',
      variant: 'A',
      reviewsOn: [],
      endsOn: '2020-09-30',
      arrangements: 'Alpha will look for work.',
    })
    await history.tell('2019-12-12', 'deadline/P-12.4', DeadlineAlarmRaised, {
      rule: 'P-12',
      about: 'case/a',
      dueOn: '2019-11-28',
      startedAt: 4,
      recipient: 'COORDINATOR',
      step: 0,
      caseId: 'a',
    })
    const timeline = await history.table(caseTimelineProjection)
    expect(timeline.map(({ type }) => type)).toEqual([
      'CaseProposed',
      'CaseQualified',
      'ConsentGiven',
      'TaskTeamAppointed',
      'MeetingScheduled',
      'SocialContractDrafted',
      'DeadlineAlarmRaised',
    ])
    expect(timeline[3]).toMatchObject({
      summary: { teamId: 'team-1', members: 3, sectors: ['SOCIAL_ASSISTANCE', 'EDUCATION', 'HOUSING'] },
    })
    expect(JSON.stringify(timeline)).not.toMatch(/Alpha|UNEMPLOYMENT|sealed|client-1/)
  })
})
