import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { storeDatabase, type TestDatabase } from '../contract/postgres.ts'
import { createPool } from '../postgres/pool.ts'
import { Gathered } from './gathered.ts'
import { postgresSubjectKeys } from './postgres-keys.ts'
import { Vault } from './vault.ts'

describe('what is asked while another question is under way', () => {
  /** Answers each number with its double, when it is let. */
  function doubling() {
    const asked: { ledger: string; numbers: readonly number[]; answer: () => void; fail: () => void }[] = []
    const gathered = new Gathered<number, number>((ledger, numbers) => {
      const { promise, resolve, reject } = Promise.withResolvers<number[]>()
      const answer = () => resolve(numbers.map((number) => number * 2))
      asked.push({ ledger, numbers, answer, fail: () => reject(new Error('no')) })
      return promise
    })
    return { asked, gathered }
  }

  it('goes together with the next one, each with its own answer', async () => {
    const { asked, gathered } = doubling()
    const answers = Promise.all([1, 2, 3].map((number) => gathered.ask('l', number)))
    expect(asked.map(({ numbers }) => numbers)).toEqual([[1]])
    asked[0]?.answer()
    await expect.poll(() => asked.length).toBe(2)
    expect(asked[1]?.numbers).toEqual([2, 3])
    asked[1]?.answer()
    expect(await answers).toEqual([2, 4, 6])
  })

  it('does not wait for what is asked of another ledger', () => {
    const { asked, gathered } = doubling()
    void gathered.ask('l', 1)
    void gathered.ask('m', 2)
    expect(asked.map(({ ledger }) => ledger)).toEqual(['l', 'm'])
  })

  it('does not fail with it', async () => {
    const { asked, gathered } = doubling()
    const [first, second] = [gathered.ask('l', 1), gathered.ask('l', 2)]
    asked[0]?.fail()
    await expect(first).rejects.toThrow('no')
    await expect.poll(() => asked.length).toBe(2)
    asked[1]?.answer()
    expect(await second).toBe(4)
    const third = gathered.ask('l', 3)
    expect(asked).toHaveLength(3)
    asked[2]?.answer()
    expect(await third).toBe(6)
  })
})

describe('keys of persons in PostgreSQL', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await storeDatabase()
  })
  afterAll(() => database.drop())

  it('are one for each, however many meet them at once, in one process or in two', async () => {
    const pools = [1, 2].map(() => createPool({ url: database.serviceUrl, max: 2 }))
    const vaults = pools.map((pool) => new Vault(postgresSubjectKeys(pool), Buffer.alloc(32, 1), { keyTtlMs: 0 }))
    const met = await Promise.all(
      Array.from({ length: 60 }, async (_, i) => {
        const person = `p-${i % 7}`
        const keys = await (vaults[i % 2] as Vault).subjectKeys('l', [person], { create: true })
        return { person, key: keys.get(person)?.key.export().toString('hex') }
      }),
    )
    const byPerson = Map.groupBy(met, ({ person }) => person)
    expect(byPerson.size).toBe(7)
    for (const [, all] of byPerson) {
      expect(all[0]?.key).toMatch(/^[0-9a-f]{64}$/)
      expect(new Set(all.map(({ key }) => key)).size).toBe(1)
    }
    await Promise.all(pools.map((pool) => pool.end()))
  })
})
