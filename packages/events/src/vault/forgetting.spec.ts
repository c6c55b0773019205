import { createTestDatabase, type TestDatabase } from '@kooperacje/infra/testing'
import { Client, type Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { connectionAs, createPool } from '../postgres/pool.ts'
import { PostgresForgetting } from './forgetting.ts'
import { postgresSubjectKeys } from './postgres-keys.ts'
import { Vault } from './vault.ts'

describe('a person who is forgotten by one process', () => {
  let database: TestDatabase
  let pool: Pool
  const processes: { vault: Vault; forgetting: PostgresForgetting; asked: () => number }[] = []

  beforeAll(async () => {
    database = await createTestDatabase()
    pool = createPool({ url: database.serviceUrl, max: 4 })
    for (const name of ['one', 'other']) {
      const forgetting = new PostgresForgetting(connectionAs(database.serviceUrl, `forgetting-${name}`))
      const keys = postgresSubjectKeys(pool)
      let asked = 0
      const load: typeof keys.load = (...all) => {
        asked++
        return keys.load(...all)
      }
      const vault = new Vault({ ...keys, load }, Buffer.alloc(32, 7), { forgetting })
      processes.push({ vault, forgetting, asked: () => asked })
    }
  })
  afterAll(async () => {
    for (const { forgetting } of processes) await forgetting.close()
    await pool.end()
    await database.drop()
  })

  const [one, other] = [() => processes[0]!, () => processes[1]!]
  const knows = async ({ vault }: { vault: Vault }, who: string) => (await vault.subjectKeys('l', [who])).has(who)
  /** From here on the key is taken from memory. */
  const remembered = async (process: ReturnType<typeof one>, who: string) => {
    await vi.waitFor(async () => {
      await knows(process, who)
      const before = process.asked()
      expect(await knows(process, who)).toBe(true)
      expect(process.asked()).toBe(before)
    }, 5000)
  }

  it('is forgotten by all of them, without waiting for a key to grow old', async () => {
    await one().vault.subjectKeys('l', ['p', 'q'], { create: true })
    for (const process of processes) for (const who of ['p', 'q']) await remembered(process, who)
    await one().vault.forget('l', 'p')
    expect(await knows(one(), 'p')).toBe(false)
    await vi.waitFor(async () => expect(await knows(other(), 'p')).toBe(false), { timeout: 2000, interval: 5 })
    const before = other().asked()
    expect(await knows(other(), 'q')).toBe(true)
    expect(other().asked()).toBe(before)
  })

  it('is forgotten however the row of the key went', async () => {
    await remembered(one(), 'q')
    const owner = new Client({ connectionString: database.ownerUrl })
    await owner.connect()
    await owner.query("delete from es.subject_keys where subject = 'q'")
    await owner.end()
    await vi.waitFor(async () => expect(await knows(one(), 'q')).toBe(false), { timeout: 2000, interval: 5 })
  })

  it('is forgotten with everybody else where the news cannot be read', async () => {
    await one().vault.subjectKeys('l', ['t'], { create: true })
    for (const news of ['no JSON', 'null', '{"ledger":"l"}']) {
      await remembered(other(), 't')
      const before = other().asked()
      await pool.query("select pg_notify('es_forgotten', $1)", [news])
      await vi.waitFor(async () => {
        await knows(other(), 't')
        expect(other().asked()).toBeGreaterThan(before)
      }, 5000)
    }
  })

  it('is not remembered by one that would not hear of it: it asks each time until it hears again', async () => {
    await one().vault.subjectKeys('l', ['r'], { create: true })
    await remembered(other(), 'r')
    // As the log-in itself, whose connection it is, and not in the role that it takes.
    const login = new Client({ connectionString: database.serviceUrl })
    await login.connect()
    const { rows } = await login.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'forgetting-other' and datname = current_database()",
    )
    await login.end()
    expect(rows).toHaveLength(1)
    await vi.waitFor(() => expect(other().forgetting.listening).toBe(false), { timeout: 2000, interval: 1 })
    await one().vault.forget('l', 'r')
    expect(await knows(other(), 'r')).toBe(false)
    await vi.waitFor(() => expect(other().forgetting.listening).toBe(true), 5000)
    await one().vault.subjectKeys('l', ['s'], { create: true })
    await remembered(other(), 's')
  })
})
