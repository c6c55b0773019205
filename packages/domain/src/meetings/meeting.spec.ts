import { describe, it } from 'vitest'
import { CaseClosed, ConsentWithdrawn, TeamMeetingHeld } from '../cases/events.ts'
import { caseProcess } from '../cases/process.ts'
import { event } from '../kernel/event.ts'
import { InitiatingMeetingHeld, PlenaryMeetingHeld } from '../partnerships/events.ts'
import { partnership } from '../partnerships/process.ts'
import { caseProposed, inConsented, inTeamAppointed, teamMeeting } from '../testing/case-facts.ts'
import {
  active,
  dissolved,
  formalising,
  initiating,
  invited,
  leaderDesignated,
  opened,
  preparing,
  school,
} from '../testing/partnership-facts.ts'
import { given, onStream, THIS } from '../testing/specification.ts'
import { cancelMeeting, holdMeeting, scheduleMeeting } from './commands.ts'
import { MeetingCancelled, MeetingHeld, MeetingScheduled } from './events.ts'
import { meeting } from './process.ts'

const ofTeam = { kind: 'TEAM', caseId: 'case-1' } as const
const ofPartnership = { kind: 'PLENARY', partnershipId: 'pzk' } as const
const initiatingOf = { kind: 'INITIATING', partnershipId: 'pzk' } as const
const mode = 'ON_SITE' as const

const call = { of: ofTeam, plannedOn: '2019-11-26', invited: 5, mode }
const called = event(MeetingScheduled, call)
const sitting = { of: ofTeam, invited: 5, present: 4, clientPresent: true, mode }
const told = (ordinal: number) =>
  onStream(
    caseProcess,
    'case-1',
    event(TeamMeetingHeld, {
      meetingId: THIS,
      teamId: 'zzk-1',
      ordinal,
      invited: 5,
      present: 4,
      clientPresent: true,
      mode,
    }),
  )
const withTeam = given(meeting).besides(caseProcess, 'case-1', ...inTeamAppointed)

describe('a meeting is called', () => {
  it('for a case or a partnership that exists', () => {
    withTeam.when(scheduleMeeting, call).then(called)
    given(meeting).when(scheduleMeeting, call).refuses('not-found', { field: 'of' })
  })

  it('not for one that has ended', () => {
    given(meeting)
      .besides(partnership, 'pzk', ...dissolved)
      .when(scheduleMeeting, { ...call, of: ofPartnership })
      .refuses('not-allowed-in-state', { state: 'DISSOLVED', step: 'MeetingScheduled' })
    given(meeting)
      .besides(
        caseProcess,
        'case-1',
        caseProposed,
        event(CaseClosed, { reason: 'DEATH', clientId: 'client-1', note: 'x' }),
      )
      .when(scheduleMeeting, call)
      .refuses('not-allowed-in-state', { state: 'CLOSED', step: 'MeetingScheduled' })
  })

  it('for the same day at the earliest', () => {
    const today = { ...call, plannedOn: '2019-11-12' }
    withTeam.when(scheduleMeeting, today).then(event(MeetingScheduled, today))
  })

  it('not for a day that has passed', () => {
    withTeam
      .when(scheduleMeeting, { ...call, plannedOn: '2019-11-11' })
      .refuses('date-order', { field: 'plannedOn', notBefore: '2019-11-12' })
  })

  it('and cancelled, unless it was held', () => {
    const cancelled = event(MeetingCancelled, { reason: 'choroba' })
    given(meeting, called).when(cancelMeeting, { reason: 'choroba' }).then(cancelled)
    given(meeting, called, cancelled).when(cancelMeeting, { reason: 'x' }).refuses('not-allowed-in-state')
    given(meeting).when(cancelMeeting, { reason: 'x' }).refuses('not-found')
  })
})

