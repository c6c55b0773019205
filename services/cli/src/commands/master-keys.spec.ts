import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { koop } from '../testing/koop.ts'
import { foundTown, LEDGER, submitted, type Town } from '../testing/town.ts'

describe('another master key', () => {
  let town: Town
  const fresh = randomBytes(32).toString('base64')
  const persons = 7

  beforeAll(async () => {
    town = await foundTown()
    for (let n = 1; n <= persons; n++) await town.tell(`referral/r-${n}`, [submitted('2019-11-12', `client-${n}`)])
  })
  afterAll(() => town.close())

  const rotated = (): NodeJS.ProcessEnv => ({
    ...town.environment,
    KOOP_MASTER_KEY: fresh,
    KOOP_MASTER_KEYS_OLD: town.environment.KOOP_MASTER_KEY,
  })
  const names = async (environment: NodeJS.ProcessEnv) => {
    const { out } = await koop(['events', '--ledger', LEDGER, '--open', '--format', 'ndjson'], environment)
    return out.split('Rodzina Przykładowa').length - 1
  }
  const stored = async () =>
    (await town.pool.query('select payload::text from es.events order by position')).rows.map(({ payload }) => payload)

  it('is missed by its name, and nothing is changed while it is', async () => {
    const alone = { ...town.environment, KOOP_MASTER_KEY: fresh }
    const status = await koop(['keys', 'status'], alone)
    expect(status).toMatchObject({ code: 1 })
    expect(status.err).toMatch(/keys of 7 persons are wrapped by master key [0-9a-f]{16}, which is not set/)
    const refused = await koop(['keys', 'rotate-master'], alone)
    expect(refused).toMatchObject({ code: 1, out: '' })
    expect(refused.err).toMatch(/wrapped by a master key that is not set.*nothing was changed/)
  })

  it('wraps the keys anew in batches, begun again where it was cut short, and rewrites no event', async () => {
    const before = await stored()
    expect(await names(rotated())).toBe(persons)
    await town.pool.query("delete from es.subject_keys where subject = 'client-7'")
    const { code, out, err } = await koop(['keys', 'rotate-master', '--batch', '4'], rotated())
    expect({ code, err }).toEqual({ code: 0, err: '4 keys are wrapped anew.\n6 keys are wrapped anew.\n' })
    expect(out).toMatch(/^6 keys are wrapped by master key [0-9a-f]{16} now\.$/m)
    expect((await koop(['keys', 'rotate-master'], rotated())).out).toContain('already')

    const { KOOP_MASTER_KEYS_OLD: _, ...withoutOld } = rotated()
    expect(await names(withoutOld)).toBe(persons - 1)
    expect(await stored()).toEqual(before)
    const status = await koop(['keys', 'status', '--json'], withoutOld)
    expect(status.code).toBe(0)
    expect(JSON.parse(status.out).masterKeys).toEqual([
      { masterKeyId: expect.stringMatching(/^[0-9a-f]{16}$/), persons: 6, is: 'CURRENT' },
    ])
  })

  it('is refused when it is no key, with the name of the setting', async () => {
    const { code, err } = await koop(['keys', 'status'], { ...town.environment, KOOP_MASTER_KEYS_OLD: 'short' })
    expect({ code, err }).toEqual({
      code: 1,
      err: 'koop: KOOP_MASTER_KEYS_OLD must be keys of 32 bytes in base64, with commas between them\n',
    })
  })
})
