import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { collections } from '../../queries/steps.ts'
import { commandRoutes } from '../../routes/registry.ts'
import { HOSTILE } from '../testing/step.ts'
import { LEDGER, openTown, type Town } from '../testing/town.ts'

const below = `/o/${LEDGER}`
const of = (id: string, command: string) => `${below}/cases/${id}/record/${command}`

/** What a browser sends back of a form that it was shown, with these fields filled in. */
function filled(text: string, fields: Readonly<Record<string, string | readonly string[]>>) {
  const hidden = [...text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)]
  const given = Object.fromEntries(hidden.map(([, name, value]) => [name, value ?? '']))
  const day = /id="@day"[^>]* value="([^"]*)"/.exec(text)?.[1] ?? ''
  return { ...given, '@day': day, ...fields } as Record<string, string | readonly string[]>
}

describe('forms', () => {
  let town: Town
  beforeAll(async () => {
    town = await openTown()
  })
  afterAll(() => town.close())

  const factsOf = async (type: string, id: string) => {
    const events = await town.context.store.readStream(LEDGER, type, id, { from: 1, limit: 100 })
    return events.map(({ type }) => type)
  }

  it.each(commandRoutes.filter(({ path }) => !path.includes('/:id/')).map(({ command }) => command))(
    'to begin something are open to whoever may send the command, and to nobody else: %s',
    async (command) => {
      const page = `${below}/record/${command}`
      const answers = await Promise.all((['LEADER', 'REGION'] as const).map((role) => town.visit(role, page)))
      expect(answers.map(({ status }) => status)).toContain(200)
      for (const { status, text } of answers.filter(({ status }) => status === 200)) {
        expect(status).toBe(200)
        expect(text).toContain('<h1>')
        expect(text).not.toMatch(/undefined|\[object|NaN/)
      }
      expect((await town.visit('OBSERVER', page)).status).toBe(403)
    },
  )

  it.each(
    commandRoutes
      .filter(({ path }) => /^\/(cases|partnerships|baskets)\/:id\//.test(path))
      .map(({ command, path }) => ({ command, path })),
  )('about a thing are open while it is there: $command', async ({ command, path }) => {
    const collection = /^\/([a-z-]+)/.exec(path)?.[1]
    const id = collection === 'cases' ? 'case-a' : 'pzk'
    const { status, text } = await town.visit('LEADER', `${below}/${collection}/${id}/record/${command}`)
    expect(status).toBe(200)
    expect(text).not.toMatch(/undefined|\[object|NaN/)
    expect((await town.visit('OBSERVER', `${below}/${collection}/${id}/record/${command}`)).status).toBe(403)
    // A basket may be begun under the id of a partnership that has none.
    expect((await town.visit('LEADER', `${below}/${collection}/none/record/${command}`)).status).toBe(
      command === 'OpenBasket' ? 200 : 404,
    )
  })

  it('are found only where their command belongs', async () => {
    for (const path of [
      'record/QualifyCase',
      'cases/case-a/record/ProposeCase',
      'cases/case-a/record/None',
      'record/toString',
    ]) {
      expect((await town.visit('LEADER', `${below}/${path}`)).status).toBe(404)
    }
    expect([...collections.keys()]).toContain('/cases')
  })

  it('record what was filled in, on its day, and lead to the page of the thing', async () => {
    const page = of('case-b', 'QualifyCase')
    const { text } = await town.visit('COORDINATOR', page)
    expect(text).toContain('<label for="coordinatorId">Koordynator</label>')
    const form = filled(text, {
      criteriaMet: ['C1', 'C2', 'C3', 'C4', 'C5'],
      coordinatorId: 'coordinator-1',
      '@day': '2020-02-10',
    })
    const sent = await town.send('COORDINATOR', page, form)
    expect([sent.status, sent.headers.location]).toEqual([303, `${below}/cases/case-b?recorded=QualifyCase`])
    const [, qualified] = await town.context.store.readStream(LEDGER, 'case', 'case-b', { from: 1, limit: 10 })
    expect(qualified).toMatchObject({ type: 'CaseQualified', data: { coordinatorId: 'coordinator-1' } })
    expect(qualified?.occurredAt).toMatch(/^2020-02-10/)
    expect(qualified?.metadata).toMatchObject({ actorId: 'coordinator-1', actorRole: 'COORDINATOR' })
    const shown = await town.visit('COORDINATOR', String(sent.headers.location))
    expect(shown.text).toContain('<p class="notice" role="status">Zapisano. Zakwalifikuj sprawę.</p>')

    const again = await town.send('COORDINATOR', page, form)
    expect(again.headers.location).toBe(sent.headers.location)
    expect(await factsOf('case', 'case-b')).toEqual(['CaseProposed', 'CaseQualified'])
  })

  it('are told that they were sent already when they come again with another content', async () => {
    const page = of('case-a', 'RecordContactAttempt')
    const { text } = await town.visit('COORDINATOR', page)
    const form = filled(text, { made: 'true', means: 'PHONE' })
    const first = await town.send('COORDINATOR', page, form)
    expect(first.status).toBe(303)
    const other = await town.send('COORDINATOR', page, { ...form, means: 'LETTER' })
    expect(other.status).toBe(422)
    expect(other.text).toContain('został już wysłany z inną treścią')
    expect(other.text).not.toContain(`value="${form['@key']}"`)
  })

  it('come back with what is wrong, beside each field and above all, and with everything that was typed', async () => {
    const page = `${below}/record/ProposeCase`
    const { text } = await town.visit('COORDINATOR', page)
    const sent = await town.send(
      'COORDINATOR',
      page,
      filled(text, {
        partnershipId: 'pzk',
        clientKind: 'FAMILY',
        adults: 'dwa',
        children: '-1',
        clientName: HOSTILE,
        '@day': '2020-02-31',
      }),
    )
    expect(sent.status).toBe(422)
    expect(sent.text).toContain('<title>Błąd: Zaproponuj sprawę bez zgłoszenia')
    for (const [field, message] of [
      ['@day', 'Kiedy się to zdarzyło: podaj istniejącą datę'],
      ['adults', 'Liczba osób dorosłych: podaj liczbę całkowitą'],
      ['children', 'Liczba dzieci: co najmniej 0'],
      ['source', 'Źródło: wybierz z listy'],
      ['problemAreas', 'Obszary problemowe: wybierz z listy'],
    ]) {
      expect(sent.text).toContain(`<li><a href="#${field}">${message}</a></li>`)
      expect(sent.text).toContain(`id="${field}-error">${message}`)
      expect(sent.text).toMatch(new RegExp(`aria-describedby="[^"]*${field}-error`))
    }
    expect(sent.text).toContain('value="dwa"')
    expect(sent.text).toContain('<option value="FAMILY" selected>')
    expect(sent.text).toContain('&#60;script&#62;')
    expect(sent.text).not.toContain('<script>')
    expect(sent.headers['cache-control']).toBe('private, no-store')
  })

  it('say the rule that refuses, with the figures that speak against it', async () => {
    const page = of('case-b', 'GiveConsent')
    const { text } = await town.visit('COORDINATOR', page)
    expect(text).toMatch(/id="adultsCovered"[^>]*value="1"/)
    const sent = await town.send(
      'COORDINATOR',
      page,
      filled(text, {
        kind: 'PARTICIPATION',
        adultsCovered: '0',
        institutions: ['mops', 'sp-1'],
        dataScopes: 'COOPERATION',
        form: 'PAPER',
        privacyNoticeVersion: 'v1',
      }),
    )
    expect(sent.status).toBe(422)
    expect(sent.text).toContain(
      '<a href="#adultsCovered">Zgoda nie obejmuje każdej osoby dorosłej w rodzinie. Jest 0, potrzeba 1.</a>',
    )
    expect(sent.text).toMatch(/value="sp-1" checked/)
    const late = await town.send(
      'COORDINATOR',
      of('case-b', 'CloseCase'),
      filled(text, { reason: 'DEATH', '@day': '2021-01-01' }),
    )
    expect(late.text).toContain('<a href="#@day">')
    const early = await town.send('COORDINATOR', of('case-b', 'AgreePlan'), {})
    expect(early.status).toBe(422)
  })

  it('grow and shrink by a row and lose nothing', async () => {
    const page = of('case-b', 'AppointTaskTeam')
    const { text } = await town.visit('COORDINATOR', page)
    expect(text).toContain('name="members.0.memberId"')
    const row = { 'members.0.memberId': 'anna-1', 'members.0.sector': 'EDUCATION' }
    const longer = await town.send('COORDINATOR', page, filled(text, { ...row, '@more': 'members' }))
    expect(longer.status).toBe(200)
    expect(longer.text).toContain('value="anna-1"')
    expect(longer.text).toContain('name="members.1.memberId"')
    const both = filled(longer.text, { ...row, 'members.1.memberId': 'jan-2' })
    const shorter = await town.send('COORDINATOR', page, { ...both, '@less': 'members.0' })
    expect(shorter.text).toContain('value="jan-2"')
    expect(shorter.text).not.toContain('anna-1')
    expect(shorter.text).not.toContain('name="members.1.memberId"')
    expect(await factsOf('case', 'case-b')).toEqual(['CaseProposed', 'CaseQualified'])
  })

  it('ask for the rest once it is known what it is', async () => {
    const page = `${below}/record/ScheduleMeeting`
    const { text } = await town.visit('LEADER', page)
    expect(text).not.toContain('of.caseId')
    const chosen = await town.send('LEADER', page, filled(text, { 'of.kind': 'TEAM', '@choose': 'of' }))
    expect(chosen.text).toMatch(/<select id="of\.caseId"[^>]*>.*case-a/s)
    const linked = await town.visit('LEADER', `${page}?of.kind=TEAM&of.caseId=case-a`)
    expect(linked.text).toMatch(/<option value="case-a" selected>/)
  })

  it('take ids from a link and no words', async () => {
    const { text } = await town.visit(
      'LEADER',
      `${below}/record/ProposeCase?partnershipId=pzk&clientName=Anna&clientId=a%20b`,
    )
    expect(text).toContain('<option value="pzk" selected>')
    const main = text.slice(text.indexOf('<main'))
    expect(main).not.toMatch(/Anna|a b/)
  })

  it('offer what there is to choose from: facts to correct by their names, open actions, goals, members of the team', async () => {
    await town.does({
      as: 'LEADER',
      institution: 'mops',
      on: '2020-02-20',
      post: '/cases/case-a/blue-card/opening',
      body: {},
    })
    const selectOf = async (role: 'LEADER' | 'COORDINATOR', command: string, field: string) => {
      const { text } = await town.visit(role, of('case-a', command))
      return new RegExp(`<select id="${field}"[^>]*>(.*?)</select>`, 's').exec(text)?.[1] ?? ''
    }
    expect(await selectOf('LEADER', 'CorrectCaseFact', 'corrects')).toMatch(
      /<option value="2">2: Zakwalifikowano sprawę[^<]*07\.11\.2019/,
    )
    // Restricted facts have a form of their own.
    expect(await selectOf('LEADER', 'CorrectCaseFact', 'corrects')).not.toContain('Niebiesk')
    expect(await selectOf('LEADER', 'CorrectRestrictedFact', 'corrects')).toMatch(
      /<\/option><option [^>]*>11: [^<]*Niebiesk[^<]*<\/option>$/,
    )
    expect(await selectOf('COORDINATOR', 'CompleteAction', 'actionId')).toContain('<option value="A-1">')
    expect(await selectOf('COORDINATOR', 'RecordGoalProgress', 'goalId')).toContain('<option value="G1">')
    expect(await selectOf('COORDINATOR', 'RemoveTeamMember', 'memberId')).toContain('school-1 (oświata)')
    const { text } = await town.visit('COORDINATOR', of('case-b', 'QualifyCase'))
    expect(text).toMatch(/id="coordinatorId"[^>]*value="coordinator-1"/)
  })

  it('refuse other sites, keys of the API and those who may not', async () => {
    const page = of('case-b', 'RefuseConsent')
    const foreign = await town.send('COORDINATOR', page, {}, { 'sec-fetch-site': 'cross-site' })
    expect(foreign.status).toBe(403)
    expect((await town.send('PARTNER', page, {})).status).toBe(403)
    const key = await town.context.keys.create({ label: 'k', role: 'LEADER', institutionId: 'mops', ledgers: [LEDGER] })
    expect((await town.send('COORDINATOR', page, {}, { authorization: `Bearer ${key}` })).status).toBe(303)
    expect(await factsOf('case', 'case-b')).toEqual(['CaseProposed', 'CaseQualified'])
  })

  it('let a school refer somebody, and nobody find the name outside the vault', async () => {
    const page = `${below}/record/SubmitReferral`
    const { text } = await town.visit('PARTNER', page)
    const sent = await town.send(
      'PARTNER',
      page,
      filled(text, {
        '@id': 'ref-form',
        partnershipId: 'pzk',
        clientKind: 'FAMILY',
        source: 'SCHOOL',
        knownSince: '2020-03-01',
        urgency: 'NORMAL',
        clientAgreed: 'YES',
        clientName: 'Rodzina Ómega',
        problemAreas: 'SCHOOL_ABSENCE',
      }),
    )
    expect(sent.headers.location).toBe(`${below}/referrals?recorded=SubmitReferral`)
    const { rows } = await town.context.pool.query(
      `select count(*)::int as n from es.events where payload::text like '%mega%'`,
    )
    expect(rows).toEqual([{ n: 0 }])
  })
})
