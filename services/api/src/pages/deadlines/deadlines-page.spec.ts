import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LEDGER, openTown, type Town } from '../testing/town.ts'

const page = `/o/${LEDGER}/deadlines`

describe('the deadlines of an office', () => {
  let town: Town
  beforeAll(async () => {
    town = await openTown()
  })
  afterAll(() => town.close())

  it('stand in one table, each with its rule and its law', async () => {
    const { text } = await town.visit('COORDINATOR', page)
    expect(text).toContain('<caption>Terminy, od najwcześniejszego</caption>')
    expect(text).toContain('D-01 Rodzinny wywiad środowiskowy')
    expect(text).toContain('Rozporządzenie z 2016 r.')
    expect(text).toContain('propozycja modelu, bez podstawy ustawowej')
  })

  it('are narrowed to a state of today', async () => {
    const { text } = await town.visit('LEADER', `${page}?status=MISSED`)
    expect(text).toContain('po terminie')
    expect(text).not.toContain('do terminu<')
    expect(text).toContain('<option value="MISSED" selected>')
  })

  it('are not for partners, who learn of a case by sitting in its team', async () => {
    expect((await town.visit('PARTNER', page)).status).toBe(403)
  })
})
