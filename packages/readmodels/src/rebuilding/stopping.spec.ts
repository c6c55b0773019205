import { setTimeout as sleep } from 'node:timers/promises'
import { correctionOf, FactAnnulled, ReferralSubmitted } from '@kooperacje/domain'
import { Client } from 'pg'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { referralInboxProjection } from '../projections/referral-inbox.ts'
import { type RebuildProgress, rebuildProjection } from '../rebuild.ts'
import { referring } from '../testing/facts.ts'
import { type Archive, type History, openArchive } from '../testing/history.ts'
import { expectBuiltBy, nextInbox, project, refer } from '../testing/inbox.ts'
import { buildingOf } from './building.ts'
import { REBUILD_LOCK } from './lock.ts'

describe('a rebuild that is cut off', () => {
  let archive: Archive

  beforeEach(async () => {
    archive = await openArchive()
  })
  afterEach(() => archive.close())

  it('is taken up again where it was stopped, and not where the code or the tables are others', async () => {
    const histories = [archive.ledger(), archive.ledger(), archive.ledger()]
    for (const history of histories) {
      await refer(history, 0, 60)
      await project(archive, history, referralInboxProjection)
    }
    const stop = new AbortController()
    const told: number[] = []
    const options = { batch: 10, valuesInMemory: 200, parallel: 1 }
    const stopped = await rebuildProjection(archive.pool, archive.codec, nextInbox, {
      ...options,
      signal: stop.signal,
      onProgress: ({ events }) => {
        told.push(events)
        if (events >= 110) stop.abort()
      },
    })
    expect(stopped).toEqual({ ok: true, outcome: 'STOPPED' })
    await expectBuiltBy(archive, referralInboxProjection, histories)
    const left = await buildingOf(archive.pool, nextInbox)
    expect(left).toMatchObject({ running: false, fits: true, version: nextInbox.version })
    expect([...(left?.positions.values() ?? [])].reduce((sum, each) => sum + each, 0)).toBe(told.at(-1))
    expect((await buildingOf(archive.pool, referralInboxProjection))?.fits).toBe(false)

    const resumed: number[] = []
    await rebuildProjection(archive.pool, archive.codec, nextInbox, {
      ...options,
      onProgress: ({ events }) => resumed.push(events),
    })
    expect(resumed[0]).toBeGreaterThanOrEqual(110)
    await expectBuiltBy(archive, nextInbox, histories)
    expect(await buildingOf(archive.pool, nextInbox)).toBeNull()
  })

  it('goes on after the last batch that was committed when its process is killed', async () => {
    const history = archive.ledger()
    await refer(history, 0, 60)
    await project(archive, history, referralInboxProjection)
    // No room in memory: every batch is in the tables when it is done.
    const options = { batch: 10, valuesInMemory: 0, parallel: 1 }
    const killed = rebuildProjection(archive.pool, archive.codec, nextInbox, {
      ...options,
      onProgress: ({ events }) => {
        if (events >= 40) throw new Error('killed')
      },
    })
    await expect(killed).rejects.toThrow('killed')
    await vi.waitFor(async () => {
      const left = await buildingOf(archive.pool, nextInbox)
      expect(left).toMatchObject({ running: false, positions: new Map([[history.ledger, 40]]) })
    })
    await archive.pool.query(`update rm_next.referral_inbox set urgency = 'FIRST'`)

    const resumed: number[] = []
    const onProgress = ({ events }: RebuildProgress) => void resumed.push(events)
    await rebuildProjection(archive.pool, archive.codec, nextInbox, { ...options, onProgress })
    expect(resumed[0]).toBe(50)
    const { rows } = await archive.pool.query('select distinct urgency as word from rm.referral_inbox order by 1')
    expect(rows, 'what was built before was built a second time').toEqual([{ word: 'FIRST' }, { word: 'V2' }])
  })

  it('takes no row twice of a ledger whose first batches its process did not live to finish', async () => {
    const history = archive.ledger()
    await refer(history, 0, 60)
    await project(archive, history, referralInboxProjection)
    const killed = rebuildProjection(archive.pool, archive.codec, nextInbox, {
      ...{ batch: 10, parallel: 1 },
      onProgress: () => {
        throw new Error('killed')
      },
    })
    await expect(killed).rejects.toThrow('killed')
    const again = await rebuildProjection(archive.pool, archive.codec, nextInbox, { batch: 10 })
    expect(again).toEqual({ ok: true, outcome: 'SWAPPED' })
    await expectBuiltBy(archive, nextInbox, [history])
  })

  it('begins a ledger again whose rows could not all be written', async () => {
    const history = archive.ledger()
    await Promise.all([0, 1, 2, 3, 4].map((n) => refer(history, 500 * n, 500 * (n + 1))))
    const owner = new Client({ connectionString: archive.database.ownerUrl })
    await owner.connect()
    await owner.query(`alter table rm.referral_inbox add constraint not_this_one check (referral_id <> 'r2499')`)
    // In the last of three statements: what the other connection has written stays there.
    const failed = rebuildProjection(archive.pool, archive.codec, nextInbox, { parallel: 2 })
    await expect(failed).rejects.toThrow('not_this_one')
    expect((await buildingOf(archive.pool, nextInbox))?.positions).toEqual(new Map())
    const { rows } = await archive.pool.query('select count(*)::int as written from rm_next.referral_inbox')
    expect(rows[0].written).toBeLessThan(2500)

    for (const schema of ['rm', 'rm_next']) {
      await owner.query(`alter table ${schema}.referral_inbox drop constraint not_this_one`)
    }
    await owner.end()
    const again = await rebuildProjection(archive.pool, archive.codec, nextInbox, { parallel: 2 })
    expect(again).toEqual({ ok: true, outcome: 'SWAPPED' })
    await expectBuiltBy(archive, nextInbox, [history])
  })

  it('begins again when that is wanted, whatever a stopped one has left', async () => {
    const history = archive.ledger()
    await refer(history, 0, 60)
    const stop = new AbortController()
    const options = { batch: 10, valuesInMemory: 0, signal: stop.signal, onProgress: () => stop.abort() }
    expect(await rebuildProjection(archive.pool, archive.codec, nextInbox, options)).toMatchObject({
      outcome: 'STOPPED',
    })
    const afresh: number[] = []
    const onProgress = ({ events }: RebuildProgress) => void afresh.push(events)
    await rebuildProjection(archive.pool, archive.codec, nextInbox, { batch: 10, afresh: true, onProgress })
    expect(afresh[0]).toBe(10)
    await expectBuiltBy(archive, nextInbox, [history])
  })

  it('is stopped while it rests', async () => {
    const history = archive.ledger()
    await refer(history, 0, 30)
    const stop = new AbortController()
    // It would rest for hours.
    const options = { batch: 10, pause: 1_000_000, signal: stop.signal }
    const onProgress = () => void setTimeout(() => stop.abort(), 300)
    expect(await rebuildProjection(archive.pool, archive.codec, nextInbox, { ...options, onProgress })).toMatchObject({
      outcome: 'STOPPED',
    })
  })

  it('stops when the connection that holds its lock is cut, and another goes on', async () => {
    const history = archive.ledger()
    await refer(history, 0, 30)
    await project(archive, history, referralInboxProjection)
    // Of this database alone: others run on the same server at the same time.
    const lockHolders = `select pg_terminate_backend(pid) from pg_locks
      where locktype = 'advisory' and classid = $1
        and database = (select oid from pg_database where datname = current_database())`
    // As the login itself: the pool acts as a role that may not end the connections of who took it on.
    const cutting = new Client({ connectionString: archive.database.serviceUrl })
    await cutting.connect()
    const cuts: Promise<unknown>[] = []
    const onProgress = () => void cuts.push(cutting.query(lockHolders, [REBUILD_LOCK]))
    // It would rest for hours.
    const options = { batch: 10, valuesInMemory: 0, pause: 1_000_000 }
    expect(await rebuildProjection(archive.pool, archive.codec, nextInbox, { ...options, onProgress })).toEqual({
      ...{ ok: true, outcome: 'STOPPED' },
    })
    await Promise.all(cuts)
    await cutting.end()
    expect(await rebuildProjection(archive.pool, archive.codec, nextInbox, { batch: 10 })).toMatchObject({ ok: true })
    await expectBuiltBy(archive, nextInbox, [history])
  })

  it('holds its lock until the other ledgers write no more, when one of them fails', async () => {
    const [long, short] = [archive.ledger(), archive.ledger()]
    await refer(long, 0, 40)
    await refer(short, 0, 10)
    const order: string[] = []
    const holder = new Client({ connectionString: archive.database.ownerUrl })
    await holder.connect()
    await holder.query('begin')
    // The short ledger waits in the middle of its last write, the long one fails.
    await holder.query('insert into rm_next.checkpoints values ($1, $2, 0)', [nextInbox.name, short.ledger])
    const failing = rebuildProjection(archive.pool, archive.codec, nextInbox, {
      ...{ batch: 100, valuesInMemory: 0, parallel: 2 },
      onProgress: () => {
        order.push('one fails')
        throw new Error('this ledger')
      },
    }).catch((error) => order.push(error.message))
    await vi.waitFor(() => expect(order).toEqual(['one fails']))
    await sleep(200)
    order.push('the other may write')
    await holder.query('rollback')
    await failing
    expect(order.filter((each) => each !== 'one fails')).toEqual(['the other may write', 'this ledger'])
    await holder.end()
  })

  describe('of a ledger whose facts were corrected', () => {
    async function corrected(): Promise<History> {
      const history = archive.ledger()
      await refer(history, 0, 60)
      const fact = referring({ urgency: 'URGENT' })
      const correction = { corrects: 1, reason: 'WRONG_VALUE', fact } as never
      await history.tell('2019-11-08', 'referral/r1', correctionOf(ReferralSubmitted) as never, correction)
      await history.tell('2019-11-08', 'referral/r3', FactAnnulled, {
        ...{ corrects: 2, type: 'ReferralAccepted', reason: 'DUPLICATE' },
      })
      await project(archive, history, referralInboxProjection)
      return history
    }

    it('is made batch by batch, with no more in memory than there is room for', async () => {
      const history = await corrected()
      const told: number[] = []
      const onProgress = ({ events }: RebuildProgress) => void told.push(events)
      await rebuildProjection(archive.pool, archive.codec, nextInbox, { batch: 10, valuesInMemory: 100, onProgress })
      expect(told.slice(0, 3)).toEqual([10, 20, 30])
      await expectBuiltBy(archive, nextInbox, [history])
    })

    it('is made from its beginning after a stop', async () => {
      const history = await corrected()
      const stop = new AbortController()
      const options = { batch: 10, valuesInMemory: 100 }
      const onProgress = ({ events }: RebuildProgress) => void (events >= 50 && stop.abort())
      const first = { ...options, signal: stop.signal, onProgress }
      expect(await rebuildProjection(archive.pool, archive.codec, nextInbox, first)).toMatchObject({
        outcome: 'STOPPED',
      })
      expect((await buildingOf(archive.pool, nextInbox))?.positions).toEqual(new Map())
      const begun = await archive.pool.query('select count(*)::int as rows from rm_next.referral_inbox')
      expect(begun.rows[0].rows).toBeGreaterThan(0)
      await rebuildProjection(archive.pool, archive.codec, nextInbox, options)
      await expectBuiltBy(archive, nextInbox, [history])
    })
  })
})
