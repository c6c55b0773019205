import {
  AccessionDeclarationSigned,
  CaseClosed,
  CaseProposed,
  CaseQualified,
  ConsentGiven,
  CooperatorInvited,
  DeadlineAlarmRaised,
  DeadlineReminded,
  InstitutionRegistered,
  LeaderDesignated,
  MatterOpened,
  owedNotices,
  PartnershipOpened,
  PartnershipSuspended,
  ReferralAccepted,
  ReferralSubmitted,
  TaskTeamAppointed,
} from '@kooperacje/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projections } from '../registry.ts'
import { consent, declaration, invitation, opening, proposal, referring, team } from '../testing/facts.ts'
import { type Archive, type History, openArchive } from '../testing/history.ts'
import { caseById, casesList } from './cases.ts'
import { deadlinesList, dueForNotice, nextNoticeDay, standingOf } from './deadlines.ts'
import { caughtMails, markMailFailed, markMailSent, pendingMails } from './mails.ts'
import { meetingsList } from './meetings.ts'
import { overview } from './overview.ts'
import { InvalidCursor, type Page } from './page.ts'
import { partnershipById } from './partnerships.ts'
import { inbox, referral, referralsOf } from './referrals.ts'
import { caseTimeline } from './timelines.ts'

let archive: Archive
beforeAll(async () => {
  archive = await openArchive()
})
afterAll(() => archive.close())

const project = async (history: History) => {
  for (const projection of projections) await history.rows(projection)
}

async function allPages<Row>(ask: (after: string | undefined) => Promise<Page<Row>>): Promise<Row[]> {
  const rows: Row[] = []
  for (let after: string | undefined; ; ) {
    const page = await ask(after)
    rows.push(...page.items)
    if (page.next === null) return rows
    after = page.next
  }
}

describe('lists', () => {
  let history: History
  beforeAll(async () => {
    history = archive.ledger()
    for (let n = 1; n <= 7; n++) {
      const fromInstitutionId = n % 2 ? 'school-1' : 'police-1'
      await history.tell('2019-11-06', `referral/r${n}`, ReferralSubmitted, referring({ fromInstitutionId }))
    }
    await history.tell('2019-11-07', 'referral/r3', ReferralAccepted, { caseId: 'a' })
    await history.tell('2019-11-07', 'case/a', CaseProposed, proposal({ referralId: 'r3' }))
    await history.tell('2019-11-07', 'case/b', CaseProposed, proposal({ clientId: 'client-2' }))
    await history.tell('2019-11-08', 'case/a', CaseQualified, { criteriaMet: ['C1', 'C2'], coordinatorId: 'w-1' })
    await history.tell('2019-11-12', 'case/a', ConsentGiven, consent({ institutions: ['school-1'] }))
    await project(history)
  })

  it('give every row once, page by page, in either order', async () => {
    const { pool } = archive
    const newest = await allPages((after) => inbox(pool, history.ledger, {}, { after, limit: 3 }))
    expect(newest.map(({ referralId }) => referralId)).toEqual(['r7', 'r6', 'r5', 'r4', 'r3', 'r2', 'r1'])
    const oldest = await allPages((after) => inbox(pool, history.ledger, {}, { after, limit: 7, order: 'oldest' }))
    expect(oldest).toEqual(newest.toReversed())
    const standing = { status: 'OPEN', asOf: '2019-11-12' } as const
    const due = await allPages((after) => deadlinesList(pool, history.ledger, { standing }, { after, limit: 2 }))
    expect(due.map(({ rule, about }) => `${rule} ${about}`)).toEqual([
      ...['r1', 'r2', 'r4', 'r5', 'r6', 'r7'].map((id) => `P-10 referral/${id}`),
      'P-11 case/a',
      'P-14b case/a',
      'P-16 case/a',
    ])
    const told = await allPages((after) => caseTimeline(pool, history.ledger, 'a', { after, limit: 1 }))
    expect(told.map(({ type }) => type)).toEqual(['CaseProposed', 'CaseQualified', 'ConsentGiven'])
  })

  it('show a sender its own referrals only, and anybody only their own ledger', async () => {
    const { pool } = archive
    const own = await referralsOf(pool, history.ledger, 'police-1')
    expect(own.items.map(({ referralId }) => referralId)).toEqual(['r6', 'r4', 'r2'])
    expect((await inbox(pool, 'elsewhere')).items).toEqual([])
    expect(await referral(pool, 'elsewhere', 'r1')).toBeNull()
    expect(await referral(pool, history.ledger, 'r3')).toMatchObject({ status: 'ACCEPTED', caseId: 'a' })
  })

  it('filter cases by state, coordinator and who may see them', async () => {
    const { pool } = archive
    const ids = async (filter: Parameters<typeof casesList>[2]) =>
      (await casesList(pool, history.ledger, filter)).items.map(({ caseId }) => caseId)
    expect(await ids({})).toEqual(['b', 'a'])
    expect(await ids({ status: 'PROPOSED' })).toEqual(['b'])
    expect(await ids({ status: ['PROPOSED', 'CONSENTED'] })).toEqual(['b', 'a'])
    expect(await ids({ coordinatorId: 'w-1' })).toEqual(['a'])
    expect(await ids({ sharedWith: 'school-1' })).toEqual(['a'])
    expect(await ids({ sharedWith: 'police-1' })).toEqual([])
    expect(await caseById(pool, history.ledger, 'a')).toMatchObject({ referralId: 'r3', status: 'CONSENTED' })
    expect((await meetingsList(pool, history.ledger)).items).toEqual([])
  })

  it.each(['x', Buffer.from('1 or 1=1').toString('base64url'), ''])(
    'refuse a cursor of another making: %j',
    async (after) => {
      const { pool } = archive
      await expect(inbox(pool, history.ledger, {}, { after })).rejects.toThrow(InvalidCursor)
      await expect(deadlinesList(pool, history.ledger, {}, { after })).rejects.toThrow(InvalidCursor)
    },
  )
})

