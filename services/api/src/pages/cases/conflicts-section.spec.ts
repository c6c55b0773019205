import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { step } from '../testing/step.ts'
import { LEDGER, openTown, type Town } from '../testing/town.ts'

const leader = step('LEADER', 'mops')
const page = `/o/${LEDGER}/cases/case-a`

describe('coordination on the page of a case', () => {
  let town: Town
  beforeAll(async () => {
    town = await openTown()
  })
  afterAll(() => town.close())

  it('is silent where nothing stands in the way', async () => {
    const { text } = await town.visit('COORDINATOR', page)
    expect(text).not.toContain('Koordynacja usług')
  })

  it('tells which actions duplicate each other and that it was decided, not what kind of help they are', async () => {
    const help = { goalId: 'G1', category: 'DEBT_COUNSELLING', due: '2020-08-31', text: 'Rozmowy' }
    await town.does(
      leader('2020-02-28', '/cases/case-a/plan-amendments', {
        clientTookPart: true,
        actions: [
          { ...help, actionId: 'A-7', owner: 'sp-1' },
          { ...help, actionId: 'A-8', owner: 'pup' },
        ],
        decisions: [{ kind: 'DUPLICATE', actions: ['A-7', 'A-8'], decision: 'DIFFERENT_NEED', reason: 'Dwie osoby.' }],
      }),
    )
    const { text } = await town.visit('COORDINATOR', page)
    for (const shown of [
      'Koordynacja usług',
      'A-7',
      'A-8',
      'powielają się',
      'Szkoła Podstawowa nr 1, Powiatowy Urząd Pracy',
      'od 28.02.2020 do 31.08.2020',
      'rozstrzygnięto',
    ]) {
      expect(text).toContain(shown)
    }
    expect(text).not.toMatch(/DEBT_COUNSELLING|Poradnictwo zadłużeniowe|Dwie osoby|do rozstrzygnięcia/)
  })

  it('is not for partners', async () => {
    expect((await town.visit('PARTNER', page)).text).not.toContain('Koordynacja usług')
  })
})
