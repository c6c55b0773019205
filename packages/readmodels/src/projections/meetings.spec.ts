import {
  MeetingCancelled,
  MeetingHeld,
  MeetingScheduled,
  PlenaryMeetingHeld,
  TeamMeetingHeld,
  TeamMinutesFiled,
} from '@kooperacje/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sitting } from '../testing/facts.ts'
import { type Archive, openArchive } from '../testing/history.ts'
import { meetingsProjection } from './meetings.ts'

const called = {
  of: { kind: 'TEAM', caseId: 'a' },
  plannedOn: '2019-11-26',
  invited: 5,
  mode: 'ON_SITE',
} as const

describe('meetings', () => {
  let archive: Archive
  beforeAll(async () => {
    archive = await openArchive()
  })
  afterAll(() => archive.close())

  it('are called, held and told again by the case that met', async () => {
    const history = archive.ledger()
    await history.tell('2019-11-18', 'meeting/m1', MeetingScheduled, called)
    expect(await history.table(meetingsProjection)).toMatchObject([
      { meetingId: 'm1', kind: 'TEAM', caseId: 'a', status: 'SCHEDULED', plannedOn: '2019-11-26', heldOn: null },
    ])
    const held = {
      of: called.of,
      present: 4,
      clientPresent: true,
      mode: 'REMOTE',
      decisions: 2,
      place: 'Room 3',
    } as const
    await history.tell('2019-11-26', 'meeting/m1', MeetingHeld, { ...held, nextOn: '2020-03-10' })
    await history.tell('2019-11-26', 'case/a', TeamMeetingHeld, sitting({ meetingId: 'm1', invited: 5, present: 4 }))
    expect(await history.table(meetingsProjection)).toMatchObject([
      {
        status: 'HELD',
        heldOn: '2019-11-26',
        nextOn: '2020-03-10',
        plannedOn: '2019-11-26',
        ordinal: 1,
        invited: 5,
        present: 4,
        clientPresent: true,
        decisions: 2,
        minutesFiledOn: null,
        position: 1,
        updatedPosition: 3,
      },
    ])
    const minutes = { meetingId: 'm1', clientId: 'client-1', minutes: 'Pani Alfa przyniosła harmonogram.' }
    await history.tell('2019-11-29', 'case/a', TeamMinutesFiled, minutes)
    const rows = await history.table(meetingsProjection)
    expect(rows).toMatchObject([{ minutesFiledOn: '2019-11-29' }])
    expect(JSON.stringify(rows)).not.toContain('Alfa')
  })

  it('are cancelled', async () => {
    const history = archive.ledger()
    await history.tell('2019-11-18', 'meeting/m1', MeetingScheduled, called)
    await history.tell('2019-11-25', 'meeting/m1', MeetingCancelled, { reason: 'Illness.' })
    expect(await history.table(meetingsProjection)).toMatchObject([{ status: 'CANCELLED', heldOn: null }])
  })

  it('that nobody called here are known from those who met', async () => {
    const history = archive.ledger()
    const plenary = { meetingId: 'm9', ordinal: 1, mode: 'ON_SITE' } as const
    await history.tell('2019-12-11', 'partnership/zaw', PlenaryMeetingHeld, plenary)
    expect(await history.table(meetingsProjection)).toMatchObject([
      { meetingId: 'm9', kind: 'PLENARY', partnershipId: 'zaw', status: 'HELD', present: null },
    ])
  })
})
