import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LEDGER, openTown, type Town } from '../testing/town.ts'

const page = `/o/${LEDGER}/services`

describe('the service basket', () => {
  let town: Town
  beforeAll(async () => {
    town = await openTown()
  })
  afterAll(() => town.close())

  const ids = (text: string) => [...text.matchAll(/\/services\/([\w-]+)\?basket/g)].map(([, id]) => id)
  const found = async (query: string) => ids((await town.visit('OBSERVER', `${page}${query}`)).text)

  it('shows what is offered, where there is a place and how long one waits', async () => {
    const { text } = await town.visit('OBSERVER', page)
    expect(ids(text)).toEqual(['debts', 'pedagogue'])
    for (const shown of [
      'Poradnictwo &#60;i&#62;zadłużeniowe&#60;/i&#62;',
      'Miejski Ośrodek Pomocy Społecznej',
      'Poradnictwo zadłużeniowe',
      'opublikowana',
      'zgłoszona',
      'wolne 3 z 3',
      '1 dzień',
      '<th scope="row" role="rowheader">0.1</th>',
    ]) {
      expect(text).toContain(shown)
    }
  })

  it('is searched by need, sector, category, access, words and free places', async () => {
    expect(await found('?need=SCHOOL_ABSENCE')).toEqual(['pedagogue'])
    expect(await found('?sector=SOCIAL_ASSISTANCE')).toEqual(['debts'])
    expect(await found('?category=SCHOOL_PEDAGOGUE')).toEqual(['pedagogue'])
    expect(await found('?accessRule=NO_REFERRAL')).toEqual(['debts'])
    expect(await found('?text=zadluzeniowe')).toEqual(['debts'])
    expect(await found('?available=true')).toEqual(['debts'])
    expect(await found('?need=ADDICTION')).toEqual([])
  })

  it('keeps in the form what was asked for, and leads back', async () => {
    const { text } = await town.visit('OBSERVER', `${page}?need=SCHOOL_ABSENCE&text=%22%3E%3Cb%3E`)
    expect(text).toContain('<option value="SCHOOL_ABSENCE" selected>')
    expect(text).toContain('value="&#34;&#62;&#60;b&#62;"')
    expect(text).toContain('Żadna usługa nie spełnia tych warunków.')
    expect(text).toContain(`<a href="${page}">Pokaż wszystkie</a>`)
  })

  it('leaves out what no list offers', async () => {
    expect(await found('?need=NOTHING&sector=x&accessRule=x&available=x')).toEqual(['debts', 'pedagogue'])
  })

  it('tells of one service whom it is for and on what conditions', async () => {
    const { text } = await town.visit('OBSERVER', `${page}/debts?basket=pzk`)
    for (const shown of [
      'dla wszystkich',
      'niepotrzebne',
      'nie obowiązuje',
      'bezpłatna',
      '+48 32 000 00 00',
      'href="https://example.pl/poradnia"',
    ]) {
      expect(text).toContain(shown)
    }
    expect((await town.visit('OBSERVER', `${page}/nothing`)).status).toBe(404)
  })

  it('shows fewer places when one was taken, and not by whom', async () => {
    await town.does({
      as: 'LEADER',
      institution: 'mops',
      on: '2020-02-28',
      post: '/baskets/pzk/places',
      body: { serviceId: 'debts', caseId: 'case-a' },
    })
    const { text } = await town.visit('OBSERVER', page)
    expect(text).toContain('wolne 2 z 3')
    expect(text).not.toContain('case-a')
  })
})
