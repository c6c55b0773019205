import { eventDefinitions } from '@kooperacje/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { locales } from '../i18n/locale.ts'
import { words } from '../i18n/words.ts'
import { LEDGER, openTown, type Town } from '../testing/town.ts'
import { stepName } from './step-name.ts'

const below = `/o/${LEDGER}`

describe('pages of the model and the pilot', () => {
  let town: Town
  beforeAll(async () => {
    town = await openTown()
  })
  afterAll(() => town.close())

  const read = async (path: string, role: 'OBSERVER' | 'PARTNER' = 'OBSERVER') =>
    (await town.visit(role, `${below}${path}`)).text.replaceAll(/\s+/g, ' ')

  it('list versions and remarks, narrowed to one state', async () => {
    const text = await read('/model')
    expect(text).toMatch(/Wersja 1.1 modelu.*Wersja 1.0 modelu/)
    expect(text).toContain('Termin na powołanie zespołu jest za długi.')
    const rejected = await read('/model?status=REJECTED')
    expect(rejected).toContain('Niech liderem będzie szkoła.')
    expect(rejected).not.toContain('Termin na powołanie zespołu')
    expect(await read('/model?status=NONSENSE')).toContain('Termin na powołanie zespołu')
  })

  it('tell of a version its course, its numbers, its deadlines with their law and its processes', async () => {
    const text = await read('/model/1.0')
    expect(text).toMatch(/w pilotażu.*Komitet Sterujący, 29\.03\.2019/)
    expect(text).toContain('Członkowie zespołu zadaniowego, co najmniej')
    expect(text).toMatch(/D-01 .*14 dni roboczych/)
    expect(text).toContain('<h3 id="process-remark">Uwaga do modelu</h3>')
    expect(text).toMatch(/Uwagę odrzucono z uzasadnieniem.*skierowana do rozpatrzenia.*odrzucona/)
    expect((await town.visit('OBSERVER', `${below}/model/7`)).status).toBe(404)
  })

  it('tell what a version changes, in names and in both languages', async () => {
    const text = await read('/model/1.1/changes')
    expect(text).toMatch(/Członkowie zespołu zadaniowego, co najmniej<.*zmieniono<.*>3<.*>5</)
    expect(text).toMatch(/P-12 .*Długość<.*>14 dni<.*>7 dni</)
    expect(text).toMatch(/Stan: zakwalifikowana<.*Nazwa po polsku<.*zakwalifikowana<.*dobrana</)
    expect(text).toMatch(/P-19 .*usunięto<.*30 dni;.*>–</)
    expect(text).toMatch(/Krok: Powołano zespół zadaniowy<.*Warunki<.*tyle sektorów, ile wymaga model;/)
    expect(text).toMatch(/Następuje samo po kroku: .*koszyk przechodzi na tę samą wersję modelu/)
    expect(text).toMatch(/Wykluczają się: .* i /)
    const english = (await town.visit('OBSERVER', `${below}/model/1.1/changes`, { 'accept-language': 'en' })).text
    expect(english).toContain('What version 1.1 of the model changes')
    expect(english).toContain('Members of a task team, at least')
    expect(english).toContain('the team has as many members as the model asks for;')
    expect(await read('/model/1.0/changes')).toContain('To ta sama wersja.')
    expect(await read('/model/1.0/changes?from=1.1')).toMatch(/P-19 .*dodano</)
    expect((await town.visit('OBSERVER', `${below}/model/7/changes`)).status).toBe(404)
    expect((await town.visit('OBSERVER', `${below}/model/1.0/changes?from=7`)).status).toBe(422)
  })

  it('give the consultation report chapter by chapter', async () => {
    const text = await read('/model/1.0/consultation')
    expect(text).toMatch(
      /Rozdział 2<.*Liderem może być tylko OPS albo CUS\..*Rozdział 3\.2<.*wersja 1\.0, rozdział 3\.2/,
    )
    expect(text).toContain('consultation-report?format&#61;csv')
    expect(await read('/model/9/consultation')).toContain('Do tej wersji nie zgłoszono uwag.')
  })

  it('show the pilot: phase, milestones with evidence, targets beside what there is, hours of support', async () => {
    const text = await read('/pilot')
    expect(text).toMatch(/Testowana wersja modelu: 1\.0/)
    expect(text).toMatch(/30\.09\.2020.*w toku/)
    expect(text).toContain('protokół: protokół 3/2019')
    expect(text).toMatch(/O-07 .*co najmniej 5/)
    expect(text).toMatch(/warsztat kooperacyjny.*16/)
  })

  it('show lessons, and practices that nobody has confirmed yet only to whoever may submit one', async () => {
    expect(await read('/lessons')).toContain('Formularz wczesnych sygnałów')
    expect(await read('/lessons')).not.toContain('Wspólny dyżur')
    expect(await read('/lessons', 'PARTNER')).toContain('Wspólny dyżur')
  })
})

describe.each(locales)('steps in %s', (locale) => {
  it.each(eventDefinitions.map(({ type }) => type))('have a name: %s', (type) => {
    const name = stepName(words[locale], type)
    expect(name).toMatch(/^\p{Lu}[^:(–]*[^\s.,:(]$/u)
    expect(name.length).toBeGreaterThan(5)
  })
})
