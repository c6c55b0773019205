import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { step } from '../pages/testing/step.ts'
import { LEDGER, openTown, type Town } from '../pages/testing/town.ts'

const CLIENT = 'client-ref-a'
const caseA = `/o/${LEDGER}/cases/case-a`
const leader = step('LEADER', 'mops')
const coordinator = step('COORDINATOR', 'mops')

describe('a client who asks what is kept about them', () => {
  let town: Town
  const keys = new Map<string, string>()
  beforeAll(async () => {
    town = await openTown()
    for (const role of ['LEADER', 'COORDINATOR', 'PARTNER'] as const) {
      keys.set(role, await town.context.keys.create({ label: role, role, institutionId: 'mops', ledgers: [LEDGER] }))
    }
    await town.visit('COORDINATOR', `${caseA}?purpose=CASE_WORK`)
    await town.does(
      leader('2020-02-03', '/cases/case-a/blue-card/opening', {}),
      leader('2020-02-05', '/cases/case-a/coordinator', { coordinatorId: 'coordinator-2' }),
    )
    const [changed] = await town.context.store.readStream(LEDGER, 'case', 'case-a', { direction: 'backward', limit: 1 })
    const wrong = { corrects: changed?.streamVersion }
    await town.does(
      coordinator('2020-02-06', '/cases/case-a/corrections', {
        ...wrong,
        reason: 'WRONG_DATE',
        factOccurredAt: '2020-02-04T09:00:00Z',
      }),
      coordinator('2020-02-07', '/cases/case-a/corrections', { ...wrong, reason: 'DUPLICATE', annul: true }),
    )
  })
  afterAll(() => town.close())

  const ask = async (role: string, client: string, payload: object) => {
    const response = await town.app.inject({
      method: 'POST',
      url: `/v1/${LEDGER}/clients/${client}/export`,
      headers: { authorization: `Bearer ${keys.get(role)}` },
      payload,
    })
    return { status: response.statusCode, body: response.json(), text: response.body }
  }
  const reads = async () =>
    (await town.context.pool.query('select object, purpose, actor_role from accounts.disclosures order by id')).rows

  it('gets one file with every fact, its words opened, deadlines, and who has read it what for', async () => {
    const before = (await reads()).length
    const { status, body } = await ask('LEADER', CLIENT, { purpose: 'CLIENT_REQUEST' })
    expect(status).toBe(200)
    const { file, text } = body
    const words = file.facts.flatMap((fact: { words: { field: string; text: string }[] }) => fact.words)
    for (const said of ['rodzina trzyma się razem', 'Zaległości spłacane w ratach', 'Wpłaty rat']) {
      expect(JSON.stringify(words)).toContain(said)
      expect(text).toContain(said)
    }
    const types = file.facts.map(({ type }: { type: string }) => type)
    for (const type of [
      'ReferralSubmitted',
      'CaseProposed',
      'TeamMeetingHeld',
      'MeetingHeld',
      'SocialContractDrafted',
    ]) {
      expect(types).toContain(type)
    }
    expect(text).toContain('zaległości mieszkaniowe')
    expect(file.deadlines).toContainEqual(expect.objectContaining({ rule: 'D-01', about: 'case/case-a' }))
    expect(file.readers).toContainEqual(
      expect.objectContaining({ role: 'COORDINATOR', purpose: 'CASE_WORK', object: 'case/case-a' }),
    )
    // Who makes the file reads it too.
    expect(file.readers.at(-1)).toMatchObject({ role: 'LEADER', purpose: 'CLIENT_REQUEST' })
    expect((await reads()).length).toBeGreaterThan(before)
  })

  it('learns nothing of others, nor of a procedure that is kept from them', async () => {
    const { text } = await ask('LEADER', CLIENT, { purpose: 'CLIENT_REQUEST' })
    expect(text).not.toMatch(/blue|niebiesk|D-04|on-hold-for/i)
    expect(text).not.toMatch(/case-b|client-ref-b/)
  })

  it('is told where the proof of a referral is, once the log has it', async () => {
    const { pool } = town.context
    const receipts = async () => (await ask('LEADER', CLIENT, { purpose: 'CLIENT_REQUEST' })).body.file.receipts
    expect(await receipts()).toEqual([])
    const head = await town.context.store.head(LEDGER)
    await pool.query('insert into es.logs (ledger, size) values ($1, $2)', [LEDGER, head])
    const address = `/v1/${LEDGER}/referrals/ref-a/receipt`
    expect(await receipts()).toEqual([{ about: 'referral/ref-a', address }])
    const { body } = await ask('LEADER', CLIENT, { purpose: 'CLIENT_REQUEST' })
    expect(body.text).toContain(address)
    expect(body.html).toContain(address)
  })

  it('is told of corrections by the day of what was wrong: a number would count what is kept from them', async () => {
    const { body } = await ask('LEADER', CLIENT, { purpose: 'CLIENT_REQUEST', language: 'en' })
    for (const told of [
      'The record of 5 Feb 2020 was corrected.',
      'The record of 5 Feb 2020 was annulled: it never happened.',
    ]) {
      expect(body.text).toContain(told)
      expect(body.html).toContain(told)
    }
    const { text } = await town.visit('COORDINATOR', caseA)
    expect(text).toContain('Sprostowano zapis z dnia 05.02.2020.')
    expect(text).toContain('Unieważniono zapis z dnia 05.02.2020: to się nie zdarzyło.')
  })

  it('reads it in the language that was asked for, and what people wrote stays text', async () => {
    const { body } = await ask('LEADER', CLIENT, { purpose: 'CONTROL', language: 'en' })
    expect(body.text).toMatch(/^# Data of client client-ref-a\n/)
    expect(body.text).not.toMatch(/[^\\]<script/)
  })

  it('gets it from the manager alone, for a purpose that is named', async () => {
    const before = await reads()
    expect((await ask('COORDINATOR', CLIENT, { purpose: 'CLIENT_REQUEST' })).status).toBe(403)
    expect((await ask('PARTNER', CLIENT, { purpose: 'CLIENT_REQUEST' })).status).toBe(403)
    expect((await ask('LEADER', CLIENT, {})).status).toBe(422)
    expect((await ask('LEADER', CLIENT, { purpose: 'CASE_WORK' })).status).toBe(422)
    expect((await ask('LEADER', 'client-nobody', { purpose: 'CLIENT_REQUEST' })).status).toBe(404)
    expect(await reads()).toEqual(before)
  })

  it('can have the use of it restricted: then it is shown to answer them or an inspection, and to nobody else', async () => {
    await town.does(leader('2020-02-04', `/clients/${CLIENT}/restriction`, { ground: 'ACCURACY_CONTESTED' }))
    const before = await reads()
    for (const [role, purpose] of [
      ['COORDINATOR', 'CASE_WORK'],
      ['COORDINATOR', 'CLIENT_REQUEST'],
      ['LEADER', 'SUPERVISION'],
    ] as const) {
      const { status, text } = await town.visit(role, `${caseA}?purpose=${purpose}`)
      expect(status).toBe(200)
      expect(text).toContain('Przetwarzanie danych klienta jest ograniczone')
      expect(text).not.toContain('Zaległości spłacane w ratach')
    }
    expect(await reads()).toEqual(before)
    expect((await town.visit('LEADER', `${caseA}?purpose=CLIENT_REQUEST`)).text).toContain(
      'Zaległości spłacane w ratach',
    )
    expect((await ask('LEADER', CLIENT, { purpose: 'CLIENT_REQUEST' })).body).toMatchObject({
      file: { restricted: true },
      text: expect.stringContaining('Przetwarzanie tych danych jest ograniczone'),
    })
    await town.does(leader('2020-02-05', `/clients/${CLIENT}/restriction-lifting`, {}))
    expect((await town.visit('COORDINATOR', `${caseA}?purpose=CASE_WORK`)).text).toContain('rodzina trzyma się razem')
  })
})
