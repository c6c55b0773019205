import {
  AccessionDeclarationSigned,
  CooperatorInvited,
  InitiatingMeetingHeld,
  LeaderDesignated,
  MemberExcluded,
  MemberWithdrew,
  PartnershipBelowMinimum,
  PartnershipConstituted,
  PartnershipDissolved,
  PartnershipOpened,
  PartnershipResumed,
  PartnershipSuspended,
  RegulationsAdopted,
  ServiceBasketVersionPublished,
  WorkPlanAdopted,
} from '@kooperacje/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { declaration, invitation, opening } from '../testing/facts.ts'
import { type Archive, type History, openArchive } from '../testing/history.ts'
import { partnershipMembersProjection } from './partnership-members.ts'
import { partnershipTimelineProjection } from './partnership-timeline.ts'
import { partnershipsProjection } from './partnerships.ts'

const ZAW = 'partnership/zaw'

describe('a partnership', () => {
  let archive: Archive
  let history: History

  beforeAll(async () => {
    archive = await openArchive()
    history = archive.ledger()
    await history.tell('2019-04-08', ZAW, PartnershipOpened, opening())
    await history.tell('2019-04-08', ZAW, LeaderDesignated, { institutionId: 'mops', sector: 'SOCIAL_ASSISTANCE' })
    await history.tell('2019-05-27', ZAW, CooperatorInvited, invitation({ replyBy: '2019-06-14' }))
    await history.tell('2019-05-27', ZAW, CooperatorInvited, invitation({ institutionId: 'police', sector: 'JUSTICE' }))
    await history.tell('2019-05-27', ZAW, CooperatorInvited, invitation({ institutionId: 'mops' }))
    const meeting = { present: 12, mode: 'ON_SITE' } as const
    await history.tell('2019-06-25', ZAW, InitiatingMeetingHeld, { meetingId: 'm1', ordinal: 1, ...meeting })
    await history.tell('2019-09-27', ZAW, InitiatingMeetingHeld, { meetingId: 'm2', ordinal: 2, ...meeting })
    await history.tell('2019-10-11', ZAW, RegulationsAdopted, { regulationsVersion: 1 })
    await history.tell(
      '2019-10-25',
      ZAW,
      AccessionDeclarationSigned,
      declaration({ institutionId: 'mops', sector: 'SOCIAL_ASSISTANCE' }),
    )
    await history.tell('2019-10-25', ZAW, AccessionDeclarationSigned, declaration({ strategicPartner: true }))
  })
  afterAll(() => archive.close())

  it('has declarations before it is constituted, and no members in force', async () => {
    expect(await history.table(partnershipsProjection)).toMatchObject([
      {
        name: 'PZK Zawiercie',
        status: 'FORMALISING',
        leaderId: 'mops',
        invitedCount: 3,
        initiatingMeetings: 2,
        firstInitiatingOn: '2019-06-25',
        constitutedOn: null,
        regulationsVersion: 1,
        membersCount: 2,
        sectorsCount: 2,
      },
    ])
    expect(await history.table(partnershipMembersProjection)).toMatchObject([
      { institutionId: 'mops', status: 'DECLARED', leader: true, since: '2019-10-25' },
      { institutionId: 'police', status: 'INVITED', leader: false, replyBy: null },
      { institutionId: 'school-1', status: 'DECLARED', strategicPartner: true, replyBy: '2019-06-14' },
    ])
  })

  it('makes whoever has signed a member on the day it is constituted, and whoever signs later at once', async () => {
    await history.tell('2019-10-28', ZAW, PartnershipConstituted, { members: 2, sectors: 2 })
    const ngo = declaration({ institutionId: 'ngo', sector: 'NGO' })
    await history.tell('2019-11-20', ZAW, AccessionDeclarationSigned, ngo)
    expect(await history.table(partnershipMembersProjection)).toMatchObject([
      { institutionId: 'mops', status: 'ACTIVE', since: '2019-10-28' },
      { institutionId: 'ngo', status: 'ACTIVE', since: '2019-11-20' },
      { institutionId: 'police', status: 'INVITED', since: '2019-05-27' },
      { institutionId: 'school-1', status: 'ACTIVE', since: '2019-10-28' },
    ])
    expect(await history.table(partnershipsProjection)).toMatchObject([
      { status: 'ACTIVE', constitutedOn: '2019-10-28', membersCount: 3, sectorsCount: 3 },
    ])
  })

  it('loses members, is suspended, goes on and ends', async () => {
    await history.tell('2019-12-02', ZAW, MemberWithdrew, { institutionId: 'ngo' })
    await history.tell('2019-12-03', ZAW, MemberExcluded, { institutionId: 'school-1', reason: 'Nobody ever came.' })
    await history.tell('2019-12-03', ZAW, PartnershipBelowMinimum, { institutions: 0, sectors: 1 })
    await history.tell('2019-12-10', ZAW, WorkPlanAdopted, { year: 2020 })
    const basket = { basketVersion: '1.0', services: 44, institutions: 10 }
    await history.tell('2019-12-11', ZAW, ServiceBasketVersionPublished, basket)
    await history.tell('2020-03-16', ZAW, PartnershipSuspended, { reason: 'EPIDEMIC', note: 'Free words.' })
    expect(await history.table(partnershipsProjection)).toMatchObject([
      {
        status: 'SUSPENDED',
        suspendedOn: '2020-03-16',
        membersCount: 1,
        belowMinimum: true,
        workPlanYear: 2020,
        basketServices: 44,
        basketPublishedOn: '2019-12-11',
      },
    ])
    await history.tell('2020-05-11', ZAW, PartnershipResumed, { mode: 'REMOTE' })
    await history.tell('2020-12-31', ZAW, PartnershipDissolved, { reason: 'The pilot ended.' })
    expect(await history.table(partnershipsProjection)).toMatchObject([
      { status: 'DISSOLVED', suspendedOn: null, endedOn: '2020-12-31' },
    ])
    expect(await history.table(partnershipMembersProjection)).toMatchObject([
      { institutionId: 'mops', status: 'ACTIVE' },
      { institutionId: 'ngo', status: 'WITHDRAWN', since: '2019-12-02' },
      { institutionId: 'police' },
      { institutionId: 'school-1', status: 'EXCLUDED' },
    ])
  })

  it('has a timeline in the order of the log, without free words', async () => {
    const timeline = await history.table(partnershipTimelineProjection)
    expect(timeline).toHaveLength(await archive.store.head(history.ledger))
    expect(timeline).toContainEqual({
      ledger: history.ledger,
      partnershipId: 'zaw',
      position: 2,
      type: 'LeaderDesignated',
      occurredAt: '2019-04-08T11:00:00.000Z',
      recordedAt: expect.any(String),
      actorRole: 'COORDINATOR',
      institutionId: 'mops',
      summary: { institutionId: 'mops', sector: 'SOCIAL_ASSISTANCE' },
    })
    expect(JSON.stringify(timeline)).not.toMatch(/Nobody|Free words|pilot ended/)
  })
})