describe('a meeting of a task team is held', () => {
  it('and its case learns of it in the same commit', () => {
    withTeam.when(holdMeeting, sitting).then(event(MeetingHeld, { ...sitting, decisions: 0 }), told(1))
  })

  it('with the next number of its team', () => {
    given(meeting)
      .besides(caseProcess, 'case-1', ...inTeamAppointed, teamMeeting(1))
      .when(holdMeeting, sitting)
      .then(event(MeetingHeld, { ...sitting, decisions: 0 }), told(2))
  })

  it('with the number that the minutes say, if that is the next', () => {
    withTeam.when(holdMeeting, { ...sitting, ordinal: 2 }).refuses('wrong-ordinal', { have: 2, need: 1 })
  })

  it('as it was called', () => {
    const { of: _, invited: __, ...minutes } = sitting
    given(meeting, called)
      .besides(caseProcess, 'case-1', ...inTeamAppointed)
      .when(holdMeeting, minutes)
      .then(event(MeetingHeld, { ...sitting, decisions: 0 }), told(1))
    given(meeting, called)
      .besides(caseProcess, 'case-2', ...inTeamAppointed)
      .when(holdMeeting, { ...sitting, of: { kind: 'TEAM', caseId: 'case-2' } })
      .refuses('meeting-of-another', { calledFor: ofTeam })
  })

  it('by no more people than were invited', () => {
    withTeam.when(holdMeeting, { ...sitting, present: 6 }).refuses('attendance-impossible', { present: 6, invited: 5 })
  })

  it.each(['invited', 'present', 'clientPresent'] as const)('with a record that says %s', (field) => {
    const { [field]: _, ...incomplete } = sitting
    withTeam
      .when(holdMeeting, incomplete)
      .refuses('attendance-missing', { need: ['invited', 'present', 'clientPresent'] })
  })

  it('only where there is a team and a consent', () => {
    given(meeting).when(holdMeeting, sitting).refuses('not-found', { process: 'case' })
    given(meeting)
      .besides(caseProcess, 'case-1', ...inConsented)
      .when(holdMeeting, sitting)
      .refuses('not-allowed-in-state')
    given(meeting)
      .besides(caseProcess, 'case-1', ...inTeamAppointed, event(ConsentWithdrawn, { scope: 'ALL' }))
      .when(holdMeeting, sitting)
      .refuses('consent-not-in-force')
  })

  it('once', () => {
    given(meeting, event(MeetingHeld, { ...sitting, decisions: 0 }))
      .besides(caseProcess, 'case-1', ...inTeamAppointed)
      .when(holdMeeting, sitting)
      .refuses('not-allowed-in-state')
  })

  it.each(['2019-11-12', '2019-12-17'])('and may name the day of the next one, %s', (nextOn) => {
    withTeam
      .when(holdMeeting, { ...sitting, nextOn })
      .then(event(MeetingHeld, { ...sitting, nextOn, decisions: 0 }), told(1))
  })

  it('before the one that follows it', () => {
    withTeam
      .when(holdMeeting, { ...sitting, nextOn: '2019-11-11' })
      .refuses('date-order', { field: 'nextOn', notBefore: '2019-11-12' })
  })

  it('for somebody', () => {
    const { of: _, ...nobodys } = sitting
    given(meeting).when(holdMeeting, nobodys).refuses('not-found', { field: 'of' })
  })
})

describe('a meeting of the partnership is held', () => {
  const initiation = { of: initiatingOf, present: 12, mode }
  const partnershipTold = (ordinal: number) =>
    onStream(partnership, 'pzk', event(InitiatingMeetingHeld, { meetingId: THIS, ordinal, present: 12, mode }))

  it('to initiate it, as often as it takes', () => {
    given(meeting)
      .besides(partnership, 'pzk', ...preparing)
      .when(holdMeeting, initiation)
      .then(event(MeetingHeld, { ...initiation, decisions: 0 }), partnershipTold(1))
    given(meeting)
      .besides(partnership, 'pzk', ...initiating)
      .when(holdMeeting, initiation)
      .then(event(MeetingHeld, { ...initiation, decisions: 0 }), partnershipTold(2))
    given(meeting)
      .besides(partnership, 'pzk', ...initiating)
      .when(holdMeeting, { ...initiation, ordinal: 1 })
      .refuses('wrong-ordinal', { have: 1, need: 2 })
  })

  it('to initiate it, by a leader', () => {
    given(meeting)
      .besides(partnership, 'pzk', opened, invited(school))
      .when(holdMeeting, initiation)
      .refuses('leader-missing', {})
  })

  it('to initiate it, with somebody invited', () => {
    given(meeting)
      .besides(partnership, 'pzk', opened, leaderDesignated)
      .when(holdMeeting, initiation)
      .refuses('no-invitation-sent', {})
  })

  it('to initiate it, not after the regulations', () => {
    given(meeting)
      .besides(partnership, 'pzk', ...formalising)
      .when(holdMeeting, initiation)
      .refuses('not-allowed-in-state')
  })

  it('to initiate it, with a record of who came', () => {
    given(meeting)
      .besides(partnership, 'pzk', ...preparing)
      .when(holdMeeting, { of: initiatingOf, mode })
      .refuses('attendance-missing', { need: ['present'] })
  })

  it('by more people than were invited, because an initiating meeting is open', () => {
    const crowded = { of: initiatingOf, invited: 14, present: 15, mode }
    given(meeting)
      .besides(partnership, 'pzk', ...preparing)
      .when(holdMeeting, crowded)
      .then(
        event(MeetingHeld, { ...crowded, decisions: 0 }),
        onStream(
          partnership,
          'pzk',
          event(InitiatingMeetingHeld, { meetingId: THIS, ordinal: 1, invited: 14, present: 15, mode }),
        ),
      )
  })

  it('in plenary while it is active', () => {
    given(meeting)
      .besides(partnership, 'pzk', ...active)
      .when(holdMeeting, { of: ofPartnership, present: 9, mode })
      .then(
        event(MeetingHeld, { of: ofPartnership, present: 9, mode, decisions: 0 }),
        onStream(partnership, 'pzk', event(PlenaryMeetingHeld, { meetingId: THIS, ordinal: 1, present: 9, mode })),
      )
    given(meeting)
      .besides(partnership, 'pzk', ...formalising)
      .when(holdMeeting, { of: ofPartnership, mode })
      .refuses('not-allowed-in-state')
    given(meeting)
      .besides(partnership, 'pzk', ...active)
      .when(holdMeeting, { of: ofPartnership, ordinal: 3, mode })
      .refuses('wrong-ordinal', { have: 3, need: 1 })
  })
})
