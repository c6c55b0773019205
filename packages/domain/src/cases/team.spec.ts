import { describe, expect, it } from 'vitest'
import { event, type NewEvent } from '../kernel/event.ts'
import { partStatus } from '../kernel/process.ts'
import { holdMeeting } from '../meetings/commands.ts'
import { MeetingHeld } from '../meetings/events.ts'
import { meeting } from '../meetings/process.ts'
import { TeamOpened } from '../partnerships/events.ts'
import { partnership } from '../partnerships/process.ts'
import {
  adviser,
  consented,
  counsellor,
  inConsented,
  inProgress,
  inQualified,
  inTeamAppointed,
  member,
  probationOfficer,
  socialWorker,
  teamAppointed,
  teamMeeting,
} from '../testing/case-facts.ts'
import { active, formalising, suspended } from '../testing/partnership-facts.ts'
import { given, onStream } from '../testing/specification.ts'
import { World } from '../testing/world.ts'
import {
  addTeamMember,
  appointTaskTeam,
  fileTeamMinutes,
  removeTeamMember,
  signConfidentialityStatement,
} from './commands.ts'
import {
  CaseClosed,
  ConfidentialityStatementSigned,
  ConsentWithdrawn,
  ReviewHeld,
  SharedAccessRevoked,
  TaskTeamAppointed,
  TeamMeetingHeld,
  TeamMemberAdded,
  TeamMemberRemoved,
  TeamMinutesFiled,
} from './events.ts'
import { caseProcess } from './process.ts'

const team = { teamId: 'zzk-1', members: [socialWorker, counsellor, adviser] }
/** The partnership learns of the team in the same commit. */
const told = onStream(partnership, 'pzk', event(TeamOpened, { caseId: 'this', teamId: 'zzk-1' }))
const ready = given(caseProcess, ...inConsented).besides(partnership, 'pzk', ...active)
const working = given(caseProcess, ...inTeamAppointed).besides(partnership, 'pzk', ...active)

describe('a task team is appointed', () => {
  it('by an active partnership', () => {
    ready.when(appointTaskTeam, team).then(teamAppointed, told)
  })

  it.each([
    ['FORMALISING', formalising],
    ['SUSPENDED', suspended],
  ])('not while the partnership is %s', (state, events) => {
    given(caseProcess, ...inConsented)
      .besides(partnership, 'pzk', ...events)
      .when(appointTaskTeam, team)
      .refuses('partnership-not-active', { state })
  })

  it('not before the client has agreed', () => {
    given(caseProcess, ...inQualified)
      .besides(partnership, 'pzk', ...active)
      .when(appointTaskTeam, team)
      .refuses('not-allowed-in-state', {
        process: 'case',
        state: 'QUALIFIED',
        step: 'TaskTeamAppointed',
        allowedIn: ['CONSENTED'],
      })
  })

  it('not after the client has left', () => {
    given(caseProcess, ...inConsented, event(ConsentWithdrawn, { scope: 'ALL' }))
      .besides(partnership, 'pzk', ...active)
      .when(appointTaskTeam, team)
      .refuses('consent-not-in-force')
  })

  it('with at least three members', () => {
    ready
      .when(appointTaskTeam, { members: [socialWorker, counsellor] })
      .refuses('too-few-team-members', { have: 2, need: 3 })
  })

  it('with two sectors besides that of the leader', () => {
    const secondCounsellor = member('counsellor-2', 'EDUCATION', 'sp-1')
    ready
      .when(appointTaskTeam, { members: [socialWorker, counsellor, secondCounsellor] })
      .refuses('too-few-team-sectors', { have: 1, need: 2 })
  })

  it('from member institutions and guests', () => {
    ready
      .when(appointTaskTeam, { members: [socialWorker, counsellor, member('x', 'HEALTH', 'szpital')] })
      .refuses('not-a-member', { institutionId: 'szpital' })
    ready
      .when(appointTaskTeam, { ...team, members: [socialWorker, counsellor, probationOfficer] })
      .then(event(TaskTeamAppointed, { ...team, members: [socialWorker, counsellor, probationOfficer] }), told)
  })

  it('when each has signed the confidentiality statement, by that day', () => {
    const { confidentialitySignedOn: _, ...unsigned } = counsellor
    const late = { ...adviser, confidentialitySignedOn: '2019-11-13' }
    ready
      .when(appointTaskTeam, { members: [socialWorker, unsigned, late] })
      .refuses('confidentiality-missing', { memberIds: ['counsellor-1', 'adviser-1'] })
  })

  it('of different people', () => {
    ready
      .when(appointTaskTeam, { members: [socialWorker, counsellor, adviser, counsellor] })
      .refuses('named-twice', { ids: ['counsellor-1'] })
  })
})

