import { describe, it } from 'vitest'
import { event } from '../kernel/event.ts'
import { given } from '../testing/specification.ts'
import {
  cancelSupportActivity,
  holdCoachingSession,
  holdConsultationMeeting,
  holdCooperationWorkshop,
  holdSupervisionSession,
  planSupportActivity,
} from './commands.ts'
import {
  CoachingSessionHeld,
  ConsultationMeetingHeld,
  CooperationWorkshopHeld,
  SupervisionSessionHeld,
  SupportActivityCancelled,
  SupportActivityPlanned,
} from './events.ts'
import { support } from './process.ts'

const person = (personId: string) => ({ personId, sector: 'EDUCATION' as const })
const planned = event(SupportActivityPlanned, { kind: 'COOPERATION_WORKSHOP', plannedOn: '2019-11-20' })
const workshop = { hours: 16, days: 2, participants: [person('p1'), person('p2')] }

describe('an activity of support', () => {
  it('is planned for a day to come', () => {
    given(support).when(planSupportActivity, planned.data).then(planned)
    given(support)
      .when(planSupportActivity, { ...planned.data, plannedOn: '2019-11-11' })
      .refuses('date-order', { field: 'plannedOn', notBefore: '2019-11-12' })
  })

  it('is held as it was planned', () => {
    given(support, planned).when(holdCooperationWorkshop, workshop).then(event(CooperationWorkshopHeld, workshop))
    given(support, planned)
      .when(holdConsultationMeeting, { hours: 2, participantCount: 12 })
      .refuses('activity-of-another-kind', { planned: 'COOPERATION_WORKSHOP', held: 'CONSULTATION_MEETING' })
  })

  it('is held without having been planned here: lists of attendance come on paper', () => {
    given(support)
      .when(holdCoachingSession, { workerId: 'sw-1', hours: 2 })
      .then(event(CoachingSessionHeld, { workerId: 'sw-1', hours: 2 }))
  })

  it('is cancelled, and then not held', () => {
    const cancelled = event(SupportActivityCancelled, { reason: 'epidemia' })
    given(support, planned).when(cancelSupportActivity, { reason: 'epidemia' }).then(cancelled)
    given(support, planned, cancelled).when(holdCooperationWorkshop, workshop).refuses('not-allowed-in-state')
  })

  it('is held once', () => {
    const held = event(CooperationWorkshopHeld, workshop)
    given(support, held).when(holdCooperationWorkshop, workshop).refuses('not-allowed-in-state')
  })
})

describe('participants', () => {
  it('are known by key, or at least by number', () => {
    given(support)
      .when(holdConsultationMeeting, { hours: 2, participantCount: 12 })
      .then(event(ConsultationMeetingHeld, { hours: 2, participantCount: 12, channel: 'MEETING' }))
    given(support).when(holdConsultationMeeting, { hours: 2 }).refuses('participants-missing', { named: 0, count: 0 })
  })

  it('are not fewer than those who are named', () => {
    given(support)
      .when(holdCooperationWorkshop, { ...workshop, participantCount: 1 })
      .refuses('participants-missing', { named: 2, count: 1 })
  })

  it('are named once', () => {
    const participants = [person('p1'), person('p1')]
    given(support)
      .when(holdCooperationWorkshop, { ...workshop, participants })
      .refuses('named-twice', { id: 'p1' })
    given(support).when(holdSupervisionSession, { hours: 3, participants }).refuses('named-twice', { id: 'p1' })
  })

  it('of supervision are members of task teams, so their keys are known', () => {
    const participants = [person('p1'), person('p2')]
    given(support)
      .when(holdSupervisionSession, { hours: 3, participants })
      .then(event(SupervisionSessionHeld, { hours: 3, participants }))
    given(support).when(holdSupervisionSession, { hours: 3, participants: [] }).isMalformedAt('participants')
  })

  it('come to at most five hundred, in hours to a quarter', () => {
    const participants = Array.from({ length: 501 }, (_, n) => person(`p${n}`))
    given(support)
      .when(holdCooperationWorkshop, { ...workshop, participants })
      .isMalformedAt('participants')
    given(support)
      .when(holdCooperationWorkshop, { ...workshop, hours: 1.1 })
      .isMalformedAt('hours')
  })
})
