import { randomBytes } from 'node:crypto'
import { LedgerSecrets, MasterKeys } from '@kooperacje/events'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { koop } from '../testing/koop.ts'
import { foundTown, LEDGER, submitted, type Town } from '../testing/town.ts'

describe('another master key', () => {
  let town: Town
  const fresh = randomBytes(32).toString('base64')
  const persons = 7

  beforeAll(async () => {
    town = await foundTown()
    const old = MasterKeys.of(town.environment.KOOP_MASTER_KEY ?? '')
    await new LedgerSecrets('LOG', town.pool, old).of(LEDGER)
    await new LedgerSecrets('SEARCH', town.pool, old).of(LEDGER)
    for (let n = 1; n <= persons; n++) await town.tell(`referral/r-${n}`, [submitted('2019-11-12', `client-${n}`)])
  })
  afterAll(() => town.close())

  const rotated = (): NodeJS.ProcessEnv => ({
    ...town.environment,
    KOOP_MASTER_KEY: fresh,
    KOOP_MASTER_KEYS_OLD: town.environment.KOOP_MASTER_KEY,
  })
  const asOwner = async (sql: string) => {
    const client = new Client({ connectionString: town.database.ownerUrl })
    await client.connect()
    await client.query(sql).finally(() => client.end())
  }
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
    expect(status.err).toMatch(
      /keys of 7 persons and 2 secrets of ledgers are wrapped by master key [0-9a-f]{16}, which is not set/,
    )
    const refused = await koop(['keys', 'rotate-master'], alone)
    expect(refused).toMatchObject({ code: 1, out: '' })
    expect(refused.err).toMatch(/wrapped by a master key that is not set.*nothing was changed/)
  })

  it('wraps the keys anew in batches, begun again where it was cut short, and rewrites no event', async () => {
    const before = await stored()
    expect(await names(rotated())).toBe(persons)
    await town.pool.query("delete from es.subject_keys where subject = 'client-7'")
    const { code, out, err } = await koop(['keys', 'rotate-master', '--batch', '4'], rotated())
    expect({ code, err }).toEqual({ code: 0, err: '6 keys are wrapped anew.\n8 keys are wrapped anew.\n' })
    expect(out).toMatch(/^8 keys are wrapped by master key [0-9a-f]{16} now\.$/m)
    expect((await koop(['keys', 'rotate-master'], rotated())).out).toContain('already')

    const { KOOP_MASTER_KEYS_OLD: _, ...withoutOld } = rotated()
    expect(await names(withoutOld)).toBe(persons - 1)
    expect(await stored()).toEqual(before)
    const status = await koop(['keys', 'status', '--json'], withoutOld)
    expect(status.code).toBe(0)
    expect(JSON.parse(status.out).masterKeys).toEqual([
      { masterKeyId: expect.stringMatching(/^[0-9a-f]{16}$/), persons: 6, secrets: 2, is: 'CURRENT', opens: true },
    ])
  })

  it('is not done with while somebody still wraps by the old one, a secret of a ledger among it', async () => {
    const environment = {
      ...town.environment,
      KOOP_MASTER_KEY: randomBytes(32).toString('base64'),
      KOOP_MASTER_KEYS_OLD: fresh,
    }
    // A service that was not started anew meets a ledger while the keys of persons are wrapped.
    const { masterKeyId, wrapped } = MasterKeys.of(fresh).wrap('late', 'search key', randomBytes(32))
    const late = `insert into es.search_keys (ledger, master_key, wrapped)
      values ('late', '${masterKeyId}', '\\x${wrapped.toString('hex')}') on conflict do nothing`
    await asOwner(`create function public.late() returns trigger language plpgsql as $$ begin ${late}; return null; end $$;
      create trigger late after update on es.subject_keys for each statement execute function public.late()`)
    const { code, err } = await koop(['keys', 'rotate-master'], environment)
    await asOwner('drop trigger late on es.subject_keys')
    expect(code).toBe(1)
    expect(err).toContain(`somebody wraps by master key ${masterKeyId} meanwhile`)
    expect((await koop(['keys', 'rotate-master'], environment)).out).toMatch(/^1 keys are wrapped by/)
    const status = await koop(['keys', 'status', '--json'], environment)
    expect(JSON.parse(status.out).masterKeys).toMatchObject([{ is: 'CURRENT', persons: 6, secrets: 3, opens: true }])
  })

  it('is refused when it is no key, with the name of the setting', async () => {
    const { code, err } = await koop(['keys', 'status'], { ...town.environment, KOOP_MASTER_KEYS_OLD: 'short' })
    expect({ code, err }).toEqual({
      code: 1,
      err: 'koop: KOOP_MASTER_KEYS_OLD must be keys of 32 bytes in base64, with commas between them\n',
    })
  })
})