describe('a partnership', () => {
  it('comes with its members by name and its history', async () => {
    const history = archive.ledger()
    const mops = { name: 'MOPS Zawiercie', kind: 'OPS', sector: 'SOCIAL_ASSISTANCE', teryt: '2416021' } as const
    await history.tell('2019-04-01', 'institution/mops', InstitutionRegistered, mops)
    await history.tell('2019-04-08', 'partnership/zaw', PartnershipOpened, opening())
    await history.tell('2019-04-08', 'partnership/zaw', LeaderDesignated, {
      institutionId: 'mops',
      sector: mops.sector,
    })
    await history.tell('2019-10-25', 'partnership/zaw', AccessionDeclarationSigned, declaration())
    await project(history)
    const found = await partnershipById(archive.pool, history.ledger, 'zaw')
    expect(found).toMatchObject({
      status: 'PREPARING',
      memberList: [
        { institutionId: 'mops', name: 'MOPS Zawiercie', leader: true },
        { institutionId: 'school-1', name: null, status: 'DECLARED' },
      ],
      timeline: { next: null, items: [{ type: 'PartnershipOpened' }, {}, {}] },
    })
    expect(await partnershipById(archive.pool, history.ledger, 'other')).toBeNull()
  })
})

describe('how deadlines stand', () => {
  it('is asked of the database by the same rule as the domain has', async () => {
    const history = archive.ledger()
    await history.tell('2020-02-03', 'partnership/zaw', CooperatorInvited, invitation())
    await history.tell('2020-02-20', 'partnership/zaw', PartnershipSuspended, { reason: 'EPIDEMIC' })
    await history.tell('2020-02-03', 'case/a', CaseProposed, proposal())
    await history.tell('2020-02-03', 'case/a', ConsentGiven, consent())
    await history.tell('2020-02-10', 'case/a', TaskTeamAppointed, team())
    await history.tell('2020-02-04', 'case/b', CaseProposed, proposal())
    await history.tell('2020-02-04', 'case/b', TaskTeamAppointed, team())
    await history.tell('2020-02-06', 'case/b', CaseClosed, { reason: 'DEATH', clientId: 'client-1' })
    await history.tell('2020-01-20', 'referral/r1', ReferralSubmitted, referring())
    await history.tell('2020-02-12', 'referral/r1', ReferralAccepted, { caseId: 'c' })
    await history.tell('2020-01-20', 'referral/r2', ReferralSubmitted, referring())
    await history.tell('2020-02-01', 'matter/m', MatterOpened, { kind: 'DATA_BREACH' })
    await project(history)
    const all = await deadlinesList(archive.pool, history.ledger, {}, { limit: 200 })
    const seen = new Set<string>()
    for (const asOf of [
      '2020-02-05',
      '2020-02-11',
      '2020-02-12',
      '2020-02-19',
      '2020-02-20',
      '2020-03-31',
      '2021-12-31',
    ]) {
      for (const status of ['OPEN', 'PAUSED', 'MISSED', 'MET', 'MET_LATE', 'TOO_EARLY', 'CANCELLED'] as const) {
        const filter = { standing: { status, asOf } }
        const { items } = await deadlinesList(archive.pool, history.ledger, filter, { limit: 200 })
        const expected = all.items.filter((row) => standingOf(row, asOf) === status)
        expect(items, `${status} on ${asOf}`).toEqual(expected)
        if (items.length > 0) seen.add(status)
      }
    }
    expect([...seen].sort()).toEqual(['CANCELLED', 'MET', 'MET_LATE', 'MISSED', 'OPEN', 'PAUSED'])
  })
})

