import { swallowingProxy } from '@kooperacje/infra/testing'
import type { Client, Pool } from 'pg'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { emptyDatabase, type TestDatabase, withClient } from '../contract/postgres.ts'
import { createPool } from '../postgres/pool.ts'
import { Announcer, GROWN } from './announcer.ts'

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

  it('says of many ledgers that grew at once all in one statement', () =>
    listening(async (heard) => {
      const announcer = new Announcer(pool)
      const query = vi.spyOn(pool, 'query')
      announcer.announce('first')
      for (const ledger of ['a', 'b', 'c', 'a']) announcer.announce(ledger)
      await announcer.close()
      await vi.waitFor(() => expect(heard.toSorted()).toEqual(['a', 'b', 'c', 'first']))
      expect(query).toHaveBeenCalledTimes(2)
    }))

  it('gives up what a network has swallowed, and says what grew behind it', () =>
    listening(async (heard) => {
      const announcer = new Announcer(pool, { timeoutMs: 200 })
      announcer.announce('before')
      await vi.waitFor(() => expect(heard).toEqual(['before']))
      await announcer.close()
      proxy.swallow()
      announcer.announce('swallowed')
      announcer.announce('behind')
      await vi.waitFor(() => expect(heard).toEqual(['before', 'behind']), 5000)
      await announcer.close()
    }))

  it('closes when a network has swallowed its last words', () =>
    listening(async (heard) => {
      const announcer = new Announcer(pool, { timeoutMs: 200 })
      announcer.announce('before')
      await vi.waitFor(() => expect(heard).toEqual(['before']))
      await announcer.close()
      proxy.swallow()
      announcer.announce('swallowed')
      await announcer.close()
    }))
})
