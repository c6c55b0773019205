import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { withClient } from '../contract/postgres.ts'
import { moveToCold } from './move.ts'
import { type ColdDatabase, coldDatabase } from './testing/cold-database.ts'

describe('events are append-only, hot and cold', () => {
  let database: ColdDatabase
  let owner: ColdDatabase['owner']
  let ledger: string
  let before: unknown
  beforeAll(async () => {
    database = await coldDatabase()
    owner = database.owner
  })
  afterAll(() => database.close())
  beforeEach(async () => {
    ledger = await database.sealedLedger(6)
    await moveToCold(owner, ledger, 3)
    before = await database.bytes(ledger)
  })
  afterEach(async () => expect(await database.bytes(ledger)).toEqual(before))

  const CHANGES = [
    `update es.events_cold set payload = '{}'`,
    'update es.events_cold set position = position + 1 where false',
    `update es.events set payload = '{}'`,
    'delete from es.events_cold',
    'delete from es.events_cold where false',
    'delete from only es.events',
    'delete from es.events',
    'truncate es.events_cold',
    'truncate es.events',
  ]

  it.each(CHANGES)('for the owner: %s', async (sql) => {
    const refused = {
      code: '42501',
      message: expect.stringMatching(/^es\.events(_cold)? is append-only: \w+ is refused$/),
    }
    await expect(owner.query(sql)).rejects.toMatchObject(refused)
    // The word that lets a move begin lets nothing go.
    await owner.query(`set es.moving = 'on'`)
    if (!sql.endsWith('where false')) await expect(owner.query(sql)).rejects.toMatchObject(refused)
    await owner.query('reset es.moving')
  })

  it.each(CHANGES)('for a superuser who switched triggers off: %s', async (sql) => {
    await withClient(database.logged.database.adminUrl, async (client) => {
      await client.query(`set session_replication_role = replica; set es.moving = 'on'`)
      if (!sql.endsWith('where false')) await expect(client.query(sql)).rejects.toMatchObject({ code: '42501' })
    })
  })

  it.each([
    ['another payload', `payload = '{"text":"x"}'`],
    ['the same payload in other bytes', `payload = (payload::text || ' ')::json`],
    ['another time', `recorded_at = recorded_at + interval '1 microsecond'`],
    ['another type', `type = type || 'x'`],
    ['another version', 'stream_version = stream_version + 100'],
  ])('a row goes only if an equal one stands: not for one with %s', async (_, change) => {
    const [column, value] = change.split(/ = (.*)/s)
    const columns =
      'ledger, position, stream, stream_version, event_id, type, schema_version, occurred_at, recorded_at, payload, metadata'
    const changed = columns.replace(new RegExp(`\\b${column}\\b`), value ?? '')
    await owner.query(`set es.moving = 'on'`)
    const forged = `with gone as (delete from only es.events where ledger = $1 and position = 4 returning *)
       insert into es.events_cold select ${changed} from gone`
    await expect(owner.query(forged, [ledger])).rejects.toMatchObject({ code: '42501' })
    const honest = `with gone as (delete from only es.events where ledger = $1 and position = 4 returning *)
       insert into es.events_cold select ${columns} from gone`
    await owner.query('begin')
    expect((await owner.query(honest, [ledger])).rowCount).toBe(1)
    await owner.query('rollback')
    await owner.query('reset es.moving')
  })

  it('no event becomes cold that stays hot, by its place in the ledger or in its stream', async () => {
    const copy = (position: string, version: string) =>
      `insert into es.events_cold select ledger, ${position}, stream, ${version}, event_id, type, schema_version,
         occurred_at, recorded_at, payload, metadata from only es.events where ledger = $1 and position = 4`
    for (const sql of [copy('position', 'stream_version + 100'), copy('position + 100', 'stream_version')]) {
      await expect(owner.query(sql, [ledger])).rejects.toMatchObject({ code: '23505' })
    }
  })
})