describe('a task team changes', () => {
  it('when somebody joins', () => {
    working.when(addTeamMember, { member: probationOfficer }).then(event(TeamMemberAdded, { member: probationOfficer }))
  })

  it('but nobody joins twice, unsigned, or from an institution outside', () => {
    working.when(addTeamMember, { member: adviser }).refuses('already-in-team', { memberId: 'adviser-1' })
    const { confidentialitySignedOn: _, ...unsigned } = probationOfficer
    working.when(addTeamMember, { member: unsigned }).refuses('confidentiality-missing', { memberIds: ['guest-1'] })
    working
      .when(addTeamMember, { member: member('x', 'HEALTH', 'szpital') })
      .refuses('not-a-member', { institutionId: 'szpital' })
  })

  it('when somebody leaves, even if too few are left', () => {
    working.when(removeTeamMember, { memberId: 'sw-1' }).then(event(TeamMemberRemoved, { memberId: 'sw-1' }))
    working.when(removeTeamMember, { memberId: 'nobody' }).refuses('not-in-team', { memberId: 'nobody' })
  })
})

describe('the state of a team', () => {
  const ref = { process: caseProcess, id: 'case-1' }
  const after = (...events: Parameters<typeof given>[1][]) => {
    const world = new World()
    for (const fact of events) world.happened(ref, fact, '2019-11-12')
    return world.state(ref)
  }

  it('is appointed until its first meeting and working from then on', () => {
    expect(partStatus(after(...inTeamAppointed), 'team', 'zzk-1')).toBe('APPOINTED')
    expect(partStatus(after(...inTeamAppointed, teamMeeting(1)), 'team', 'zzk-1')).toBe('WORKING')
    expect(after(...inTeamAppointed, teamMeeting(1)).team?.meetings).toBe(1)
  })

  it('remembers who sits in it', () => {
    const joined = event(TeamMemberAdded, { member: probationOfficer })
    const seats = after(...inTeamAppointed, joined).team?.members.map(({ memberId }) => memberId)
    expect(seats).toEqual(['sw-1', 'counsellor-1', 'adviser-1', 'guest-1'])
    const left = event(TeamMemberRemoved, { memberId: 'guest-1' })
    expect(after(...inTeamAppointed, joined, left).team?.members).toHaveLength(3)
  })

  it('shows the case to the institutions of the consent and of the seats', () => {
    const joined = event(TeamMemberAdded, { member: member('y', 'HEALTH', 'pto') })
    expect(after(...inTeamAppointed, joined).sharedWith).toEqual(['mops', 'sp-1', 'pup', 'pto'])
    const left = event(TeamMemberRemoved, { memberId: 'y' })
    expect(after(...inTeamAppointed, joined, left).sharedWith).toEqual(['mops', 'sp-1', 'pup'])
  })

  it('shows nothing to a new seat after sharing was withdrawn', () => {
    const withdrawn = event(ConsentWithdrawn, { scope: 'DATA_SHARING' })
    const revoked = event(SharedAccessRevoked, { institutions: ['mops', 'sp-1', 'pup'], openSharedDocuments: 0 })
    expect(after(...inQualified, consented, withdrawn, revoked, teamAppointed).sharedWith).toEqual([])
  })
})

describe('the statement of confidentiality', () => {
  const signed = event(ConfidentialityStatementSigned, { memberId: 'counsellor-1', signedOn: '2019-11-12' })
  const { confidentialitySignedOn: _, ...unsigned } = counsellor
  const members = [socialWorker, unsigned, adviser]

  it('counts as well when it was recorded for itself', () => {
    ready
      .when(appointTaskTeam, { ...team, members })
      .refuses('confidentiality-missing', { memberIds: ['counsellor-1'] })
    given(caseProcess, ...inConsented, signed)
      .besides(partnership, 'pzk', ...active)
      .when(appointTaskTeam, { ...team, members })
      .then(event(TaskTeamAppointed, { ...team, members }), told)
  })

  it('is signed once, and by the day it is recorded for', () => {
    const sign = { memberId: 'counsellor-1', signedOn: '2019-11-12' }
    given(caseProcess, ...inConsented)
      .when(signConfidentialityStatement, sign)
      .then(signed)
    given(caseProcess, ...inConsented, signed)
      .when(signConfidentialityStatement, sign)
      .refuses('already-signed', { memberId: 'counsellor-1' })
    given(caseProcess, ...inConsented)
      .when(signConfidentialityStatement, { ...sign, signedOn: '2019-11-13' })
      .refuses('date-order', { field: 'signedOn', notAfter: '2019-11-12' })
  })
})

