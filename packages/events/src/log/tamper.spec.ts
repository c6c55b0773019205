import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newLedger } from '../contract/fixtures.ts'
import { withClient } from '../contract/postgres.ts'
import { appendMixed, type LoggedDatabase, type LoggingProcess, loggedDatabase, verify } from './testing/ledger-log.ts'

const SIZE = 20
/** In the first stream, about a person: its payload has sealed texts and others. */
const AT = 4

/** What somebody does who owns the database, to the event at AT. `flip` changes one character of a column's text. */
const flip = (column: string, type: string, at = 'length(t.before) / 2') =>
  `update es.events e set ${column} = overlay(t.before placing
      case when substr(t.before, ${at}, 1) = 'a' then 'b' else 'a' end from ${at})::${type}
     from (select ${column}::text as before from es.events where ledger = $1 and position = ${AT}) t
    where ledger = $1 and position = ${AT}`
const set = (change: string) => `update es.events set ${change} where ledger = $1 and position = ${AT}`

const EVENTS: [what: string, sql: string][] = [
  ['another id', flip('event_id', 'uuid', '36')],
  ['another type', flip('type', 'text')],
  ['another version of the schema', set('schema_version = schema_version + 1')],
  ['another stream', flip('stream', 'text')],
  ['another place in the ledger', set('position = position + 1000000')],
  ['another ledger', set(`ledger = 'elsewhere-' || substr(ledger, 1, 20)`)],
  ['another business time', set(`occurred_at = occurred_at + interval '1 millisecond'`)],
  ['a business time with more digits than we write', set(`occurred_at = occurred_at + interval '1 microsecond'`)],
  ['another time of recording', set(`recorded_at = recorded_at - interval '1 millisecond'`)],
  ['another actor', flip('metadata', 'json', `strpos(t.before, 'worker')`)],
  ['another word in clear', flip('payload', 'json', `strpos(t.before, 'arki')`)],
  ['another letter of a ciphertext', flip('payload', 'json', 'length(t.before) - 10')],
  ['another person named in a ciphertext', flip('payload', 'json', `strpos(t.before, 'sealed:1:p') + 9`)],
  ['another key named in a ciphertext', flip('payload', 'json', `strpos(t.before, 'sealed:1:p') + 13`)],
  ['a word in clear in place of a ciphertext', flip('payload', 'json', `strpos(t.before, 'sealed:1:p')`)],
  ['another payload', set(`payload = '{}'`)],
  ['nothing', `delete from es.events where ledger = $1 and position = ${AT}`],
  [
    'the event of the next position, and that one in its place',
    `
    update es.events set position = 2 * ${AT} + 1 - position + 1000000
     where ledger = $1 and position in (${AT}, ${AT} + 1);
    update es.events set position = position - 1000000 where ledger = $1 and position > 1000000`,
  ],
]

/** To the log itself, or to what is not told to others. */
const LOG: [what: string, sql: string, position: number | null][] = [
  ['another place in its stream, which the leaf does not say,', set('stream_version = stream_version + 1000'), AT],
  [
    'another commitment',
    `update es.log_leaves set commitment = set_byte(commitment, 3, get_byte(commitment, 3) # 1)
     where ledger = $1 and position = ${AT}`,
    AT,
  ],
  [
    'no keys for a nonce, as if a person had been forgotten',
    `update es.log_leaves set nonce_keys = null
     where ledger = $1 and position = ${AT}`,
    AT,
  ],
  [
    'the key of nobody',
    `update es.log_leaves set nonce_keys = '{000000000000:nobody}'
     where ledger = $1 and position = ${AT}`,
    AT,
  ],
  [
    'the key of nobody, and the leaf names it, too',
    `update es.log_leaves set nonce_keys = null, keys = '{000000000000:nobody}'
     where ledger = $1 and position = ${AT}`,
    AT,
  ],
  ['no commitment', `delete from es.log_leaves where ledger = $1 and position = ${AT}`, AT],
  [
    'another hash',
    `update es.log_hashes set hashes = set_byte(hashes, 32 * ${AT - 1}, get_byte(hashes, 32 * ${AT - 1}) # 1)
     where ledger = $1 and level = 0 and tile = 0 and start = 0`,
    AT,
  ],
  ['no hashes', 'delete from es.log_hashes where ledger = $1', 1],
]

const LAST_WORD: [what: string, sql: string, reason: string][] = [
  [
    'another root',
    'update es.log_checkpoints set root = set_byte(root, 0, get_byte(root, 0) # 1) where ledger = $1',
    'says something else',
  ],
  [
    'another note',
    `update es.log_checkpoints set note = replace(note, E'\\n20\\n', E'\\n21\\n') where ledger = $1`,
    'not one of ours',
  ],
  ['no checkpoint', 'delete from es.log_checkpoints where ledger = $1', 'speaks of 0'],
  [
    'nothing sealed',
    'delete from es.logs where ledger = $1',
    '0 events are sealed, and the last checkpoint speaks of 20',
  ],
]

