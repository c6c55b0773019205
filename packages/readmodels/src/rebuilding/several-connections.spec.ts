import { ReferralSubmitted } from '@kooperacje/domain'
import { Client } from 'pg'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { type RebuildOptions, rebuildProjection } from '../rebuild.ts'
import { referring } from '../testing/facts.ts'
import { type Archive, type History, openArchive } from '../testing/history.ts'
import { inboxWithKeys } from '../testing/inbox.ts'

const REFERRALS = 2500
const PER_COMMAND = 500
/** What the second and the last referral are called: PostgreSQL stores the same of both. */
const [TWICE, TWICE_STORED] = ['x\u0000', 'x']
const keys = Object.fromEntries(Array.from({ length: REFERRALS }, (_, n) => [`r${n}`, `r${n}`]))
const inbox = inboxWithKeys({ ...keys, r1: TWICE, [`r${REFERRALS - 1}`]: TWICE_STORED })

let archive: Archive
let history: History
let holder: Client

beforeEach(async () => {
  archive = await openArchive()
  history = archive.ledger()
  holder = new Client({ connectionString: archive.database.ownerUrl })
  await holder.connect()
  const other = archive.ledger()
  await other.tell('2019-11-06', 'referral/r0', ReferralSubmitted, referring())
  await rebuildProjection(archive.pool, archive.codec, inbox, { keep: true })
  for (let from = 0; from < REFERRALS; from += PER_COMMAND) await refer(from, from + PER_COMMAND)
  // The first row of the ledger waits for this one, and with it whoever writes it.
  await holder.query('begin')
  await holder.query(
    `insert into rm_next.referral_inbox
       select (jsonb_populate_record(r, jsonb_build_object('ledger', $1::text))).* from rm_next.referral_inbox r`,
    [history.ledger],
  )
})
afterEach(async () => {
  await holder.end()
  await archive.close()
})

async function refer(from: number, to: number) {
  const events = [{ type: ReferralSubmitted.type, data: referring(), occurredAt: '2019-11-06T11:00:00.000Z' }]
  const result = await archive.store.append({
    ledger: history.ledger,
    writes: Array.from({ length: to - from }, (_, n) => ({
      ...{ streamType: 'referral', streamId: `r${from + n}`, expectedVersion: 'no-stream' as const, events },
    })),
    metadata: { actorId: 'worker-1', actorRole: 'COORDINATOR', institutionId: 'mops' },
  })
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
}

/** Rows of the ledger that are committed while the first one has to wait. */
async function writtenMeanwhile(options: RebuildOptions, enough: (rows: number) => boolean): Promise<number> {
  const written = async () => {
    const { rows } = await archive.pool.query(
      'select count(*)::int as n from rm_next.referral_inbox where ledger = $1',
      [history.ledger],
    )
    return rows[0].n as number
  }
  const waiting = async () => {
    const { rows } = await holder.query(
      `select from pg_stat_activity where $1 = any(pg_blocking_pids(pid)) and datname = current_database()`,
      [(await holder.query('select pg_backend_pid() as pid')).rows[0].pid],
    )
    return rows.length > 0
  }
  const rebuilding = rebuildProjection(archive.pool, archive.codec, inbox, options)
  await vi.waitFor(async () => expect((await waiting()) && enough(await written())).toBe(true), { timeout: 10_000 })
  const rows = await written()
  await holder.query('rollback')
  expect(await rebuilding).toEqual({ ok: true, outcome: 'SWAPPED' })
  return rows
}

async function expectFirstOfEach() {
  const { rows } = await archive.pool.query(
    `select count(*)::int as rows, (min(position) filter (where referral_id = $2))::int as first
       from rm.referral_inbox where ledger = $1`,
    [history.ledger, TWICE_STORED],
  )
  expect(rows).toEqual([{ rows: REFERRALS - 1, first: 2 }])
}

it('writes the rows of a long ledger over the connection that has none, and of two with one key the first', async () => {
  expect(await writtenMeanwhile({ parallel: 2 }, (rows) => rows > 0)).toBeGreaterThan(0)
  await expectFirstOfEach()
})

it('stays on one connection when it is told to rest for others', async () => {
  expect(await writtenMeanwhile({ parallel: 2, pause: 0.001 }, () => true)).toBe(0)
  await expectFirstOfEach()
})
