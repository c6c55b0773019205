import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HOSTILE, step } from '../testing/step.ts'
import { LEDGER, openTown, type Town } from '../testing/town.ts'

const caseA = `/o/${LEDGER}/cases/case-a`
const coordinator = step('COORDINATOR', 'mops')
const leader = step('LEADER', 'mops')

/** Words that stand in the personal fields of case A and nowhere else. */
const personal = {
  name: 'Rodzina &#34;&#62;&#60;script&#62;',
  problemArea: 'zaległości mieszkaniowe',
  diagnosis: 'rodzina trzyma się razem',
  goal: 'Zaległości spłacane w ratach',
  action: 'Wpłaty rat',
} as const

describe('the page of a case', () => {
  let town: Town
  beforeAll(async () => {
    town = await openTown()
  })
  afterAll(() => town.close())

  const disclosures = async () => {
    const { rows } = await town.context.pool.query(
      `select ledger, subject, object, actor_id, actor_role, institution_id, fields, purpose
         from accounts.disclosures order by id`,
    )
    return rows
  }

  it('shows how far the case has come, derived from its facts', async () => {
    const { text } = await town.visit('COORDINATOR', caseA)
    const bar = text.slice(text.indexOf('<ol class="workflow"'), text.indexOf('</ol>'))
    const stages = [...bar.matchAll(/<li class="(\w+)"( aria-current="step")?>([^<]+) </g)]
    expect(stages.map(([, state, , stage]) => `${stage}: ${state}`)).toEqual([
      'zaproponowana: done',
      'zakwalifikowana: done',
      'ze zgodą klienta: done',
      'zespół powołany: done',
      'po diagnozie: done',
      'plan uzgodniony: done',
      'w realizacji: current',
      'oceniona: ahead',
      'zamknięta: ahead',
    ])
    expect(stages.filter(([, , current]) => current)).toHaveLength(1)
    expect(bar).toContain('<time datetime="2019-11-14">14.11.2019</time>')
  })

  it('shows team, contract and deadlines with the law behind them', async () => {
    const { text } = await town.visit('COORDINATOR', caseA)
    for (const words of [
      'rynek pracy',
      'Powiatowy Urząd Pracy',
      'A: rozwiązanie trudnej sytuacji życiowej',
      '10.03.2020, 10.06.2020',
      'D-01 Rodzinny wywiad środowiskowy',
      'Rozporządzenie z 2016 r. w sprawie rodzinnego wywiadu środowiskowego',
      'propozycja modelu, bez podstawy ustawowej',
      'po terminie',
    ]) {
      expect(text).toContain(words)
    }
  })

  it('tells the history in sentences without a gap, with the day of recording where it was another', async () => {
    for (const language of ['pl', 'en']) {
      const { text } = await town.visit('COORDINATOR', caseA, { 'accept-language': language })
      const history = text.slice(text.indexOf('<ol class="timeline"'))
      const sentences = [...history.matchAll(/<p>([^<]+)<\/p>/g)].map(([, sentence]) => sentence)
      expect(sentences.length).toBeGreaterThan(8)
      for (const sentence of sentences) expect(sentence).not.toMatch(/–|Zdarzenie |Event /)
      expect(history).toMatch(language === 'pl' ? /zapisano \d\d\.\d\d\.\d{4}/ : /recorded \d+ \w{3} \d{4}/)
    }
  })

  it('holds no personal data until it is asked for, and puts nothing on record', async () => {
    const before = await disclosures()
    const { text } = await town.visit('COORDINATOR', caseA)
    for (const words of Object.values(personal)) expect(text).not.toContain(words)
    expect(text).toContain('<select id="purpose" name="purpose">')
    expect(await disclosures()).toEqual(before)
  })

  it('opens personal data for a named purpose, and puts that on record', async () => {
    const before = await disclosures()
    const { text } = await town.visit('COORDINATOR', `${caseA}?purpose=CASE_WORK`)
    for (const words of Object.values(personal)) expect(text).toContain(words)
    expect(text).not.toContain(HOSTILE)
    expect((await disclosures()).slice(before.length)).toEqual([
      {
        ledger: LEDGER,
        subject: 'client-ref-a',
        object: 'case/case-a',
        actor_id: 'coordinator-1',
        actor_role: 'COORDINATOR',
        institution_id: 'mops',
        fields: [
          'CaseProposed.clientName',
          'CaseProposed.problemAreas',
          'DiagnosisCompleted.summary',
          'PlanAgreed.goals.*.text',
          'PlanAgreed.actions.*.text',
        ],
        purpose: 'CASE_WORK',
      },
    ])
  })

  it('opens to the manager who the client is and what was agreed, not what belongs to a special category', async () => {
    const before = await disclosures()
    const { text } = await town.visit('LEADER', `${caseA}?purpose=SUPERVISION`)
    for (const words of [personal.name, personal.goal, personal.action]) expect(text).toContain(words)
    for (const words of [personal.problemArea, personal.diagnosis]) expect(text).not.toContain(words)
    expect(text).toContain('poza zakresem Twojej roli')
    const [read] = (await disclosures()).slice(before.length)
    expect(read.fields).toEqual(['CaseProposed.clientName', 'PlanAgreed.goals.*.text', 'PlanAgreed.actions.*.text'])
  })

  it('opens nothing for a purpose that is none', async () => {
    const before = await disclosures()
    const { text } = await town.visit('COORDINATOR', `${caseA}?purpose=CURIOSITY`)
    expect(text).toContain('Wybierz cel z listy.')
    expect(text).not.toContain(personal.name)
    expect(await disclosures()).toEqual(before)
  })

  it('shows nothing when the read cannot be put on record', async () => {
    const { pool } = town.context
    const query = pool.query.bind(pool)
    pool.query = ((text: unknown, ...rest: unknown[]) =>
      String(text).includes('accounts.disclosures')
        ? Promise.reject(new Error('no room'))
        : query(text as never, ...(rest as []))) as typeof pool.query
    try {
      const { status, text } = await town.visit('COORDINATOR', `${caseA}?purpose=CASE_WORK`)
      expect(status).toBe(500)
      for (const words of Object.values(personal)) expect(text).not.toContain(words)
    } finally {
      pool.query = query
    }
  })

  it('tells of a forgotten person that the data is gone, and puts no read on record', async () => {
    await town.does(
      leader('2020-02-10', '/cases', {
        id: 'case-forgotten',
        partnershipId: 'pzk',
        clientId: 'client-omega',
        clientKind: 'PERSON',
        adults: 1,
        children: 0,
        source: 'SELF',
        clientName: 'Pan Omega',
        problemAreas: ['LONELINESS'],
      }),
    )
    const page = `/o/${LEDGER}/cases/case-forgotten?purpose=CASE_WORK`
    expect((await town.visit('COORDINATOR', page)).text).toContain('Pan Omega')
    const before = await disclosures()
    const { status, text } = await town.visitAfterForgetting('client-omega', 'COORDINATOR', page)
    expect(status).toBe(200)
    expect(text).not.toContain('Pan Omega')
    expect(text).toContain('dane usunięte')
    expect(await disclosures()).toEqual(before)
  })

  it('never opens personal data to a partner', async () => {
    const { status } = await town.visit('PARTNER', `${caseA}?purpose=CASE_WORK`)
    expect(status).toBe(403)
    const { text } = await town.visit('PARTNER', caseA)
    for (const words of [...Object.values(personal), 'name="purpose"']) expect(text).not.toContain(words)
  })

  it('tells a partner of the team’s work, not of what the leader decided before', async () => {
    const { text } = await town.visit('PARTNER', caseA)
    expect(text).toContain('Powołano zespół zadaniowy: 3 osoby.')
    expect(text).not.toContain('Zakwalifikowano sprawę')
    expect(text).not.toContain('D-01')
  })

  it('is no page to a partner without a seat in the team, nor before there is a team', async () => {
    expect((await town.visit('POLICE', caseA)).status).toBe(404)
    expect((await town.visit('PARTNER', `/o/${LEDGER}/cases/case-b`)).status).toBe(404)
    const none = await town.visit('POLICE', `/o/${LEDGER}/cases/none`)
    const hidden = await town.visit('POLICE', caseA)
    const withoutRequestId = (text: string) =>
      text.replace(/<dd class="key">[\da-f-]{36}<\/dd>/, '').replaceAll('case-a', 'none')
    expect(withoutRequestId(hidden.text)).toBe(withoutRequestId(none.text))
  })

  it('closes to partners the moment the client withdraws consent', async () => {
    const list = `/o/${LEDGER}/cases`
    expect((await town.visit('PARTNER', list)).text).toContain('case-a')
    await town.does(coordinator('2020-03-01', '/cases/case-a/consent-withdrawal', { scope: 'ALL' }))
    expect((await town.visit('PARTNER', caseA)).status).toBe(404)
    expect((await town.visit('PARTNER', list)).text).not.toContain('case-a')
    expect((await town.visit('COORDINATOR', caseA)).text).toContain('nie obowiązuje')
  })
})
