import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answer, CheckedClient } from './support/checked-client.ts'
import { activePartnership, LEDGER } from './support/partnership.ts'
import { System } from './support/system.ts'

describe('a referral, from the school that sends it to the contract of the family', () => {
  let system: System
  let leader: CheckedClient
  let school: CheckedClient
  let police: CheckedClient
  let last: Answer

  beforeAll(async () => {
    system = await System.start()
    const key = (role: 'LEADER' | 'PARTNER', institutionId: string) =>
      system.createKey({ role, institutionId, ledgers: [LEDGER] })
    leader = await CheckedClient.connect(system.url, await key('LEADER', 'mops'))
    school = leader.with(await key('PARTNER', 'sp-1'))
    police = leader.with(await key('PARTNER', 'kpp'))
    await activePartnership(leader)
  })
  afterAll(() => system.stop())

  const did = (answer: Answer, status = 200) => {
    expect(answer.body).toMatchObject({ ledger: LEDGER, position: expect.any(Number) })
    expect(answer.status).toBe(status)
    last = answer
  }
  /** Reads what the last command wrote. */
  const read = (client: CheckedClient, path: string) =>
    client.get(`/v1/${LEDGER}${path}${path.includes('?') ? '&' : '?'}atLeast=${last.body.position}`)
  const does = (client: CheckedClient, path: string, body: unknown) => client.post(`/v1/${LEDGER}${path}`, body)

  it('is posted by the school with its key, and waits', async () => {
    const referral = {
      id: 'ref-1',
      partnershipId: 'pzk',
      clientId: 'client-1',
      clientKind: 'FAMILY',
      source: 'SCHOOL',
      knownSince: '2026-01-12',
      urgency: 'NORMAL',
      clientAgreed: 'YES',
      clientName: 'Rodzina Testowa',
      problemAreas: ['SCHOOL_ABSENCE', 'HOUSING_ARREARS'],
      note: 'Częste nieobecności.',
      occurredAt: '2026-01-12T09:00:00+01:00',
    }
    did(await does(school, '/referrals', referral), 201)
    const { status, body } = await read(school, '/referrals/ref-1')
    expect(status).toBe(200)
    expect(body).toMatchObject({ status: 'WAITING', caseId: null, caseStage: null })
    expect((await read(leader, '/overview')).body).toMatchObject({ openReferrals: 1 })
  })

  it('says what can be done with it, and why not', async () => {
    const steps = async (path: string) => {
      const { body } = await leader.get(`/v1/${LEDGER}${path}/steps`)
      return new Map(body.items.map((step: { command: string }) => [step.command, step]))
    }
    const waiting = await steps('/referrals/ref-1')
    expect(waiting.get('AcceptReferral')).toMatchObject({
      possible: true,
      reason: null,
      path: '/referrals/ref-1/acceptance',
    })
    const partnership = await steps('/partnerships/pzk')
    expect(partnership.get('AdoptRegulations')).toMatchObject({
      possible: false,
      reason: { code: 'not-allowed-in-state', details: { state: 'ACTIVE', allowedIn: ['INITIATING'] } },
    })
    expect((await leader.get(`/v1/${LEDGER}/referrals/nothing/steps`)).status).toBe(404)
    expect((await police.get(`/v1/${LEDGER}/referrals/ref-1/steps`)).status).toBe(403)
  })

  it('is nobody else’s business', async () => {
    expect((await read(police, '/referrals/ref-1')).status).toBe(404)
    expect((await read(police, '/referrals')).body.items).toEqual([])
  })

  it('is accepted by the leader, and becomes a case', async () => {
    did(
      await does(leader, '/referrals/ref-1/acceptance', {
        caseId: 'case-1',
        adults: 1,
        children: 2,
        occurredAt: '2026-01-13T09:00:00+01:00',
      }),
    )
    expect((await read(school, '/referrals/ref-1')).body).toMatchObject({
      status: 'ACCEPTED',
      caseId: 'case-1',
      caseStage: 'PREPARING',
    })
  })

  it('is qualified, consented to, given a team, met about, diagnosed and planned', async () => {
    const member = (memberId: string, sector: string, institutionId: string) => ({
      memberId,
      sector,
      institutionId,
      confidentialitySignedOn: '2026-01-19',
    })
    const steps: [string, string, Record<string, unknown>][] = [
      ['2026-01-14', '/cases/case-1/qualification', { criteriaMet: ['C1', 'C2', 'C3', 'C4'], coordinatorId: 'sw-1' }],
      [
        '2026-01-16',
        '/cases/case-1/consents',
        {
          consentId: 'consent-1',
          kind: 'PARTICIPATION',
          adultsCovered: 1,
          institutions: ['mops', 'sp-1', 'kpp'],
          dataScopes: ['COOPERATION'],
          form: 'PAPER',
          privacyNoticeVersion: 'v1',
        },
      ],
      [
        '2026-01-19',
        '/cases/case-1/team',
        {
          teamId: 'zzk-1',
          members: [
            member('sw-1', 'SOCIAL_ASSISTANCE', 'mops'),
            member('teacher-1', 'EDUCATION', 'sp-1'),
            member('officer-1', 'POLICE_AND_PUBLIC_SAFETY', 'kpp'),
          ],
        },
      ],
      [
        '2026-01-26',
        '/meetings',
        {
          id: 'zzk-1-1',
          of: { kind: 'TEAM', caseId: 'case-1' },
          ordinal: 1,
          invited: 3,
          present: 3,
          clientPresent: true,
          mode: 'ON_SITE',
        },
      ],
      ['2026-02-02', '/cases/case-1/diagnosis', { needs: 3, ownResources: 2, communityResources: 1 }],
      [
        '2026-02-09',
        '/cases/case-1/plan',
        {
          clientTookPart: true,
          goals: [{ goalId: 'G1', text: 'Dzieci chodzą do szkoły' }],
          actions: [{ actionId: 'A1', goalId: 'G1', owner: 'sp-1', due: '2026-06-26', text: 'Pedagog' }],
        },
      ],
    ]
    for (const [on, path, body] of steps) {
      did(await does(leader, path, { ...body, occurredAt: `${on}T09:00:00+01:00` }), path === '/meetings' ? 201 : 200)
    }
    expect((await read(leader, '/cases/case-1')).body).toMatchObject({ status: 'PLANNED', sittings: 1, goals: 1 })
  })

  it('ends in a contract once both have signed', async () => {
    const contract = {
      id: 'contract-1',
      caseId: 'case-1',
      variant: 'A',
      reviewsOn: ['2026-05-11'],
      endsOn: '2026-08-31',
      occurredAt: '2026-02-09T10:00:00+01:00',
    }
    did(await does(leader, '/contracts', contract), 201)
    did(
      await does(leader, '/contracts/contract-1/signatures', { by: 'CLIENT', occurredAt: '2026-02-09T10:05:00+01:00' }),
    )
    expect((await read(leader, '/cases/case-1')).body.status).toBe('PLANNED')
    did(
      await does(leader, '/contracts/contract-1/signatures', {
        by: 'SOCIAL_WORKER',
        occurredAt: '2026-02-09T10:05:00+01:00',
      }),
    )
    expect((await read(leader, '/cases/case-1')).body).toMatchObject({
      status: 'IN_PROGRESS',
      contractId: 'contract-1',
    })
  })

  it('is seen through to its end by the school that sent it', async () => {
    expect((await read(school, '/referrals/ref-1')).body).toMatchObject({ status: 'ACCEPTED', caseStage: 'RUNNING' })
  })

  it('is shared with the institutions of the team and consent, and with nobody else', async () => {
    expect((await read(school, '/cases/case-1')).status).toBe(200)
    expect(
      (await read(police, '/cases/case-1/timeline')).body.items.map(({ type }: { type: string }) => type),
    ).toContain('SocialContractConcluded')
    const stranger = leader.with(await system.createKey({ role: 'PARTNER', institutionId: 'pup', ledgers: [LEDGER] }))
    expect((await read(stranger, '/cases/case-1')).status).toBe(404)
  })

  it('counts in the overview and in the indicators', async () => {
    const overview = (await read(leader, '/overview')).body
    expect(overview).toMatchObject({ openReferrals: 0, partnerships: [{ status: 'ACTIVE' }] })
    const { items } = (await read(leader, '/indicators')).body
    const value = (id: string) => items.find((indicator: { id: string }) => indicator.id === id)?.value
    expect({ teams: value('O-06'), sittings: value('O-07'), contracts: value('R-01b') }).toEqual({
      teams: 1,
      sittings: 1,
      contracts: 100,
    })
  })

  it('repeats an answer for the same Idempotency-Key, and refuses the key with another body', async () => {
    const body = { reason: 'OTHER' }
    did(
      await does(school, '/referrals', {
        id: 'ref-2',
        partnershipId: 'pzk',
        clientKind: 'PERSON',
        source: 'SCHOOL',
        knownSince: '2026-01-12',
        urgency: 'NORMAL',
        clientAgreed: 'NOT_ASKED',
        clientName: 'Osoba Testowa',
        problemAreas: ['LONELINESS'],
      }),
      201,
    )
    const answer = (reason: string) =>
      leader.post(`/v1/${LEDGER}/referrals/ref-2/return`, { ...body, reason }, { 'idempotency-key': 'return-2' })
    const first = await answer('OTHER')
    const again = await answer('OTHER')
    expect(again.body).toEqual({ ...first.body, repeated: true })
    expect(await answer('NO_CAPACITY')).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } })
  })
})