describe('notices that are owed', () => {
  const owed = async (history: History, asOf: string, settledBefore?: Date) =>
    (await dueForNotice(archive.pool, history.ledger, { asOf, settledBefore })).flatMap((row) =>
      owedNotices({ ...row, told: row.notices.told }, { asOf }).map(
        ({ on, kind, step }) => `${on} ${kind} ${step} ${row.rule} ${row.about}`,
      ),
    )
  const notice = {
    rule: 'P-10',
    about: 'referral/r1',
    dueOn: '2019-11-13',
    startedAt: 1,
    recipient: 'LEADER',
    step: 0,
  } as const

  it('are a reminder before the day and an alarm after it, each until it was given', async () => {
    const history = archive.ledger()
    await history.tell('2019-11-06', 'referral/r1', ReferralSubmitted, referring())
    await project(history)
    expect(await owed(history, '2019-11-10')).toEqual([])
    expect(await owed(history, '2019-11-11')).toEqual(['2019-11-11 REMINDER 0 P-10 referral/r1'])
    expect(await owed(history, '2019-11-13')).toEqual(['2019-11-11 REMINDER 0 P-10 referral/r1'])
    expect(await owed(history, '2019-11-14')).toEqual(['2019-11-14 ALARM 0 P-10 referral/r1'])

    await history.tell('2019-11-11', 'deadline/P-10.1', DeadlineReminded, notice)
    await project(history)
    expect(await owed(history, '2019-11-13')).toEqual([])
    await history.tell('2019-11-14', 'deadline/P-10.1', DeadlineAlarmRaised, notice)
    await project(history)
    expect(await owed(history, '2019-11-19')).toEqual([])
    expect(await owed(history, '2019-11-20')).toEqual(['2019-11-20 ALARM 1 P-10 referral/r1'])
  })

  it('wait until records that are being typed in have settled', async () => {
    const history = archive.ledger()
    await history.tell('2019-11-06', 'referral/r1', ReferralSubmitted, referring())
    await project(history)
    expect(await owed(history, '2020-01-01', new Date(Date.now() - 60_000))).toEqual([])
    expect(await owed(history, '2020-01-01', new Date(Date.now() + 60_000))).toHaveLength(1)
  })

  it('are none for what is met, over or standing still', async () => {
    const history = archive.ledger()
    await history.tell('2020-03-02', 'referral/r1', ReferralSubmitted, referring({ knownSince: '2020-03-02' }))
    await history.tell('2020-03-02', 'referral/r2', ReferralSubmitted, referring({ knownSince: '2020-03-02' }))
    await history.tell('2020-03-03', 'referral/r2', ReferralAccepted, { caseId: 'a' })
    await history.tell('2020-03-05', 'partnership/zaw', PartnershipSuspended, { reason: 'EPIDEMIC' })
    await project(history)
    expect(await owed(history, '2020-06-01')).toEqual([])
  })

  it('come the earliest first, and a bounded number at a time', async () => {
    const history = archive.ledger()
    await history.tell('2019-11-08', 'referral/r1', ReferralSubmitted, referring())
    await history.tell('2019-11-06', 'referral/r2', ReferralSubmitted, referring())
    await project(history)
    const due = await dueForNotice(archive.pool, history.ledger, { asOf: '2020-01-01', limit: 1 })
    expect(due).toMatchObject([{ about: 'referral/r2', dueOn: '2019-11-13' }])
    expect(await nextNoticeDay(archive.pool, history.ledger, { upTo: '2020-01-01' })).toBe('2019-11-11')
    expect(await nextNoticeDay(archive.pool, history.ledger, { upTo: '2019-11-10' })).toBeNull()
  })
})

