import type { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { command, note, typesNow, write } from '../contract/fixtures.ts'
import { postgresCodec, storeDatabase, type TestDatabase, withClient } from '../contract/postgres.ts'
import { createPool, SERVICE_ROLE } from './pool.ts'
import { PostgresEventStore } from './store.ts'

describe('the history is append-only', () => {
  let database: TestDatabase
  let pool: Pool

  beforeAll(async () => {
    database = await storeDatabase()
    pool = createPool({ url: database.serviceUrl })
    await new PostgresEventStore(pool, postgresCodec(pool, typesNow)).append(
      command('zawiercie', write('a', 'no-stream', note('1'))),
    )
  })
  afterAll(async () => {
    await pool.end()
    await database.drop()
  })

  const CHANGES = [
    `update es.events set payload = '{}'`,
    'update es.events set position = position + 1 where false',
    'delete from es.events',
    'delete from es.events where false',
    'truncate es.events',
    'truncate es.events, es.ledgers cascade',
  ]

  it.each(CHANGES)('for the owner of the tables: %s', async (sql) => {
    await withClient(database.ownerUrl, async (client) => {
      await expect(client.query(sql)).rejects.toMatchObject({
        code: '42501',
        message: expect.stringContaining('append-only'),
      })
    })
  })

  it.each(CHANGES)('for a superuser who switched triggers off: %s', async (sql) => {
    await withClient(database.adminUrl, async (client) => {
      await client.query('set session_replication_role = replica')
      await expect(client.query(sql)).rejects.toMatchObject({ code: '42501' })
    })
  })

  it.each([
    ...CHANGES,
    `insert into es.events select ledger, 2, stream, 2, event_id, type, schema_version, occurred_at, recorded_at, payload,
       metadata from es.events`,
    `insert into es.ledgers (ledger, head) values ('other', 5)`,
    'update es.ledgers set head = 7',
    'delete from es.ledgers',
    `insert into es.idempotency_keys values ('zawiercie', 'k', 'f', 1, 1, now())`,
    `update es.idempotency_keys set fingerprint = 'x'`,
    'delete from es.idempotency_keys',
    // A rotation wraps a key anew; whose key it is, and since when, stays.
    `update es.subject_keys set subject = 'x'`,
    `update es.subject_keys set ledger = 'x'`,
    'update es.subject_keys set created_at = now()',
    'alter table es.events disable trigger append_only',
    'drop table es.events',
    `create or replace function es.append() returns void language sql as 'select'`,
  ])('for the services: %s', async (sql) => {
    await expect(pool.query(sql)).rejects.toMatchObject({ code: '42501' })
  })

  it('and nobody but the services may call es.append, in any of its forms', async () => {
    const { rows } = await pool.query(
      `select p.proname, r.rolname from pg_proc p, aclexplode(p.proacl) a left join pg_roles r on r.oid = a.grantee
        where p.pronamespace = 'es'::regnamespace and p.proname like 'append%' and a.grantee <> p.proowner order by 1`,
    )
    const forms = ['append', 'append_one', 'append_with_keys']
    expect(rows).toEqual(forms.map((proname) => ({ proname, rolname: SERVICE_ROLE })))
  })

  it('so that what was written still stands', async () => {
    const { rows } = await pool.query('select payload, position from es.events')
    expect(rows).toEqual([{ payload: { text: '1' }, position: '1' }])
  })
})
