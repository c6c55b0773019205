import { swallowingProxy } from '@kooperacje/infra/testing'
import type { Client, Pool } from 'pg'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { emptyDatabase, type TestDatabase, withClient } from '../contract/postgres.ts'
import { createPool } from '../postgres/pool.ts'
import { GROWN } from './announcements.ts'
import { Announcer } from './announcer.ts'

describe('the announcer', () => {
  let database: TestDatabase
  let proxy: Awaited<ReturnType<typeof swallowingProxy>>
  let pool: Pool
  beforeEach(async () => {
    database = await emptyDatabase()
    proxy = await swallowingProxy(database.adminUrl)
    // Without a limit of its own: what is waited for here ends by that of the announcer.
    pool = createPool({ url: proxy.url })
  })
  afterEach(async () => {
    await proxy[Symbol.asyncDispose]()
    await pool.end()
    await database.drop()
  })

  const listening = <T>(work: (heard: readonly string[]) => Promise<T>) =>
    withClient(database.adminUrl, async (client: Client) => {
      const heard: string[] = []
      client.on('notification', ({ payload = '' }) => heard.push(payload))
      await client.query(`listen ${GROWN}`)
      return work(heard)
    })

  it('says of many ledgers that grew at once all in one statement, of each how far', () =>
    listening(async (heard) => {
      const announcer = new Announcer(pool)
      const query = vi.spyOn(pool, 'query')
      announcer.announce('first', 1)
      for (const [at, ledger] of ['a', 'b', 'c', 'a'].entries()) announcer.announce(ledger, at + 2)
      announcer.announce('a', 4)
      await announcer.close()
      await vi.waitFor(() => expect(heard.toSorted()).toEqual(['a 5', 'b 3', 'c 4', 'first 1']))
      expect(query).toHaveBeenCalledTimes(2)
    }))

  it('gives up what a network has swallowed, and says what grew behind it', () =>
    listening(async (heard) => {
      const announcer = new Announcer(pool, { timeoutMs: 200 })
      announcer.announce('before', 1)
      await vi.waitFor(() => expect(heard).toEqual(['before 1']))
      await announcer.close()
      proxy.swallow()
      announcer.announce('swallowed', 2)
      announcer.announce('behind', 3)
      await vi.waitFor(() => expect(heard).toEqual(['before 1', 'behind 3']), 5000)
      await announcer.close()
    }))

  it('closes when a network has swallowed its last words', () =>
    listening(async (heard) => {
      const announcer = new Announcer(pool, { timeoutMs: 200 })
      announcer.announce('before', 1)
      await vi.waitFor(() => expect(heard).toEqual(['before 1']))
      await announcer.close()
      proxy.swallow()
      announcer.announce('swallowed', 2)
      await announcer.close()
    }))
})
