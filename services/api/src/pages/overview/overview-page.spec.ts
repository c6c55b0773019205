import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LEDGER, openTown, type Town } from '../testing/town.ts'

const page = `/o/${LEDGER}`

describe('the overview', () => {
  let town: Town
  beforeAll(async () => {
    town = await openTown()
  })
  afterAll(() => town.close())

  it('puts what is overdue before what is near, each with its rule, its law and the way to it', async () => {
    const { text } = await town.visit('LEADER', page)
    const table = text.slice(text.indexOf('<caption>Terminy'), text.indexOf('</table>'))
    const rows = [...table.matchAll(/<time datetime="([^"]+)">/g)].map(([, day]) => day)
    expect(rows).toEqual([...rows].sort())
    expect(table.indexOf('po terminie')).toBeGreaterThan(0)
    expect(table.indexOf('po terminie')).toBeLessThan(table.indexOf('do terminu'))
    expect(table).toContain('D-01 Rodzinny wywiad środowiskowy')
    expect(table).toContain('Rozporządzenie z 2016 r.')
    expect(table).toContain('P-10 Odpowiedź na zgłoszenie w ciągu 7 dni')
    expect(table).toContain(`href="${page}/cases/case-a"`)
    expect(text).toContain('7 terminów przekroczonych')
  })

  it('counts deadlines for those who may not see cases, and names none', async () => {
    const { text } = await town.visit('OBSERVER', page)
    expect(text).toContain('7 terminów przekroczonych')
    expect(text).not.toContain('case-a')
    expect(text).not.toContain('D-01')
  })

  it('shows the leader every waiting referral, a partner its own, an observer how many', async () => {
    const leader = await town.visit('LEADER', page)
    expect(leader.text).toContain('2 zgłoszenia czekają na odpowiedź')
    for (const id of ['ref-late', 'ref-near']) expect(leader.text).toContain(`>${id}<`)
    const school = await town.visit('PARTNER', page)
    expect(school.text).toContain('1 zgłoszenie czeka na odpowiedź')
    expect(school.text).not.toContain('ref-near')
    const observer = await town.visit('OBSERVER', page)
    expect(observer.text).toContain('2 zgłoszenia czekają na odpowiedź')
    expect(observer.text).not.toContain('ref-late')
  })

  it('shows partnerships with their state, and names as text', async () => {
    const { text } = await town.visit('OBSERVER', page)
    expect(text).toContain(`<a href="${page}/partnerships/pzk">Partnerstwo &#60;b&#62;Zawiercie&#60;/b&#62;</a>`)
    expect(text).toContain('<span class="tag tag-good">aktywne</span>')
  })

  it('measures as of any day, and says where there is nothing to measure', async () => {
    const indicator = (text: string, id: string) =>
      new RegExp(`<span class="key">${id}</span>.*?data-label="Wartość"[^>]*>(.*?)</td>`, 's').exec(text)?.[1]
    const now = await town.visit('OBSERVER', page)
    expect(indicator(now.text, 'O-02')).toBe('1')
    expect(indicator(now.text, 'R-01b')).toBe('100')
    const before = await town.visit('OBSERVER', `${page}?asOf=2019-10-31`)
    expect(before.text).toContain('Wskaźniki pilotażu, stan na 31.10.2019')
    expect(indicator(before.text, 'O-03')).toBe('4')
    expect(indicator(before.text, 'R-01b')).toBe('<span class="soft">brak danych</span>')
    expect(before.text).toContain('value="2019-10-31"')
  })

  it.each(['2020-02-30', 'yesterday', '1999-12-31', '2020-03-03', '"><script>'])(
    'does not measure as of %s, and says beside the field why',
    async (asOf) => {
      const { status, text } = await town.visit('LEADER', `${page}?${new URLSearchParams({ asOf })}`)
      expect(status).toBe(422)
      expect(text).toContain('<title>Błąd: Przegląd')
      expect(text).toContain('<a href="#asOf">Podaj istniejącą datę')
      expect(text).toContain('aria-describedby="asOf-hint asOf-error"')
      expect(text).not.toContain('<script>')
    },
  )
})