describe('mails', () => {
  const now = new Date('2019-11-29T07:00:00Z')
  const later = new Date(now.getTime() + 600_000)
  const notice = { rule: 'P-12', about: 'case/a', caseId: 'a', dueOn: '2019-11-28', startedAt: 4, step: 0 } as const

  async function two() {
    const history = archive.ledger()
    await history.tell('2019-04-08', 'partnership/zaw', PartnershipOpened, opening())
    await history.tell('2019-04-08', 'partnership/zaw', LeaderDesignated, { institutionId: 'mops', sector: 'NGO' })
    await history.tell('2019-11-06', 'case/a', CaseProposed, proposal())
    await history.tell('2019-11-07', 'case/a', CaseQualified, { criteriaMet: ['C1', 'C2'], coordinatorId: 'w-1' })
    await history.tell('2019-11-29', 'deadline/P-12.4', DeadlineAlarmRaised, { ...notice, recipient: 'COORDINATOR' })
    await history.tell('2019-11-29', 'deadline/P-11.4', DeadlineAlarmRaised, { ...notice, recipient: 'LEADER' })
    await project(history)
    return history
  }

  it('are taken by one sender each, who learns whom they are for', async () => {
    const { ledger } = await two()
    const takers = await Promise.all([1, 2, 3].map(() => pendingMails(archive.pool, ledger, { now, limit: 1 })))
    const taken = takers.flat()
    expect(taken.map(({ position }) => position).sort()).toEqual([5, 6])
    for (const mail of taken) {
      expect(mail).toMatchObject({ coordinatorId: 'w-1', partnershipId: 'zaw', leaderId: 'mops', attempts: 1 })
    }
  })

  it('come back when their sender is gone, and not when they were sent', async () => {
    const { ledger } = await two()
    const [first, second] = await pendingMails(archive.pool, ledger, { now })
    await markMailSent(archive.pool, first as never, 'CAUGHT', now)
    expect(await pendingMails(archive.pool, ledger, { now })).toEqual([])
    const again = await pendingMails(archive.pool, ledger, { now: later })
    expect(again).toMatchObject([{ position: second?.position, attempts: 2 }])
    expect((await caughtMails(archive.pool, ledger)).items).toMatchObject([{ status: 'CAUGHT', position: 5 }])
  })

  it('are tried again when that makes sense, and given up when it does not', async () => {
    const { ledger } = await two()
    const [first, second] = await pendingMails(archive.pool, ledger, { now })
    await markMailFailed(archive.pool, first as never, 'ECONNREFUSED', later)
    await markMailFailed(archive.pool, second as never, 'EENVELOPE')
    const afterwards = new Date(later.getTime() + 1)
    expect(await pendingMails(archive.pool, ledger, { now: afterwards })).toMatchObject([
      { position: 5, failure: 'ECONNREFUSED' },
    ])
  })
})

describe('the overview', () => {
  it('counts what waits, what is near and what is late', async () => {
    const history = archive.ledger()
    await history.tell('2019-04-08', 'partnership/zaw', PartnershipOpened, opening())
    await history.tell('2019-11-06', 'referral/r1', ReferralSubmitted, referring())
    await history.tell('2019-11-11', 'referral/r2', ReferralSubmitted, referring())
    await history.tell('2019-11-11', 'case/a', CaseProposed, proposal())
    await history.tell('2019-11-12', 'case/a', TaskTeamAppointed, team())
    await history.tell('2019-11-11', 'case/b', CaseProposed, proposal())
    await history.tell('2019-11-12', 'case/b', CaseClosed, { reason: 'DEATH', clientId: 'client-1' })
    await project(history)
    expect(await overview(archive.pool, history.ledger, '2019-11-16')).toMatchObject({
      partnerships: [{ partnershipId: 'zaw', status: 'PREPARING' }],
      openReferrals: { count: 2, oldest: [{ referralId: 'r1' }, { referralId: 'r2' }] },
      dueSoon: { count: 1, first: [{ about: 'referral/r2', dueOn: '2019-11-18' }] },
      overdue: { count: 1, first: [{ about: 'referral/r1' }] },
      openCases: 1,
    })
  })
})
