import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { step } from '../testing/step.ts'
import { LEDGER, openTown, type Town } from '../testing/town.ts'

const caseA = `/o/${LEDGER}/cases/case-a`
const coordinator = step('COORDINATOR', 'mops')
const leader = step('LEADER', 'mops')

describe('what the page of a case tells of its work', () => {
  let town: Town
  beforeAll(async () => {
    town = await openTown()
    await town.does(
      coordinator('2020-01-07', '/cases/case-a/consents', {
        consentId: 'consent-more',
        kind: 'DATA_SHARING',
        adultsCovered: 1,
        institutions: ['kpp'],
        dataScopes: ['HEALTH_MIN'],
        form: 'ELECTRONIC',
        privacyNoticeVersion: 'v2',
        validUntil: '2020-12-31',
        children: [{ personId: 'child-1', thirteenOrOlder: false, heard: true }],
      }),
      coordinator('2020-01-08', '/meetings', {
        id: 'zzk-a-review',
        of: { kind: 'TEAM', caseId: 'case-a' },
        attendance: [
          { memberId: 'coordinator-1', present: true },
          { memberId: 'school-1', present: false },
        ],
        clientPresent: true,
        clientVoice: 'Najważniejsza jest praca.',
        decided: ['kurs od lutego'],
        mode: 'REMOTE',
        purpose: 'REVIEW',
        nextOn: '2020-03-10',
      }),
    )
  })
  afterAll(() => town.close())

  it('is each consent with its scope and end, to the leader and not to partners', async () => {
    const { text } = await town.visit('COORDINATOR', caseA)
    for (const words of [
      'Zgody klienta',
      'na udostępnianie danych',
      'zdrowie, w niezbędnym zakresie',
      '31.12.2020',
      '1 z 1',
    ]) {
      expect(text).toContain(words)
    }
    expect((await town.visit('PARTNER', caseA)).text).not.toContain('Zgody klienta')
  })

  it('is who sits in the team and has signed, and who came to which sitting', async () => {
    for (const role of ['COORDINATOR', 'PARTNER'] as const) {
      const { text } = await town.visit(role, caseA)
      for (const words of ['Oświadczenie o poufności', '14.11.2019', 'przegląd planu, zdalnie', '1 z 2']) {
        expect(text).toContain(words)
      }
      expect(text).not.toContain('Najważniejsza jest praca')
    }
  })

  it('is the plan by owner, date and state on the day', async () => {
    const { text } = await town.visit('PARTNER', caseA)
    expect(text).toContain('Działania: kto, co i do kiedy')
    expect(text).toContain('zaplanowane')
    expect(text).toContain('Przeglądy odbyte')
    expect(text).toContain('08.01.2020')
  })

  it('is told in words only for a purpose on record', async () => {
    const { text } = await town.visit('COORDINATOR', `${caseA}?purpose=CASE_WORK`)
    for (const words of ['Głos klienta na posiedzeniu, 08.01.2020', 'Najważniejsza jest praca.', 'kurs od lutego']) {
      expect(text).toContain(words)
    }
  })
})

describe('a Blue Card procedure beside a case', () => {
  let town: Town
  const keys = new Map<string, string>()
  const roles = { LEADER: 'mops', COORDINATOR: 'mops', PARTNER: 'sp-1', OBSERVER: null } as const
  type Reader = keyof typeof roles
  beforeAll(async () => {
    town = await openTown()
    for (const [role, institutionId] of Object.entries(roles)) {
      const made = { label: role, role: role as Reader, institutionId, ledgers: [LEDGER] }
      keys.set(role, await town.context.keys.create(made))
    }
    await town.does(leader('2020-02-03', '/cases/case-a/blue-card/opening', {}))
  })
  afterAll(() => town.close())

  const ask = async (role: Reader, path: string, payload?: object) => {
    const response = await town.app.inject({
      method: payload ? 'POST' : 'GET',
      url: `/v1/${LEDGER}${path}`,
      headers: { authorization: `Bearer ${keys.get(role)}` },
      ...(payload && { payload }),
    })
    return { status: response.statusCode, text: response.body }
  }
  const TELLS = /blue|niebiesk|D-04|on-hold-for/i

  it('is known to the leader’s authorised staff, by its dates', async () => {
    const { text } = await town.visit('LEADER', caseA)
    expect(text).toContain('Procedura „Niebieskie Karty”')
    expect(text).toContain('Wszczęto procedurę')
    expect((await ask('LEADER', '/cases/case-a/timeline?limit=200')).text).toMatch(/BlueCardProcedureOpened/)
    expect((await ask('LEADER', '/cases/case-a/steps')).text).toMatch(/ForwardBlueCardForm/)
  })

  it.each(['COORDINATOR', 'PARTNER'] as const)('is not there for %s, on no page and in no answer', async (role) => {
    for (const page of [caseA, `/o/${LEDGER}/cases`, `/o/${LEDGER}`]) {
      expect((await town.visit(role, page)).text).not.toMatch(TELLS)
    }
    const paths = ['', '/timeline?limit=200', '/steps', '/plan', '/sittings', '/consents']
    for (const path of paths) expect((await ask(role, `/cases/case-a${path}`)).text, path).not.toMatch(TELLS)
  })

  it('is recorded by nobody else', async () => {
    for (const role of ['COORDINATOR', 'PARTNER', 'OBSERVER'] as const) {
      expect((await ask(role, '/cases/case-a/blue-card/opening', {})).status).toBe(403)
    }
  })

  it('stops the team without saying why', async () => {
    const held = await ask('COORDINATOR', '/meetings', {
      id: 'zzk-a-9',
      of: { kind: 'TEAM', caseId: 'case-a' },
      invited: 3,
      present: 3,
      clientPresent: true,
      mode: 'ON_SITE',
    })
    expect(held.status).toBe(409)
    expect(JSON.parse(held.text)).toMatchObject({ code: 'case-on-hold' })
    expect(held.text).not.toMatch(TELLS)
  })
})
