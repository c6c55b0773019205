import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { step } from '../testing/step.ts'
import { LEDGER, openTown, type Town } from '../testing/town.ts'

const page = `/o/${LEDGER}/cases`
const leader = step('LEADER', 'mops')
const MORE_THAN_A_PAGE = 51

describe('the list of cases', () => {
  let town: Town
  beforeAll(async () => {
    town = await openTown()
    await town.does(
      ...Array.from({ length: MORE_THAN_A_PAGE }, (_, i) =>
        leader('2020-02-10', '/cases', {
          id: `case-n${i}`,
          partnershipId: 'pzk',
          clientId: `client-n${i}`,
          clientKind: 'PERSON',
          adults: 1,
          children: 0,
          source: 'SELF',
          clientName: `Osoba ${i}`,
          problemAreas: ['LONELINESS'],
        }),
      ),
    )
  })
  afterAll(() => town.close())

  const ids = (text: string) => [...text.matchAll(/href="[^"]+\/cases\/(case-\w+)"/g)].map(([, id]) => id)
  const nextOf = (text: string) => /<a href="([^"]+)" rel="next">/.exec(text)?.[1]?.replaceAll('&#61;', '=')

  it('is read page by page: every case once, newest first, and the way back to the start', async () => {
    const first = await town.visit('LEADER', page)
    expect(first.text).not.toContain('Pierwsza strona')
    const next = nextOf(first.text)
    const second = await town.visit('LEADER', String(next))
    expect(second.text).toContain(`<a href="${page}">Pierwsza strona</a>`)
    expect(nextOf(second.text)).toBeUndefined()
    const all = [...ids(first.text), ...ids(second.text)]
    expect(all).toHaveLength(MORE_THAN_A_PAGE + 2)
    expect(new Set(all).size).toBe(all.length)
    expect(all[0]).toBe(`case-n${MORE_THAN_A_PAGE - 1}`)
    expect(all.at(-1)).toBe('case-a')
  })

  it('keeps the state it is narrowed to from page to page', async () => {
    const { text } = await town.visit('LEADER', `${page}?status=PROPOSED`)
    expect(nextOf(text)).toMatch(/status=PROPOSED.*after=/)
    expect(ids(text)).not.toContain('case-a')
    expect(ids((await town.visit('LEADER', `${page}?status=IN_PROGRESS`)).text)).toEqual(['case-a'])
  })

  it('shows a partner what is shared with its institution, and nothing else', async () => {
    expect(ids((await town.visit('PARTNER', page)).text)).toEqual(['case-a'])
    expect(ids((await town.visit('POLICE', page)).text)).toEqual([])
  })

  it('names nobody', async () => {
    expect((await town.visit('LEADER', page)).text).not.toContain('Osoba ')
  })
})
