import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { formatReceipt } from '@kooperacje/tlog'
import { MUTATIONS, SIZE } from '@kooperacje/tlog/testing/mutations.ts'
import { Fault, readFolder, readTextFile, tilesIn, trust, verifyHistory, verifyReceipt } from '@kooperacje/verifier'
import { array, assert, asyncProperty, integer, record } from 'fast-check'
import { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { logKeyOf, type SealedTown, sealedTown } from '../testing/sealed-town.ts'
import { LEDGER } from '../testing/town.ts'
import { readDatabase } from '../verify/database.ts'

const verifierOfOneFile: string = '@kooperacje/tlog/verify.mjs'
const oneFile = (await import(verifierOfOneFile)) as {
  verifyExport(folder: string, options: { log: string; since?: string }): string
  verifyReceipt(file: string, options: { log: string }): string
}

const OTHER = '1261011'
const AT = 7
const trusted = trust([logKeyOf(LEDGER)])

let sealed: SealedTown
/** As the owner of the tables, in one session: what it changes is rolled back. */
let owner: Pool
let clean: string

beforeAll(async () => {
  sealed = await sealedTown()
  await sealed.record(12)
  await sealed.record(SIZE - 12)
  await sealed.record(SIZE, OTHER)
  clean = await sealed.export()
  owner = new Pool({
    connectionString: sealed.town.database.ownerUrl,
    max: 1,
    options: '-c timezone=UTC -c datestyle=ISO',
  })
}, 120_000)
afterAll(async () => {
  await owner?.end()
  await sealed?.close()
})

interface Found {
  readonly position: number | undefined
  readonly sentence: string
}

async function found(work: () => unknown): Promise<Found | null> {
  try {
    await work()
    return null
  } catch (fault) {
    // The Fault of the one file is a class of its own.
    if (!(fault instanceof Error) || !('position' in fault)) throw fault
    return { position: fault.position as number | undefined, sentence: fault.message }
  }
}

/** What both verifiers find in an export; they must agree on the place. */
async function bothOn(folder: string, since?: string): Promise<Found | null> {
  const kept = since
    ? [{ checkpoint: await readTextFile(join(since, 'checkpoint')), whose: 'you hold', tile: tilesIn(since) }]
    : []
  const one = await found(() => oneFile.verifyExport(folder, { log: logKeyOf(LEDGER), ...(since ? { since } : {}) }))
  const two = await found(async () => verifyHistory(await readFolder(folder), trusted, kept))
  expect(one?.position).toBe(two?.position)
  expect(one === null).toBe(two === null)
  return two
}

/** Changes something past every guard, exports and verifies it and the tables, and takes the change back. */
async function afterTampering(
  ...changes: (string | [string, unknown[]])[]
): Promise<{ inExport: Found | null; inTables: Found | null }> {
  await owner.query('begin')
  try {
    for (const table of ['events', 'log_leaves', 'log_hashes', 'log_checkpoints']) {
      await owner.query(`alter table es.${table} disable trigger append_only`)
    }
    await owner.query('alter table es.events disable trigger nothing_lost')
    for (const change of changes) {
      const [sql, values] = typeof change === 'string' ? [change, []] : change
      expect((await owner.query(sql, values)).rowCount).toBeGreaterThan(0)
    }
    return {
      inExport: await bothOn(await sealed.export(sealed.logOver(owner))),
      inTables: await found(async () =>
        verifyHistory(await readDatabase(owner, sealed.nonces, LEDGER, trusted), trusted),
      ),
    }
  } finally {
    await owner.query('rollback')
  }
}

const HERE = `where ledger = '${LEDGER}' and position = ${AT}`

describe('nothing is found in a history that nobody touched', () => {
  it('neither in its tables nor in its export', async () => {
    expect(await bothOn(clean)).toBeNull()
    expect(
      await found(async () => verifyHistory(await readDatabase(owner, sealed.nonces, LEDGER, trusted), trusted)),
    ).toBeNull()
  })

  it('nor in what an auditor is handed of it, a part of whose facts they may not know of', async () => {
    const ledger = 'restricted'
    await sealed.town.tell(
      'case/c-1',
      [{ type: 'BlueCardProcedureOpened', occurredAt: '2026-03-02T09:00:00Z', data: {} }],
      ledger,
    )
    await sealed.record(6, ledger)
    const folder = await sealed.export(sealed.log, ledger, undefined, { restricted: false })
    const verdict = await verifyHistory(await readFolder(folder), trust([logKeyOf(ledger)]))
    expect(verdict).toMatchObject({ erased: 0, untold: 0, withheld: 2, hidden: 1 })
    expect(oneFile.verifyExport(folder, { log: logKeyOf(ledger) })).toMatch(/2 payloads withheld .*; 1 events withheld/)
    expect(await readFile(join(folder, 'events.ndjson'), 'utf8')).not.toMatch(/BlueCard|sealed:1:/)
  })

  it('whatever was recorded, however it was sealed and whoever was forgotten since', { timeout: 120_000 }, async () => {
    const step = record({ events: integer({ min: 1, max: 40 }), forget: integer({ min: 0, max: 7 }) })
    let n = 0
    await assert(
      asyncProperty(array(step, { minLength: 1, maxLength: 4 }), async (steps) => {
        const ledger = `law-${++n}`
        const kept: string[] = []
        for (const { events, forget } of steps) {
          await sealed.record(events, ledger)
          kept.push(await sealed.export(sealed.log, ledger))
          await sealed.erase(`client-${forget}`, ledger)
        }
        const keys = trust([logKeyOf(ledger)])
        const folder = await sealed.export(sealed.log, ledger)
        for (const since of kept) {
          expect(oneFile.verifyExport(folder, { log: logKeyOf(ledger), since })).toContain('complete and unchanged')
          const past = {
            checkpoint: await readTextFile(join(since, 'checkpoint')),
            whose: 'you hold',
            tile: tilesIn(since),
          }
          await verifyHistory(await readFolder(folder), keys, [past])
        }
        await verifyHistory(await readDatabase(owner, sealed.nonces, ledger, keys), keys)
      }),
      { numRuns: 8 },
    )
  })
})

describe('an event that was changed in the database is found at its position', () => {
  it.each([
    [
      'event_id',
      `overlay(event_id::text placing case substr(event_id::text, 36) when '0' then '1' else '0' end from 36)::uuid`,
    ],
    ['stream', `overlay(stream placing '~' from length(stream))`],
    ['type', `overlay(type placing 'z' from 3)`],
    ['schema_version', '(schema_version + 1)::smallint'],
    ['occurred_at', `occurred_at + interval '1 microsecond'`],
    ['occurred_at', `occurred_at - interval '1 day'`],
    ['recorded_at', `recorded_at + interval '1 microsecond'`],
    ['position', 'position + 1000'],
    ['ledger', `'9999999'`],
    ['payload', `replace(payload::text, '{', '{"more":1,')::json`],
    ['metadata', `replace(metadata::text, 'staff-1', 'staff-2')::json`],
  ])('in its column %s (%s)', async (column, value) => {
    const { inExport, inTables } = await afterTampering(`update es.events set ${column} = ${value} ${HERE}`)
    expect(inExport).toMatchObject({ position: AT })
    expect(inTables).toMatchObject({ position: AT })
  })

  it.each(['payload', 'metadata'])('when any bit of its %s is turned round', { timeout: 120_000 }, async (column) => {
    const { rows } = await owner.query<{ text: string }>(`select ${column}::text as text from es.events ${HERE}`)
    const bytes = Buffer.from(rows[0]!.text)
    await assert(
      asyncProperty(integer({ min: 0, max: bytes.length * 8 - 1 }), async (bit) => {
        const changed = Buffer.from(bytes)
        changed[bit >> 3]! ^= 1 << (bit & 7)
        // The table holds JSON, so what is none cannot be put there.
        try {
          JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(changed))
        } catch {
          return
        }
        const update: [string, unknown[]] = [`update es.events set ${column} = $1::json ${HERE}`, [changed.toString()]]
        const { inExport, inTables } = await afterTampering(update)
        expect(inExport).toMatchObject({ position: AT })
        expect(inTables).toMatchObject({ position: AT })
      }),
      { numRuns: 30 },
    )
  })
})

