import { randomBytes } from 'node:crypto'
import { createTestDatabase } from '@kooperacje/infra/testing'
import { expect, it } from 'vitest'
import { openEventStore } from './open.ts'

it('whoever holds the last connection gets the keys of persons and of ledgers all the same', async () => {
  const database = await createTestDatabase()
  const { pool, vault, searchKeys, nonces, close } = openEventStore({
    url: database.serviceUrl,
    masterKey: randomBytes(32),
    max: 1,
  })
  const held = await pool.connect()
  expect((await vault.subjectKeys('l', ['p'], { create: true })).size).toBe(1)
  expect(await searchKeys.hash('l', 'pesel', '1')).toHaveLength(32)
  expect(await nonces.of('l', [{ eventId: 'e', nonceKeys: [] }])).toEqual([expect.any(Buffer)])
  held.release()
  await close()
  await database.drop()
})

it('a query that is not answered in time fails, and its connection is thrown away', async () => {
  const database = await createTestDatabase()
  const { pool, close } = openEventStore({ url: database.serviceUrl, masterKey: randomBytes(32), queryTimeoutMs: 100 })
  await expect(pool.query('select pg_sleep(60)')).rejects.toThrow('timeout')
  expect(pool.totalCount).toBe(0)
  expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  await close()
  await database.drop()
})
