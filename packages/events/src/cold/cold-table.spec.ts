import { Client } from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newLedger } from '../contract/fixtures.ts'
import { asAdmin, withClient } from '../contract/postgres.ts'
import { type LoggedDatabase, loggedDatabase } from '../log/testing/ledger-log.ts'
import { connectionAs } from '../postgres/pool.ts'
import { moveToCold, openCold } from './move.ts'
import { coldStates, coldTable } from './states.ts'

describe('the cold table', () => {
  const TABLESPACE = `koop_slow_${process.pid}`
  let logged: LoggedDatabase

  beforeEach(async () => {
    logged = await loggedDatabase()
  })
  afterEach(() => logged.close())

  it('is not there before it is needed, and is made once, in the place that was named', async () => {
    await withClient(logged.database.adminUrl, (admin) =>
      admin
        .query('set allow_in_place_tablespaces = on')
        .then(() => admin.query(`create tablespace ${TABLESPACE} location ''`)),
    )
    try {
      await asAdmin(`grant create on tablespace ${TABLESPACE} to public`)
      await withClient(logged.database.ownerUrl, async (owner) => {
        expect(await coldTable(owner)).toBeNull()
        expect(await coldStates(owner)).toEqual([])
        expect(await openCold(owner, TABLESPACE)).toBeNull()
        expect(await coldTable(owner)).toEqual({ tablespace: TABLESPACE, bytes: expect.any(Number) })
        expect(await openCold(owner)).toBeNull()
        expect(await openCold(owner, 'pg_default')).toEqual({ code: 'other-tablespace', tablespace: TABLESPACE })
        const { rows } = await owner.query(
          `select relname from pg_class join pg_tablespace t on t.oid = reltablespace where spcname = $1 and relname like 'events%' order by 1`,
          [TABLESPACE],
        )
        expect(rows.map(({ relname }) => relname)).toEqual([
          'events_cold',
          'events_cold_pkey',
          'events_cold_stream_ledger_stream_version_key',
        ])
      })
    } finally {
      await logged.close()
      await asAdmin(`drop tablespace ${TABLESPACE}`)
      logged = await loggedDatabase()
    }
  })

  it('waits for transactions that have read events, gives up soon, and holds nobody up meanwhile', async () => {
    const reader = new Client({ connectionString: logged.database.serviceUrl })
    await reader.connect()
    await reader.query('begin; select from es.events')
    await withClient(logged.database.ownerUrl, async (owner) => {
      await expect(owner.query('select es.open_cold()')).rejects.toMatchObject({ code: '55P03' })
      expect(await coldTable(owner)).toBeNull()
      const opening = openCold(owner)
      await reader.query('commit')
      expect(await opening).toBeNull()
    })
    await reader.end()
  })

  it('belongs to whom the events belong, whoever makes it', async () => {
    await withClient(logged.database.adminUrl, async (admin) => {
      await openCold(admin)
      const { rows } = await admin.query(
        `select count(distinct relowner)::int as owners from pg_class where oid in ('es.events'::regclass, 'es.events_cold'::regclass)`,
      )
      expect(rows).toEqual([{ owners: 1 }])
    })
  })

  it('is known at once to whoever appended before there was one, in the same session', async () => {
    const own = logged.process()
    const ledger = newLedger()
    const session = new Client(connectionAs(logged.database.serviceUrl))
    await session.connect()
    const appendOne = () =>
      session.query(
        `select es.append_one($1, '{}', null, null, 'thing/a', 0, gen_random_uuid(), 'NoteTaken', 1::smallint, now(), '{"text":"x"}') as answer`,
        [ledger],
      )
    for (let i = 0; i < 8; i++) await appendOne()
    await own.sealAll(ledger)
    await withClient(logged.database.ownerUrl, async (owner) => {
      await openCold(owner)
      await moveToCold(owner, ledger, 1)
    })
    expect((await appendOne()).rows[0].answer).toMatchObject({ outcomes: [1], actual: [1] })
    await session.end()
  })
})