describe('events that were moved about in the database are found at the first position that is not as it was', () => {
  const change = (sql: string) => `update es.events set ${sql} where ledger = '${LEDGER}'`

  it.each<[string, (string | [string, unknown[]])[], number]>([
    ['one is dropped', [`delete from es.events ${HERE}`], AT],
    [
      'one is dropped, and the others close up',
      [
        `delete from es.events ${HERE}`,
        `${change('position = -position')} and position > ${AT}`,
        change('position = -position - 1').concat(' and position < 0'),
      ],
      AT,
    ],
    [
      'two are swapped',
      [
        `${change('position = -1')} and position = ${AT}`,
        `${change(`position = ${AT}`)} and position = ${AT + 1}`,
        `${change(`position = ${AT + 1}`)} and position = -1`,
      ],
      AT,
    ],
    [
      'one is inserted',
      [
        `${change('position = -position')} and position >= ${AT}`,
        change('position = -position + 1').concat(' and position < 0'),
        `insert into es.events select ledger, ${AT}, stream || '-', 1, gen_random_uuid(), type, schema_version,
           occurred_at, recorded_at, payload, metadata from es.events where ledger = '${LEDGER}' and position = 2`,
      ],
      AT,
    ],
    ['the end is cut off', [`delete from es.events where ledger = '${LEDGER}' and position > 15`], 16],
    ['all are gone', [`delete from es.events where ledger = '${LEDGER}'`], 1],
    [
      'one of another ledger takes its place',
      [
        `delete from es.events ${HERE}`,
        `update es.events set ledger = '${LEDGER}', stream = stream || '-' where ledger = '${OTHER}' and position = ${AT}`,
      ],
      AT,
    ],
    [
      'its commitment and its hash are others, too',
      [
        `update es.log_leaves set commitment = sha256('other') ${HERE}`,
        `update es.log_hashes set hashes = overlay(hashes placing sha256('other') from ${(AT - 1) * 32 + 1})
          where ledger = '${LEDGER}' and level = 0 and tile = 0 and start = 0`,
      ],
      AT,
    ],
  ])('when %s', async (_, changes, position) => {
    const { inExport, inTables } = await afterTampering(...changes)
    expect(inExport).toMatchObject({ position })
    expect(inTables).toMatchObject({ position })
  })
})

