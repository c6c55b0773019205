import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { koop } from '../testing/koop.ts'
import { foundTown, LEDGER, type Town } from '../testing/town.ts'

describe('koop addresses', () => {
  let town: Town
  const run = (...args: string[]) => koop(['addresses', ...args], town.environment)
  const ledger = ['--ledger', LEDGER]

  beforeAll(async () => {
    town = await foundTown()
  })
  afterAll(() => town?.close())

  it('set says where notices go, and list shows it', async () => {
    expect(await run('set', 'ROLE/LEADER', 'kierownik@mops.example', ...ledger)).toMatchObject({ code: 0 })
    const digest = ['--delivery', 'DAILY_DIGEST']
    expect(await run('set', 'ACTOR/worker-7', 'anna@mops.example', ...ledger, ...digest)).toMatchObject({ code: 0 })
    expect(await run('set', 'ACTOR/worker-7', 'anna.k@mops.example', ...ledger, ...digest)).toMatchObject({ code: 0 })
    const { lines } = await run('list', ...ledger)
    expect(lines[0]).toMatch(/^FOR +ADDRESS +DELIVERY$/)
    expect(lines[1]).toMatch(/^ACTOR\/worker-7 +anna\.k@mops\.example +DAILY_DIGEST$/)
    expect(lines[2]).toMatch(/^ROLE\/LEADER +kierownik@mops\.example +AT_ONCE$/)
    expect(JSON.parse((await run('list', ...ledger, '--json')).out).addresses).toHaveLength(2)
  })

  it('remove takes an address out, once', async () => {
    expect(await run('remove', 'ACTOR/worker-7', ...ledger)).toMatchObject({ code: 0 })
    expect(await run('remove', 'ACTOR/worker-7', ...ledger)).toMatchObject({
      code: 1,
      err: `koop: ACTOR/worker-7 has no address in ledger ${LEDGER}\n`,
    })
  })

  it('refuses what is no receiver and no address', async () => {
    expect(await run('set', 'ROLE/MAYOR', 'a@b.example', ...ledger)).toMatchObject({ code: 2 })
    expect(await run('set', 'worker-7', 'a@b.example', ...ledger)).toMatchObject({ code: 2 })
    expect(await run('set', 'ROLE/LEADER', 'nowhere', ...ledger)).toMatchObject({ code: 2 })
  })
})
