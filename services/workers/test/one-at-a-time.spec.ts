import { createPool } from '@kooperacje/events'
import { createTestDatabase, type TestDatabase } from '@kooperacje/infra/testing'
import type { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ifFree, whenFree } from '../src/erasures/one-at-a-time.ts'

describe('work that one process at a time does', () => {
  let database: TestDatabase
  let pool: Pool
  let elsewhere: Pool

  beforeAll(async () => {
    database = await createTestDatabase()
    pool = createPool({ url: database.serviceUrl, max: 2 })
    elsewhere = createPool({ url: database.serviceUrl, max: 1 })
  })
  afterAll(async () => {
    await Promise.all([pool.end(), elsewhere.end()])
    await database.drop()
  })

  /** Somebody in another process is at it until this is called. */
  async function held(name: string): Promise<() => Promise<unknown>> {
    const { promise: ended, resolve: end } = Promise.withResolvers<void>()
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>()
    const holding = ifFree(elsewhere, name, async () => {
      begin()
      await ended
    })
    await begun
    return () => {
      end()
      return holding
    }
  }

  it('is waited for without the connections that it needs itself', async () => {
    const release = await held('a')
    let at = 0
    const work = async () => {
      expect(++at).toBe(1)
      await pool.query('select')
      at--
      return { done: true }
    }
    const waiting = Array.from({ length: 6 }, () => whenFree(pool, 'a', work))
    // Would not be answered if those who wait held both.
    for (let i = 0; i < 10; i++) await pool.query('select pg_sleep(0.01)')
    await release()
    expect(await Promise.all(waiting)).toEqual(Array(6).fill({ done: true }))
  })

  it('is given up by whoever has waited too long, and not begun behind their back', async () => {
    const release = await held('b')
    let begun = false
    const work = async () => {
      begun = true
      return {}
    }
    expect(await whenFree(pool, 'b', work, { patienceMs: 150 })).toBeNull()
    await release()
    expect(begun).toBe(false)
  })
})