describe('whoever owns the database cannot change the past unseen', () => {
  let logged: LoggedDatabase
  let own: LoggingProcess

  beforeAll(async () => {
    logged = await loggedDatabase()
    own = logged.process()
  })
  afterAll(() => logged.close())

  async function sealedLedger(): Promise<string> {
    const ledger = newLedger()
    await appendMixed(own, ledger, SIZE)
    await own.sealAll(ledger)
    return ledger
  }

  it.each(EVENTS)(
    '%s: found at its position by the writer and by strangers, and nothing more is sealed',
    async (_, sql) => {
      const ledger = await sealedLedger()
      for (const statement of sql.split(';')) expect(await logged.tamper(statement, [ledger])).toBeGreaterThan(0)
      await expect(verify(own, ledger)).rejects.toThrow(new RegExp(`position ${AT}\\b`))
      expect(await own.sealer.check(ledger, 1, SIZE)).toMatchObject({ position: AT })
      await appendMixed(own, ledger, 4).catch(() => {})
      expect(await own.sealer.sealNext(ledger)).toMatchObject({ outcome: 'refused', fault: { position: AT } })
      expect(await own.log.state(ledger)).toMatchObject({ size: SIZE, fault: { position: AT } })
    },
  )

  it.each(LOG)('%s in the log: found, and nothing more is sealed', async (_, sql, position) => {
    const ledger = await sealedLedger()
    expect(await logged.tamper(sql, [ledger])).toBeGreaterThan(0)
    expect(await own.sealer.check(ledger, 1, SIZE)).toMatchObject({ position })
    await appendMixed(own, ledger, 4)
    expect((await own.sealer.sealNext(ledger)).outcome).toBe('refused')
  })

  it.each(LAST_WORD)('%s in its last word: nothing more is sealed', async (_, sql, reason) => {
    const ledger = await sealedLedger()
    expect(await logged.tamper(sql, [ledger])).toBeGreaterThan(0)
    await appendMixed(own, ledger, 4)
    const result = await own.sealer.sealNext(ledger)
    expect(result).toMatchObject({
      outcome: 'refused',
      fault: { position: null, reason: expect.stringContaining(reason) },
    })
  })

  it('a ledger that was cut off is not sealed again from where it ends', async () => {
    const ledger = await sealedLedger()
    await logged.tamper('delete from es.events where ledger = $1 and position > 15', [ledger])
    await logged.tamper('update es.ledgers set head = 15 where ledger = $1', [ledger])
    const fault = { position: 16, reason: '20 events were sealed, and the ledger ends at 15' }
    expect(await own.sealer.sealNext(ledger)).toMatchObject({ outcome: 'refused', fault })
  })

  it('goes on by itself when the event is again what it was', async () => {
    const ledger = await sealedLedger()
    await logged.tamper(set(`type = type || 'x'`), [ledger])
    await own.sealer.check(ledger, 1, SIZE)
    const since = (await own.log.state(ledger))?.fault?.since
    expect((await own.sealer.sealNext(ledger)).outcome).toBe('refused')
    expect((await own.log.state(ledger))?.fault?.since).toBe(since)
    await logged.tamper(set(`type = replace(type, 'x', '')`), [ledger])
    await appendMixed(own, ledger, 4)
    expect(await own.sealer.sealNext(ledger)).toEqual({ outcome: 'sealed', size: SIZE + 4, sealed: 4 })
    expect((await own.log.state(ledger))?.fault).toBeNull()
    expect(await verify(own, ledger)).toContain('24 events')
  })

  it('nobody is accused while the database does not answer', async () => {
    const ledger = await sealedLedger()
    const away = logged.process()
    await away.pool.end()
    await expect(away.sealer.check(ledger, 1, SIZE)).rejects.toThrow()
    expect((await own.log.state(ledger))?.fault).toBeNull()
  })

  const WRITTEN = ['es.log_leaves', 'es.log_hashes', 'es.log_checkpoints', 'es.log_cosignatures']
  it.each(WRITTEN)('%s only grows, for its owner and for the services', async (table) => {
    const { ownerUrl, serviceUrl } = logged.database
    for (const url of [ownerUrl, serviceUrl]) {
      for (const sql of [`delete from ${table}`, `truncate ${table}`, `update ${table} set ledger = 'x'`]) {
        await withClient(url, async (client) => {
          await expect(client.query(sql)).rejects.toMatchObject({ code: '42501' })
        })
      }
    }
  })

  it('the services can make no log shorter', async () => {
    const ledger = await sealedLedger()
    await expect(own.pool.query('update es.logs set size = 3 where ledger = $1', [ledger])).rejects.toMatchObject({
      code: '42501',
      message: `the log of ledger ${ledger} has 20 entries and cannot have 3`,
    })
    await expect(own.pool.query('delete from es.logs')).rejects.toMatchObject({ code: '42501' })
  })
})
