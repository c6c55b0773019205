import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LEDGER, openTown, type Town } from '../testing/town.ts'
import { plenaries } from '../testing/town-plenaries.ts'

const page = `/o/${LEDGER}/partnerships/pzk`

describe('the page of a partnership', () => {
  let town: Town
  beforeAll(async () => {
    town = await openTown()
    await town.does(...plenaries)
  })
  afterAll(() => town.close())

  const tableOf = (text: string, caption: string) => {
    const from = text.indexOf(`<caption>${caption}`)
    return from < 0 ? '' : text.slice(from, text.indexOf('</table>', from))
  }

  it('shows each meeting with its quorum and its minutes', async () => {
    const { text } = await town.visit('OBSERVER', page)
    const rows = tableOf(text, 'Spotkania inicjujące').split('<tr').slice(2)
    expect(rows).toHaveLength(3)
    expect(rows[0]).toContain('nie dotyczy')
    expect(rows[0]).toContain('złożony 24.09.2019')
    expect(rows[1]).toMatch(/>jest<.* 3 z 4 członków, potrzeba 2/)
    expect(rows[1]).toContain('niezłożony')
    expect(rows[2]).toMatch(/>brak<.* 1 z 4 członków, potrzeba 2/)
  })

  it('shows what was decided, and which version of the regulations is in force', async () => {
    const { text } = await town.visit('OBSERVER', page)
    expect(tableOf(text, 'Decyzje posiedzeń')).toContain('Zmiana &#60;u&#62;regulaminu&#60;/u&#62;')
    const papers = tableOf(text, 'Wersje regulaminu').split('<tr').slice(2)
    expect(papers.map((row) => row.includes('obowiązuje'))).toEqual([false, true])
  })

  it('shows resources and gaps by sector, benefits and the charter', async () => {
    const { text } = await town.visit('PARTNER', page)
    const map = tableOf(text, 'Zasoby i luki').split('<tr').slice(2)
    expect(map[0]).toContain('brak')
    expect(map[1]).toContain('oddział &#60;b&#62;leczenia uzależnień&#60;/b&#62;')
    expect(tableOf(text, 'Co instytucje')).toContain('pedagog szkolny')
    expect(text).toContain('Nikt nie zostaje sam')
  })

  it('shows its deadlines to those who may see deadlines', async () => {
    const leader = await town.visit('LEADER', page)
    expect(tableOf(leader.text, 'Terminy partnerstwa')).toContain('P-02')
    const observer = await town.visit('OBSERVER', page)
    expect(observer.text).not.toContain('Terminy partnerstwa')
  })

  it('says the same in English', async () => {
    const { text } = await town.visit('OBSERVER', page, { cookie: 'koop_lang=en' })
    expect(text).toMatch(/>missed<.* 1 of 4 members, 2 needed/)
  })
})
