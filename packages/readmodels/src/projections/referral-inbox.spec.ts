import { ReferralAccepted, ReferralRedirected, ReferralReturned, ReferralSubmitted } from '@kooperacje/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { referring } from '../testing/facts.ts'
import { type Archive, openArchive } from '../testing/history.ts'
import { referralInboxProjection } from './referral-inbox.ts'

describe('the referral inbox', () => {
  let archive: Archive
  beforeAll(async () => {
    archive = await openArchive()
  })
  afterAll(() => archive.close())

  const submitted = async () => {
    const history = archive.ledger()
    await history.tell('2019-11-06', 'referral/r1', ReferralSubmitted, referring({ urgency: 'URGENT' }))
    return history
  }

  it('holds what waits', async () => {
    const history = await submitted()
    expect(await history.table(referralInboxProjection)).toMatchObject([
      {
        ledger: history.ledger,
        referralId: 'r1',
        partnershipId: 'zaw',
        status: 'WAITING',
        source: 'SCHOOL',
        urgency: 'URGENT',
        fromInstitutionId: 'school-1',
        knownSince: '2019-11-04',
        submittedOn: '2019-11-06',
        answeredOn: null,
        version: 1,
        position: 1,
        updatedPosition: 1,
      },
    ])
  })

  it('says that a case came of it', async () => {
    const history = await submitted()
    await history.tell('2019-11-08', 'referral/r1', ReferralAccepted, { caseId: 'case-1' })
    expect(await history.table(referralInboxProjection)).toMatchObject([
      { status: 'ACCEPTED', answeredOn: '2019-11-08', caseId: 'case-1', version: 2, position: 1, updatedPosition: 2 },
    ])
  })

  it('says why it went back, in a code and not in words', async () => {
    const history = await submitted()
    const explanation = 'Alpha said no.'
    await history.tell('2019-11-08', 'referral/r1', ReferralReturned, {
      reason: 'CLIENT_DECLINED',
      clientId: 'client-1',
      explanation,
    })
    const rows = await history.table(referralInboxProjection)
    expect(rows).toMatchObject([{ status: 'RETURNED', returnReason: 'CLIENT_DECLINED' }])
    expect(JSON.stringify(rows)).not.toMatch(/Alpha|sealed|UNEMPLOYMENT|Friday/)
  })

  it('says where it was sent on to', async () => {
    const history = await submitted()
    await history.tell('2019-11-08', 'referral/r1', ReferralRedirected, {
      toInstitutionId: 'pcpr',
      clientId: 'client-1',
    })
    expect(await history.table(referralInboxProjection)).toMatchObject([{ status: 'REDIRECTED', redirectedTo: 'pcpr' }])
  })
})