describe('what no checkpoint would show is found in the tables', () => {
  it('another place of an event in its stream, which its entry does not say', async () => {
    const { inExport, inTables } = await afterTampering(
      `update es.events set stream_version = stream_version + 1000 ${HERE}`,
    )
    expect(inExport).toBeNull()
    expect(inTables).toMatchObject({ position: AT, sentence: expect.stringContaining('goes on with its version') })
  })

  it.each<[string, string]>([
    ['forgotten before it was sealed', 'nonce_keys = null'],
    ['sealed with a key that never was', `nonce_keys = array['000000000000:nobody']`],
    [
      'sealed with a key that never was, as its entry says, too,',
      `nonce_keys = null, keys = array['000000000000:nobody']`,
    ],
  ])('a payload that was made to look %s', async (_, keys) => {
    const { rows } = await owner.query<{ position: string }>(
      `select position from es.events where ledger = $1 and payload::text like '%sealed:1:%' order by 1 limit 1`,
      [LEDGER],
    )
    const position = Number(rows[0]?.position)
    const here = `where ledger = '${LEDGER}' and position = ${position}`
    const emptied = `update es.events set payload = '{}' ${here}`
    const named = `update es.events set payload =
      regexp_replace(payload::text, 'sealed:1:[^:]+:........', 'sealed:1:nobody:AAAAAAAA', 'g')::json ${here}`
    for (const change of [emptied, named]) {
      expect(await afterTampering(change, `update es.log_leaves set ${keys} ${here}`)).toMatchObject({
        inExport: { position },
        inTables: { position },
      })
    }
  })

  it('a payload whose key was taken away, and no fact says so', async () => {
    const ledger = 'bereft'
    await sealed.record(6, ledger)
    await sealed.erase('client-0', ledger)
    const { rowCount } = await owner.query('delete from es.subject_keys where ledger = $1', [ledger])
    expect(rowCount).toBeGreaterThan(0)
    await sealed.record(6, ledger)
    const keys = trust([logKeyOf(ledger)])
    const folder = await sealed.export(sealed.log, ledger)
    const faults = [
      await found(() => oneFile.verifyExport(folder, { log: logKeyOf(ledger) })),
      await found(async () => verifyHistory(await readFolder(folder), keys)),
      await found(async () => verifyHistory(await readDatabase(owner, sealed.nonces, ledger, keys), keys)),
    ]
    const sentence: string = expect.stringContaining('no erasure that is recorded here names a key of it')
    expect(faults).toEqual(Array(3).fill({ position: faults[0]?.position, sentence }))
  })

  it.each([0, -3, 10_000])('an event at position %i, where the ledger has none', async (position) => {
    const { inExport, inTables } = await afterTampering(
      `insert into es.events select ledger, ${position}, stream || '-', 1, gen_random_uuid(), type, schema_version,
         occurred_at, recorded_at, payload, metadata from es.events ${HERE}`,
    )
    const sentence = `position ${position}: here stands an event, and the ledger has positions 1 to ${SIZE}`
    expect({ inExport, inTables }).toEqual({ inExport: null, inTables: { position, sentence } })
  })
})