describe('a sitting', () => {
  const attendance = [
    { memberId: 'sw-1', present: true },
    { memberId: 'counsellor-1', present: true },
    { memberId: 'adviser-1', present: false },
  ]
  const sectors = ['SOCIAL_ASSISTANCE', 'EDUCATION', 'LABOUR_MARKET'] as const
  const minutes = { of: { kind: 'TEAM', caseId: 'case-1' }, clientPresent: true, mode: 'ON_SITE', attendance } as const
  const at = (...facts: readonly NewEvent[]) => given(meeting).besides(caseProcess, 'case-1', ...facts)
  const held = (more: object) =>
    event(MeetingHeld, {
      of: { kind: 'TEAM', caseId: 'case-1' },
      clientPresent: true,
      mode: 'ON_SITE',
      decisions: 0,
      invited: 3,
      present: 2,
      ...more,
    })
  const sat = (more: object) =>
    onStream(
      caseProcess,
      'case-1',
      event(TeamMeetingHeld, {
        meetingId: 'this',
        teamId: 'zzk-1',
        ordinal: 1,
        invited: 3,
        present: 2,
        clientPresent: true,
        mode: 'ON_SITE',
        attendance: attendance.map((each, n) => ({ ...each, sector: sectors[n] ?? ('OTHER' as const) })),
        ...more,
      }),
    )

  it('is attended by members of the team, from which the numbers follow', () => {
    at(...inTeamAppointed)
      .when(holdMeeting, minutes)
      .then(held({}), sat({}))
    at(...inTeamAppointed)
      .when(holdMeeting, { ...minutes, present: 3 })
      .refuses('attendance-impossible')
    at(...inTeamAppointed)
      .when(holdMeeting, { ...minutes, attendance: [...attendance, { memberId: 'stranger', present: true }] })
      .refuses('not-in-team', { memberId: 'stranger' })
    at(...inTeamAppointed)
      .when(holdMeeting, { ...minutes, attendance: [...attendance, attendance[0]] })
      .refuses('named-twice', { ids: ['sw-1'] })
  })

  it('keeps what the client said and what was decided, sealed for the client', () => {
    const words = { clientVoice: 'Chcę wrócić do pracy.', decided: ['kurs od marca', 'raty od lutego'] }
    at(...inTeamAppointed)
      .when(holdMeeting, { ...minutes, ...words })
      .then(held({ decisions: 2 }), sat({ clientId: 'client-1', ...words }))
  })

  it('that was called to review the plan is a review of it', () => {
    at(...inProgress)
      .when(holdMeeting, { ...minutes, ordinal: 2, purpose: 'REVIEW' })
      .then(
        held({ purpose: 'REVIEW' }),
        sat({ ordinal: 2, purpose: 'REVIEW' }),
        onStream(caseProcess, 'case-1', event(ReviewHeld, { meetingId: 'this' })),
      )
    at(...inTeamAppointed)
      .when(holdMeeting, { ...minutes, purpose: 'REVIEW' })
      .refuses('not-allowed-in-state')
  })
})

describe('minutes of a sitting', () => {
  const filed = (more: object = {}) => event(TeamMinutesFiled, { meetingId: 'zzk-1-1', ...more })
  const sat = [...inTeamAppointed, teamMeeting(1)]

  it('are filed once, for a sitting that was held', () => {
    given(caseProcess, ...sat)
      .when(fileTeamMinutes, { meetingId: 'zzk-1-1' })
      .then(filed())
    given(caseProcess, ...sat)
      .when(fileTeamMinutes, { meetingId: 'another' })
      .refuses('minutes-not-awaited', { meetingId: 'another' })
    given(caseProcess, ...sat, filed())
      .when(fileTeamMinutes, { meetingId: 'zzk-1-1' })
      .refuses('minutes-not-awaited')
    given(caseProcess, ...inTeamAppointed)
      .when(fileTeamMinutes, { meetingId: 'zzk-1-1' })
      .refuses('minutes-not-awaited')
  })

  it('keep their words sealed for the client', () => {
    const minutes = 'Pani Alfa przyniosła harmonogram spłat.'
    given(caseProcess, ...sat)
      .when(fileTeamMinutes, { meetingId: 'zzk-1-1', minutes })
      .then(filed({ clientId: 'client-1', minutes }))
  })

  it('are filed although the consent was withdrawn or the case has ended meanwhile', () => {
    const withdrawn = event(ConsentWithdrawn, { scope: 'ALL' })
    const closed = event(CaseClosed, { reason: 'DEATH', clientId: 'client-1', note: 'x' })
    given(caseProcess, ...sat, withdrawn, closed)
      .when(fileTeamMinutes, { meetingId: 'zzk-1-1' })
      .then(filed())
  })
})
