import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { koop } from '../testing/koop.ts'
import { foundTown, LEDGER, proposed, submitted, type Town } from '../testing/town.ts'

describe('koop subject export', () => {
  let town: Town
  beforeAll(async () => {
    town = await foundTown()
    await town.tell('referral/r-1', [submitted('2019-11-12')])
    await town.tell('case/case-1', [proposed('2019-11-13')])
    await town.tell('case/case-2', [proposed('2019-11-14', 'client-2')])
  })
  afterAll(() => town.close())

  const ask = (...more: string[]) =>
    koop(['subject', 'export', '--ledger', LEDGER, '--client', 'client-1', ...more], town.environment)

  it('prints one file of one person, and that it was read', async () => {
    const { code, out } = await ask()
    expect(code).toBe(0)
    expect(out).toMatch(/^# Dane klienta client-1\n/)
    expect(out.split('Rodzina Przykładowa')).toHaveLength(3)
    expect(out).toContain('referral/r-1')
    expect(out).not.toContain('case-2')
    expect(out).toMatch(/operator:\S+ \(.*\), wniosek osoby, której dane dotyczą, case\/case-1/)
  })

  it('is JSON to go on with', async () => {
    const { out } = await ask('--format', 'json', '--language', 'en')
    const file = JSON.parse(out)
    expect(file).toMatchObject({ ledger: LEDGER, clientId: 'client-1', restricted: false, holds: [] })
    expect(file.facts.map(({ type }: { type: string }) => type)).toEqual(['ReferralSubmitted', 'CaseProposed'])
  })

  it('knows nobody of whom nothing is kept', async () => {
    const args = ['subject', 'export', '--ledger', LEDGER, '--client', 'client-9']
    expect(await koop(args, town.environment)).toMatchObject({
      code: 1,
      out: '',
      err: `koop: nothing is kept about client-9 in ledger ${LEDGER}\n`,
    })
  })
})