describe('what the log keeps of itself', () => {
  it('is found changed, and events that are right are not accused', async () => {
    const { inExport, inTables } = await afterTampering(
      `update es.log_hashes set hashes = overlay(hashes placing sha256('x') from ${(AT - 1) * 32 + 1})
        where ledger = '${LEDGER}' and level = 0 and start = 0`,
    )
    const sentence = `position ${AT}: tile/0/000.p/20 is changed; the events themselves are those of the checkpoint`
    expect(inExport).toEqual({ position: AT, sentence })
    expect(inTables).toEqual({ position: AT, sentence })
  })

  it('is not believed when its signature is forged', async () => {
    const { inExport, inTables } = await afterTampering([
      `update es.log_checkpoints set note = regexp_replace(note, '.{8}=\\n$', E'AAAAAAA=\\n') where ledger = $1 and size = $2`,
      [LEDGER, SIZE],
    ])
    expect(inExport?.sentence).toMatch(/forged|no signature/)
    expect(inTables?.sentence).toMatch(/forged|no signature/)
  })

  it('is not believed when it is shown as it was before, by who holds what came since', async () => {
    const old = await sealed.export(sealed.log, LEDGER, 12)
    expect(await bothOn(old)).toBeNull()
    const replayed = await bothOn(old, clean)
    expect(replayed?.sentence).toContain('you hold a checkpoint of 20 events, and this is one of 12')
    const events = await readFile(join(clean, 'events.ndjson'))
    await writeFile(join(old, 'events.ndjson'), events)
    expect(await bothOn(old)).toMatchObject({ position: 13 })
  })

  it('is not taken for the log of another ledger', async () => {
    const other = await sealed.export(sealed.log, OTHER)
    expect((await bothOn(other))?.sentence).toBe(
      `the checkpoint is of the log 'hub.example/ledgers/${OTHER}', and your key is of 'hub.example/ledgers/${LEDGER}'`,
    )
  })

  it('does not hide a history that its owner rewrote and sealed anew with the right key', {
    timeout: 60_000,
  }, async () => {
    const twin = await sealedTown()
    try {
      await twin.record(AT - 1)
      await twin.record(SIZE)
      const fork = await twin.export()
      expect(await bothOn(fork)).toBeNull()
      expect(await bothOn(fork, clean)).toMatchObject({ position: 1 })
    } finally {
      await twin.close()
    }
  })
})

describe('a change in the exported files is found by both verifiers', () => {
  it.each(MUTATIONS)('when $what', async ({ mutate, position }) => {
    const folder = await sealed.export()
    const file = join(folder, 'events.ndjson')
    const lines = (await readFile(file, 'utf8')).split(/(?<=\n)/)
    expect(lines).toHaveLength(SIZE)
    await writeFile(file, mutate(lines).join(''))
    expect(await bothOn(folder)).toMatchObject({ position })
  })
})

describe('the receipt of a referral', () => {
  // Four hundred files, each for two verifiers: how long that takes says how busy the machine is, and nothing else.
  it('verifies without the server, and not when any bit of it is turned round', { timeout: 120_000 }, async () => {
    const [event] = await sealed.log.disclosuresOf(LEDGER, 1, 1, SIZE)
    const checkpoint = (await sealed.log.checkpoint(LEDGER))!
    const path = await sealed.log.inclusionProof(LEDGER, 1, checkpoint.size)
    const receipt = formatReceipt(event!, { path, checkpoint: checkpoint.note })
    const file = join(sealed.folder, 'referral.tlog-proof')
    await writeFile(file, receipt)
    expect(verifyReceipt(receipt, trusted)).toMatchObject({
      position: 1,
      shown: true,
      event: { type: 'ReferralSubmitted' },
    })
    expect(oneFile.verifyReceipt(file, { log: logKeyOf(LEDGER) })).toContain('ReferralSubmitted of referral/r-0')

    const bytes = Buffer.from(receipt)
    await assert(
      asyncProperty(integer({ min: 0, max: bytes.length * 8 - 1 }), async (bit) => {
        const changed = Buffer.from(bytes)
        changed[bit >> 3]! ^= 1 << (bit & 7)
        await writeFile(file, changed)
        expect(() => oneFile.verifyReceipt(file, { log: logKeyOf(LEDGER) })).toThrow()
        await expect(readTextFile(file).then((text) => verifyReceipt(text, trusted))).rejects.toThrow(Fault)
      }),
      { numRuns: 400 },
    )
  })
})
