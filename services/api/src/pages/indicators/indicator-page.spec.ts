import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LEDGER, openTown, type Town } from '../testing/town.ts'

const page = `/o/${LEDGER}/indicators`

describe('the page of an indicator', () => {
  let town: Town
  beforeAll(async () => {
    town = await openTown()
  })
  afterAll(() => town.close())

  it('is linked from the overview, and keeps its day', async () => {
    const { text } = await town.visit('OBSERVER', `/o/${LEDGER}?asOf=2019-12-31`)
    expect(text).toContain(`<a href="${page}/O-03?asOf&#61;2019-12-31">Kooperanci</a>`)
    expect(text).toContain(`href="/v1/reports/${LEDGER}.html?asOf&#61;2019-12-31"`)
  })

  it('says how it is counted, what it is of, and that no target is set', async () => {
    const { status, text } = await town.visit('LEADER', `${page}/R-01b`)
    expect(status).toBe(200)
    expect(text).toContain('<h1>R-01b Odsetek spraw z kontraktem socjalnym</h1>')
    expect(text).toContain('sprawy z powołanym ZZK')
    expect(text).toContain('nie ustalono')
  })

  it('lists the events behind the figure, those left out with the reason', async () => {
    const { text } = await town.visit('LEADER', `${page}/O-03?asOf=2019-09-01&lang=en`)
    expect(text).toContain('It happened after the cut-off date.')
    expect(text).toContain('AccessionDeclarationSigned')
    expect(text).toContain(`href="/o/${LEDGER}/partnerships/pzk"`)
  })

  it('breaks it down by what is chosen, in names and not in codes', async () => {
    const { text } = await town.visit('LEADER', `${page}/O-03?by=sector`)
    expect(text).toContain('<option value="sector" selected>sektor</option>')
    const table = text.slice(text.indexOf('Wskaźnik w podziale'), text.indexOf('id="explanation"'))
    expect(table).toContain('<th scope="row" role="rowheader">')
    expect(table).not.toContain('SOCIAL_ASSISTANCE')
  })

  it('tells of no case to those who may not see cases', async () => {
    const { text } = await town.visit('OBSERVER', `${page}/O-05`)
    expect(text).toContain('Twoja rola obejmuje same liczby')
    expect(text).not.toContain('case-a')
    expect((await town.visit('LEADER', `${page}/O-05`)).text).toContain('case-')
  })

  it('is not there for an indicator that is not', async () => {
    expect((await town.visit('LEADER', `${page}/X-99`)).status).toBe(404)
    expect((await town.visit('LEADER', `${page}/O-03?after=rubbish`)).status).toBe(400)
  })
})
