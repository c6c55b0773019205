import { setTimeout as sleep } from 'node:timers/promises'
import { ReferralSubmitted } from '@kooperacje/domain'
import { waitingFor } from '@kooperacje/infra/testing'
import { Client } from 'pg'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { mailOutboxProjection } from './projections/mail-outbox.ts'
import { referralInboxProjection } from './projections/referral-inbox.ts'
import { ensureProjections, type RebuildProgress, rebuildProjection, swapBuilt } from './rebuild.ts'
import { buildingOf } from './rebuilding/building.ts'
import { compareBuilt } from './rebuilding/comparison.ts'
import { ProjectionVersionMismatch } from './table-projection.ts'
import { referring } from './testing/facts.ts'
import { type Archive, type History, openArchive } from './testing/history.ts'
import { expectBuiltBy, inboxWithKeys, nextInbox, project, refer } from './testing/inbox.ts'

describe('a rebuild', () => {
  let archive: Archive

  beforeEach(async () => {
    archive = await openArchive()
  })
  afterEach(() => archive.close())

  it('takes the place of the old tables while facts are appended, projected and read', async () => {
    const histories = [archive.ledger(), archive.ledger()]
    for (const history of histories) {
      await refer(history, 0, 120)
      await project(archive, history, referralInboxProjection)
    }
    let going = true
    const [first, second] = histories as [History, History]

    const appending = (async () => {
      for (let n = 120; going; n++) {
        await refer(first, n, n + 1)
        if (n % 10 === 0) {
          const begun = archive.ledger()
          histories.push(begun)
          await refer(begun, 0, 3)
        }
      }
    })()
    const projecting = (async () => {
      let stopped = 0
      for (; going; await sleep(1)) {
        for (const history of [...histories]) {
          await project(archive, history, referralInboxProjection).catch((error) => {
            if (!(error instanceof ProjectionVersionMismatch)) throw error
            stopped++
          })
        }
      }
      return stopped
    })()
    const reading = (async () => {
      const seen: { rows: number; word: string }[] = []
      for (; going; await sleep(1)) {
        const { rows } = await archive.pool.query<{ rows: number; word: string }>(
          'select count(*)::int as rows, min(urgency) as word from rm.referral_inbox where ledger = $1',
          [first.ledger],
        )
        seen.push(...rows)
      }
      return seen
    })()

    await sleep(150)
    await rebuildProjection(archive.pool, archive.codec, nextInbox, { batch: 20 })
    await sleep(150)
    going = false
    const [stopped, seen] = await Promise.all([projecting, reading, appending])

    for (const [at, { rows }] of seen.entries()) expect(rows).toBeGreaterThanOrEqual(seen[at - 1]?.rows ?? 120)
    expect(new Set(seen.map(({ word }) => word))).toEqual(new Set(['NORMAL', 'V2']))
    expect(stopped, 'the old code must not write into the new tables').toBeGreaterThan(0)
    for (const history of histories) await project(archive, history, nextInbox)
    await expectBuiltBy(archive, nextInbox, histories)
    expect(histories.length).toBeGreaterThan(2)
    expect(second.ledger).not.toBe(first.ledger)
  })

  it('gives way to a reader that does not let go, and swaps when it has', async () => {
    const history = archive.ledger()
    await refer(history, 0, 5)
    await project(archive, history, referralInboxProjection)
    const reader = new Client({ connectionString: archive.database.serviceUrl })
    await reader.connect()
    await reader.query('begin')
    await reader.query('select from rm.referral_inbox')
    const phases: RebuildProgress['phase'][] = []
    const rebuilding = rebuildProjection(archive.pool, archive.codec, nextInbox, {
      onProgress: ({ phase }) => phases.push(phase),
    })
    await sleep(2500)
    expect(phases).not.toContain('done')
    expect((await reader.query('select urgency from rm.referral_inbox limit 1')).rows).toEqual([{ urgency: 'NORMAL' }])
    await reader.query('commit')
    await rebuilding
    expect(phases.at(-1)).toBe('done')
    expect((await reader.query('select urgency from rm.referral_inbox limit 1')).rows).toEqual([{ urgency: 'V2' }])
    await reader.end()
  })

  it('tells how far it is', async () => {
    const history = archive.ledger()
    await refer(history, 0, 30)
    const told: RebuildProgress[] = []
    await rebuildProjection(archive.pool, archive.codec, nextInbox, {
      batch: 10,
      onProgress: (progress) => told.push(progress),
    })
    expect(told.map(({ events }) => events)).toEqual([10, 20, 30, 40, 40, 40])
    expect(told.at(-1)).toMatchObject({ projection: 'referral_inbox', phase: 'done', of: 40 })
  })

  it('leaves every right, index and option as it was', async () => {
    const owner = new Client({ connectionString: archive.database.ownerUrl })
    await owner.connect()
    await owner.query('grant select on rm.referral_inbox to public')
    const shape = async () => {
      const { rows } = await owner.query(`
        select (select reloptions from pg_class where oid = 'rm.referral_inbox'::regclass) as options,
               (select array_agg(indexdef order by indexdef) from pg_indexes
                 where schemaname = 'rm' and tablename = 'referral_inbox') as indexes,
               (select array_agg(grantee || ' ' || privilege_type order by 1) from information_schema.role_table_grants
                 where table_schema = 'rm' and table_name = 'referral_inbox') as grants`)
      return rows[0]
    }
    const before = await shape()
    await rebuildProjection(archive.pool, archive.codec, nextInbox)
    await rebuildProjection(archive.pool, archive.codec, referralInboxProjection)
    expect(await shape()).toEqual(before)
    expect(before.grants.toString()).toContain('PUBLIC SELECT')
    await owner.end()
  })

  it('keeps the first of two rows whose keys are the same once what PostgreSQL cannot store is left out', async () => {
    const history = archive.ledger()
    for (const id of ['a', 'b', 'c']) await history.tell('2019-11-06', `referral/${id}`, ReferralSubmitted, referring())
    await rebuildProjection(archive.pool, archive.codec, inboxWithKeys({ a: 'x\u0000', b: 'x', c: 'c' }))
    const { rows } = await archive.pool.query('select referral_id, position from rm.referral_inbox order by 1')
    expect(rows).toEqual([
      { referral_id: 'c', position: '3' },
      { referral_id: 'x', position: '1' },
    ])
  })

  it('is made once by workers that start together, and only for a version that differs', async () => {
    const history = archive.ledger()
    await refer(history, 0, 10)
    await ensureProjections(archive.pool, archive.codec, [referralInboxProjection])
    await project(archive, history, referralInboxProjection)
    const built: string[] = []
    const onProgress = ({ phase, projection }: RebuildProgress) => {
      if (phase === 'done') built.push(projection)
    }
    await ensureProjections(archive.pool, archive.codec, [referralInboxProjection], { onProgress })
    expect(built).toEqual([])
    await Promise.all([1, 2, 3].map(() => ensureProjections(archive.pool, archive.codec, [nextInbox], { onProgress })))
    expect(built).toEqual(['referral_inbox'])
    await expectBuiltBy(archive, nextInbox, [history])
    // A release that was taken back.
    await ensureProjections(archive.pool, archive.codec, [referralInboxProjection], { onProgress })
    await expectBuiltBy(archive, referralInboxProjection, [history])
  })

  it('is refused while another one is under way', async () => {
    const history = archive.ledger()
    await refer(history, 0, 30)
    const entered = Promise.withResolvers<void>()
    const stop = new AbortController()
    const first = rebuildProjection(archive.pool, archive.codec, nextInbox, {
      ...{ batch: 1, pause: 5, parallel: 1 },
      signal: stop.signal,
      onProgress: () => entered.resolve(),
    })
    await entered.promise
    const refusal = { ok: false, refusal: { code: 'rebuild-under-way' } }
    expect(await rebuildProjection(archive.pool, archive.codec, nextInbox)).toEqual(refusal)
    expect(await swapBuilt(archive.pool, archive.codec, nextInbox)).toEqual(refusal)
    expect(await compareBuilt(archive.pool, archive.codec, nextInbox)).toEqual(refusal)
    expect(await buildingOf(archive.pool, nextInbox)).toMatchObject({ running: true })
    stop.abort()
    expect(await first).toEqual({ ok: true, outcome: 'STOPPED' })
  })

  it('can be left beside the old tables, held against them at one position, and put in place', async () => {
    const histories = [archive.ledger(), archive.ledger()]
    for (const history of histories) {
      await refer(history, 0, 30)
      await project(archive, history, referralInboxProjection)
    }
    const nothing = { ok: false, refusal: { code: 'nothing-built' } }
    expect(await compareBuilt(archive.pool, archive.codec, nextInbox)).toEqual(nothing)
    expect(await swapBuilt(archive.pool, archive.codec, nextInbox)).toEqual(nothing)

    const keep = { keep: true, batch: 7 }
    expect(await rebuildProjection(archive.pool, archive.codec, referralInboxProjection, keep)).toEqual({
      ok: true,
      outcome: 'BUILT',
    })
    await refer(histories[0] as History, 30, 40)
    await project(archive, histories[0] as History, referralInboxProjection)
    const same = await compareBuilt(archive.pool, archive.codec, referralInboxProjection)
    const equal = { table: 'referral_inbox', oldRows: 70, newRows: 70, onlyOld: 0, onlyNew: 0, different: 0 }
    expect(same).toEqual({ ok: true, ledgers: 2, tables: [{ ...equal, examples: [] }] })

    expect(await rebuildProjection(archive.pool, archive.codec, nextInbox, keep)).toMatchObject({ outcome: 'BUILT' })
    expect(await swapBuilt(archive.pool, archive.codec, referralInboxProjection)).toEqual({
      ok: false,
      refusal: { code: 'outdated-build', version: nextInbox.version },
    })
    const next = (await archive.pool.query(
      `delete from rm_next.referral_inbox where referral_id = 'r0' and ledger = $1`,
      [histories[1]?.ledger],
    )) as { rowCount: number }
    expect(next.rowCount).toBe(1)
    const other = await compareBuilt(archive.pool, archive.codec, nextInbox)
    expect(other).toMatchObject({ tables: [{ oldRows: 70, newRows: 69, onlyOld: 1, onlyNew: 0, different: 69 }] })
    expect(other.ok && other.tables[0]?.examples[0]).toEqual({
      ...{ ledger: histories[0]?.ledger, row: 'referral_id r0', columns: ['urgency'] },
    })
    const sampled = await compareBuilt(archive.pool, archive.codec, nextInbox, { sample: 10 })
    expect(sampled.ok && sampled.tables[0]?.different).toBeLessThan(60)

    await refer(histories[1] as History, 30, 35)
    expect(await rebuildProjection(archive.pool, archive.codec, nextInbox, { afresh: true, ...keep })).toMatchObject({
      outcome: 'BUILT',
    })
    expect(await swapBuilt(archive.pool, archive.codec, nextInbox)).toEqual({ ok: true, outcome: 'SWAPPED' })
    await expectBuiltBy(archive, nextInbox, histories)
  })

  it('is brought to where the old tables are before anybody has to wait for the comparison', async () => {
    const history = archive.ledger()
    await refer(history, 0, 10)
    await project(archive, history, referralInboxProjection)
    await rebuildProjection(archive.pool, archive.codec, referralInboxProjection, { keep: true })
    await refer(history, 10, 30)
    await project(archive, history, referralInboxProjection)
    const owner = new Client({ connectionString: archive.database.ownerUrl })
    await owner.connect()
    await owner.query('begin')
    await owner.query('lock rm_next.referral_inbox')
    const comparing = compareBuilt(archive.pool, archive.codec, referralInboxProjection)
    await vi.waitFor(async () => {
      expect(await waitingFor(archive.pool, 'rm_next.referral_inbox')).toBe(1)
    })
    // The old tables go on meanwhile.
    await refer(history, 30, 35)
    expect(await project(archive, history, referralInboxProjection)).toMatchObject({ outcome: 'caught-up' })
    await owner.query('rollback')
    await owner.end()
    expect(await comparing).toMatchObject({ ok: true, tables: [{ onlyOld: 0, onlyNew: 0, different: 0 }] })
  })

  it('never makes the outbox anew: it would send every mail again', async () => {
    await expect(rebuildProjection(archive.pool, archive.codec, mailOutboxProjection)).rejects.toThrow('never')
  })
})
