import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { catchUp } from '@kooperacje/events'
import { projections } from '@kooperacje/readmodels'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { koop } from '../testing/koop.ts'
import { logKeyOf, type SealedTown, sealedTown } from '../testing/sealed-town.ts'
import { LEDGER, qualified } from '../testing/town.ts'

const SEALED = 40
const HEAD = 42

describe('koop cold', () => {
  let sealed: SealedTown
  let key: string

  beforeAll(async () => {
    sealed = await sealedTown()
    await sealed.record(SEALED)
    await sealed.town.tell('case/late', [qualified('2026-03-04'), qualified('2026-03-05')])
    key = logKeyOf(LEDGER)
  })
  afterAll(() => sealed?.close())

  const services = (args: readonly string[], changes: NodeJS.ProcessEnv = {}) =>
    koop(args, { ...sealed.town.environment, ...changes })
  const owner = (args: readonly string[]) => services(args, { DATABASE_MIGRATION_URL: sealed.town.database.ownerUrl })
  const move = (...args: readonly string[]) => owner(['cold', 'move', '--ledger', LEDGER, ...args])
  const status = async () => JSON.parse((await services(['cold', 'status', '--json'])).out)
  const asOwner = async (sql: string) => {
    const client = new Client({ connectionString: sealed.town.database.ownerUrl })
    await client.connect()
    return client.query(sql).finally(() => client.end())
  }

  /** What people and auditors get to see of the ledger. */
  const seen = async () => {
    const folder = await sealed.export()
    const files = ['events.ndjson', 'checkpoint', 'tile/0/000.p/40']
    return {
      events: await services(['events', '--ledger', LEDGER, '--format', 'ndjson']),
      stream: await services(['replay', '--stream', 'case/c-1', '--ledger', LEDGER, '--json']),
      verify: await services(['verify', '--ledger', LEDGER, '--key', key]),
      exported: await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8'))),
    }
  }

  it('refuses in one sentence what may not move, and changes nothing', async () => {
    const refused: readonly (readonly [readonly string[], string])[] = [
      [['--before', '44'], `ledger ${LEDGER} has 42 events, so --before can be at most 43; nothing was changed`],
      [
        ['--before', '42'],
        `of the 42 events of ledger ${LEDGER} 40 are sealed, and only those may move, so --before can be at most 41; nothing was changed`,
      ],
      [['--before', '21', '--tablespace', 'nowhere'], "there is no tablespace 'nowhere'; nothing was changed"],
      [
        ['--before', '21', '--tablespace', 'pg_global'],
        'the owner of the history may make nothing in tablespace pg_global: grant create on it; nothing was changed',
      ],
      [['--before', '2999-01-01'], `of the 42 events of ledger ${LEDGER} 40 are sealed`],
    ]
    for (const [args, sentence] of refused) {
      const { code, out, err } = await move(...args)
      expect({ code, out }).toEqual({ code: 1, out: '' })
      expect(err).toContain(sentence)
      expect(err.trim().split('\n')).toHaveLength(1)
    }
    const nowhere = await owner(['cold', 'move', '--ledger', 'nowhere', '--before', '2'])
    expect(nowhere).toMatchObject({ code: 1, err: "koop: there is no ledger 'nowhere'; nothing was changed\n" })
    expect((await owner(['cold', 'return', '--ledger', 'nowhere'])).code).toBe(1)
    expect((await move()).code).toBe(2)
    expect((await status()).table).toBeNull()
  })

  it('refuses whoever does not own the history', async () => {
    for (const args of [['move', '--before', '2'], ['return']]) {
      const { code, err } = await services(['cold', ...args, '--ledger', LEDGER])
      expect(code).toBe(1)
      expect(err).toMatch(/^koop: \S+ does not own the history, and only \S+ may move events: .*nothing was changed\n$/)
    }
    expect((await status()).table).toBeNull()
  })

  it('says what would move, and moves nothing', async () => {
    expect(await move('--before', '21', '--dry-run')).toMatchObject({
      code: 0,
      out: '20 events would move, positions 1 to 20.\n',
    })
    expect((await move('--before', '2019-01-01', '--dry-run')).out).toBe(
      `Nothing to move: no event of ledger ${LEDGER} is cold.\n`,
    )
    const { lines } = await services(['cold', 'status'])
    expect(lines).toEqual([
      'LEDGER   EVENTS  COLD  COULD MOVE',
      `${LEDGER}      42     0          40`,
      'There is no cold table: nothing was moved yet.',
    ])
  })

  it('moves, once, and nobody who reads, replays, verifies or exports sees a difference', async () => {
    const before = await seen()
    expect(before.verify).toMatchObject({ code: 0 })
    expect(before.events.lines).toHaveLength(HEAD)
    expect(await move('--before', '21', '--batch', '7')).toMatchObject({
      code: 0,
      out: `20 events moved: ledger ${LEDGER} is cold up to position 20.\n`,
    })
    expect(await seen()).toEqual(before)
    expect((await move('--before', '21')).out).toBe(`Nothing to move: ledger ${LEDGER} is cold up to position 20.\n`)
    expect(await move('--before', '41', '--tablespace', 'pg_default')).toMatchObject({ code: 0 })
    expect(await seen()).toEqual(before)
    expect(await status()).toEqual({
      table: { tablespace: 'pg_default', bytes: expect.any(Number) },
      ledgers: [{ ledger: LEDGER, head: HEAD, sealed: SEALED, cold: SEALED, faulty: false }],
    })
    expect((await services(['cold', 'status', '--ledger', LEDGER])).out).toMatch(
      /The cold table lies in tablespace pg_default and takes 1 MB with its indexes\.\n$/,
    )
  })

  it('leaves every projection what it was, also one that is built from zero over cold events', async () => {
    for (const projection of projections) await catchUp(sealed.town.pool, sealed.town.codec, projection, LEDGER)
    const checked = await services(['projections', 'check', '--all'])
    expect(checked).toMatchObject({ code: 0 })
  })

  it('keeps the table where it is', async () => {
    const { code, err } = await move('--before', '30', '--tablespace', 'elsewhere')
    expect(code).toBe(0)
    expect(err).toBe('')
    await owner(['cold', 'return', '--ledger', LEDGER, '--from', '40'])
    expect(await move('--before', '41', '--tablespace', 'elsewhere')).toMatchObject({
      code: 1,
      err: 'koop: the cold table lies in tablespace pg_default already, and it is one for all ledgers: leave --tablespace out; nothing was changed\n',
    })
  })

  it('is looked at by the doctor', async () => {
    const of = async (check: string) =>
      JSON.parse((await services(['doctor', '--json'])).out).findings.find(
        (found: { check: string }) => found.check === check,
      )
    expect(await of('cold events')).toMatchObject({
      verdict: 'ok',
      finding: 'the first ones of 1 ledger, and none is hot as well',
    })
    expect(await of('es.events_cold')).toMatchObject({ verdict: 'ok' })
    expect(await of('append-only trigger')).toMatchObject({
      verdict: 'ok',
      finding: 'stops the owner of es.events and es.events_cold too',
    })
    const copy = `insert into es.events select * from es.events_cold where position = 5`
    const harm: readonly (readonly [check: string, harm: string, found: string, undo: string])[] = [
      [
        'append-only trigger',
        'alter table es.events_cold disable trigger nothing_lost',
        'nothing_lost is switched off',
        'alter table es.events_cold enable always trigger nothing_lost',
      ],
      [
        'es.events_cold',
        'grant delete on es.events_cold to public',
        'kooperacje_service may delete',
        'revoke delete on es.events_cold from public',
      ],
      [
        'cold events',
        'alter table es.events_cold no inherit es.events',
        'es.events_cold is no longer part of es.events',
        'alter table es.events_cold inherit es.events',
      ],
      [
        'cold events',
        'create table public.more () inherits (es.events)',
        'more adds rows to es.events',
        'drop table public.more',
      ],
      [
        'cold events',
        copy,
        `position 5 of ledger ${LEDGER} is hot and before the last cold one`,
        `alter table es.events disable trigger user; delete from only es.events where position = 5;
         alter table es.events enable always trigger append_only; alter table es.events enable always trigger nothing_lost`,
      ],
    ]
    for (const [check, sql, found, undo] of harm) {
      await asOwner(sql)
      const finding = await of(check)
      if (sql === copy) {
        // No index could refuse it; whoever verifies finds it.
        expect(await services(['verify', '--ledger', LEDGER, '--key', key])).toMatchObject({ code: 1 })
      }
      await asOwner(undo)
      expect(finding).toMatchObject({ verdict: 'FAIL', finding: expect.stringContaining(found) })
    }
    expect((await of('cold events')).verdict).toBe('ok')
  })

  it('brings events back', async () => {
    const before = await seen()
    expect(await owner(['cold', 'return', '--ledger', LEDGER, '--from', '11', '--batch', '4'])).toMatchObject({
      code: 0,
      out: '29 events moved back, positions 11 to 39.\n',
    })
    expect((await status()).ledgers[0].cold).toBe(10)
    expect((await owner(['cold', 'return', '--ledger', LEDGER])).out).toBe('10 events moved back, positions 1 to 10.\n')
    expect((await owner(['cold', 'return', '--ledger', LEDGER])).out).toBe(
      `Nothing to move back: no event of ledger ${LEDGER} from position 1 on is cold.\n`,
    )
    expect(await seen()).toEqual(before)
  })

  it('moves nothing of a ledger whose past is not what was sealed', async () => {
    await asOwner(
      `update es.logs set fault_position = 3, fault_reason = 'x', fault_since = now() where ledger = '${LEDGER}'`,
    )
    const { code, err } = await move('--before', '10')
    await asOwner('update es.logs set fault_position = null, fault_reason = null, fault_since = null')
    expect(code).toBe(1)
    expect(err).toContain(`the past of ledger ${LEDGER} is not what was sealed, see \`koop log status\``)
  })
})
