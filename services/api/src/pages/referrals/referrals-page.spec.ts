import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LEDGER, openTown, type Town } from '../testing/town.ts'

const page = `/o/${LEDGER}/referrals`

describe('the inbox of referrals', () => {
  let town: Town
  beforeAll(async () => {
    town = await openTown()
  })
  afterAll(() => town.close())

  const ids = (text: string) => [...text.matchAll(/<span class="key">(ref-[\w-]+)<\/span>/g)].map(([, id]) => id)

  it('shows the leader all of them, newest first, with what became of each', async () => {
    const { text } = await town.visit('LEADER', page)
    expect(ids(text)).toEqual(['ref-near', 'ref-late', 'ref-redirected', 'ref-returned', 'ref-b', 'ref-a'])
    for (const outcome of [
      'przyjęte 06.11.2019',
      `href="/o/${LEDGER}/cases/case-a"`,
      'zwrócone 06.02.2020: poza obszarem partnerstwa',
      'przekazane 07.02.2020: Powiatowy Urząd Pracy',
      'czeka na odpowiedź lidera',
    ]) {
      expect(text).toContain(outcome)
    }
  })

  it('shows a sender its own, and that one was accepted without the way to a case', async () => {
    const { text } = await town.visit('PARTNER', page)
    expect(ids(text)).toEqual(['ref-late', 'ref-returned', 'ref-a'])
    expect(text).toContain('przyjęte 06.11.2019')
    expect(text).not.toContain('cases/case-a')
    expect(text).not.toContain('Komenda Powiatowa Policji')
  })

  it('holds no name, no problem and no note', async () => {
    const { text } = await town.visit('LEADER', page)
    expect(text).not.toMatch(/Rodzina|Pan Beta|Zaległości|script&#62;/)
  })

  it('can be narrowed to one state', async () => {
    const { text } = await town.visit('LEADER', `${page}?status=WAITING`)
    expect(ids(text)).toEqual(['ref-near', 'ref-late'])
    expect(text).toContain('<option value="WAITING" selected>')
    expect(ids((await town.visit('LEADER', `${page}?status=NONE`)).text)).toHaveLength(6)
  })
})
