import { leafEntry, leafHash, openCheckpoint, verifyConsistency, verifyInclusion } from '@kooperacje/tlog'
import fc from 'fast-check'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EventCodec } from '../codec.ts'
import { command, newLedger, note, typesNow, write } from '../contract/fixtures.ts'
import { asAdmin, withClient } from '../contract/postgres.ts'
import { originOf, signersOf } from '../log/signers.ts'
import { appendMixed, SIGNING, verify } from '../log/testing/ledger-log.ts'
import { ledgerPages } from '../pages.ts'
import { connectionAs } from '../postgres/pool.ts'
import { catchUp, type Projection } from '../projections/runner.ts'
import { EventRegistry } from '../registry.ts'
import { moveToCold, openCold, refusalOfLogin, refusalToMove, returnFromCold, tidyAfterMove } from './move.ts'
import { coldStates, lastRecordedBefore } from './states.ts'
import { type ColdDatabase, coldDatabase, range } from './testing/cold-database.ts'

describe('old events', () => {
  let database: ColdDatabase
  let logged: ColdDatabase['logged']
  let own: ColdDatabase['own']
  let owner: ColdDatabase['owner']
  let sealedLedger: ColdDatabase['sealedLedger']
  let tables: ColdDatabase['tables']
  let bytes: ColdDatabase['bytes']

  beforeAll(async () => {
    database = await coldDatabase()
    ;({ logged, own, owner, sealedLedger, tables, bytes } = database)
  })
  afterAll(() => database.close())

  it('move, the first ones first, a batch a transaction', async () => {
    const ledger = await sealedLedger(20)
    const batches: number[] = []
    expect(await moveToCold(owner, ledger, 12, { batch: 5, onBatch: (cold) => batches.push(cold) })).toBe(12)
    expect(batches).toEqual([5, 10, 12])
    expect(await tables(ledger)).toEqual({ hot: range(13, 20), cold: range(1, 12) })
    expect(await coldStates(owner, ledger)).toEqual([{ ledger, head: 20, sealed: 20, cold: 12, faulty: false }])
  })

  it('move once, however often they are told to', async () => {
    const ledger = await sealedLedger(10)
    await moveToCold(owner, ledger, 8)
    const before = await bytes(ledger)
    expect(await moveToCold(owner, ledger, 8)).toBe(8)
    expect(await moveToCold(owner, ledger, 3)).toBe(8)
    await openCold(owner)
    expect(await tables(ledger)).toEqual({ hot: [9, 10], cold: range(1, 8) })
    expect(await bytes(ledger)).toEqual(before)
  })

  it('come back, the last ones first', async () => {
    const ledger = await sealedLedger(20)
    const before = await bytes(ledger)
    await moveToCold(owner, ledger, 15)
    expect(await returnFromCold(owner, ledger, 11, { batch: 2 })).toBe(10)
    expect(await tables(ledger)).toEqual({ hot: range(11, 20), cold: range(1, 10) })
    expect(await returnFromCold(owner, ledger, 1)).toBe(0)
    expect(await returnFromCold(owner, ledger, 1)).toBe(0)
    expect(await tables(ledger)).toEqual({ hot: range(1, 20), cold: [] })
    expect(await bytes(ledger)).toEqual(before)
  })

  it('are the same for every reader, wherever they lie, and verify as before', async () => {
    const [ledger, other] = [await sealedLedger(300), await sealedLedger(30)]
    const { store, log, sealer } = own
    const seen = async () => ({
      bytes: await bytes(ledger),
      ledger: await store.readLedger(ledger),
      backward: await store.readLedger(ledger, { direction: 'backward', limit: 17, types: ['NoteTaken'] }),
      streams: await Promise.all([0, 1, 2, 3].map((s) => store.readStream(ledger, 'thing', `s-${s}`))),
      upTo: await store.readStream(ledger, 'thing', 's-1', { from: 20, to: 40 }),
      pages: await paged(ledger),
      checkpoint: await log.checkpoint(ledger),
      leaves: await log.leavesOf(ledger, 1, 300),
      shown: await log.disclosuresOf(ledger, 1, 300, 300),
      inclusion: await log.inclusionProof(ledger, 77, 300),
      consistency: await log.consistencyProof(ledger, 100, 300),
      check: await sealer.check(ledger, 1, 300),
      verdict: await verify(own, ledger),
      projected: await projectedFromZero(ledger),
      other: await bytes(other),
    })
    const hot = await seen()
    expect(hot.verdict).toContain('300 events')
    for (const last of [1, 150, 299, 300]) {
      await moveToCold(owner, ledger, last)
      expect((await tables(ledger)).cold).toEqual(range(1, last))
      expect(await seen()).toEqual(hot)
    }
    await tidyAfterMove(owner)
    expect(await seen()).toEqual(hot)
  })

  async function paged(ledger: string): Promise<unknown[]> {
    const events: unknown[] = []
    for await (const page of ledgerPages(own.store, ledger, { page: 70 })) events.push(...page)
    return events
  }

  let runs = 0
  /** The texts of all events in order, as a projection was given them. */
  async function projectedFromZero(ledger: string): Promise<string> {
    const seen: string[] = []
    const codec = new EventCodec(new EventRegistry(typesNow), own.vault)
    const projection: Projection = {
      name: `seen-${++runs}`,
      types: ['NoteTaken', 'PersonMet'],
      apply: async (_, events) => void seen.push(...events.map((event) => JSON.stringify(event))),
    }
    await catchUp(own.pool, codec, projection, ledger, { batch: 64 })
    return seen.join('\n')
  }

  it('are proven in the tree that grows on over them', async () => {
    const ledger = await sealedLedger(40)
    const policy = { origin: originOf(SIGNING, ledger), logKeys: signersOf(SIGNING, ledger) }
    const rootAt = async (size: number) => {
      const opened = openCheckpoint((await own.log.checkpoint(ledger, size))?.note ?? '', policy)
      if (!opened.ok) throw new Error(opened.refusal.reason)
      return opened.value.checkpoint.root
    }
    await moveToCold(owner, ledger, 40)
    await appendMixed(own, ledger, 8)
    await own.sealAll(ledger)
    const [leaf] = await own.log.leavesOf(ledger, 5, 5)
    const claim = {
      leafIndex: 4,
      treeSize: 48,
      leafHash: leafHash(leafEntry(leaf!)),
      path: await own.log.inclusionProof(ledger, 5, 48),
      root: await rootAt(48),
    }
    expect(verifyInclusion(claim)).toBe(true)
    const path = await own.log.consistencyProof(ledger, 40, 48)
    const grown = { first: 40, second: 48, firstRoot: await rootAt(40), secondRoot: await rootAt(48), path }
    expect(verifyConsistency(grown)).toBe(true)
    expect(await verify(own, ledger)).toContain('48 events')
  })

  it('still count for the version of their stream, for its absence and for what was written under a key', async () => {
    const ledger = newLedger()
    const idempotency = { key: 'k', fingerprint: 'f' }
    const first = { ...command(ledger, write('a', 'no-stream', note('1'), note('2'))), idempotency }
    const written = await own.store.append(first)
    await own.sealAll(ledger)
    await moveToCold(owner, ledger, 2)
    expect((await tables(ledger)).hot).toEqual([])

    const conflict = (expected: unknown) => ({
      ok: false,
      refusal: { code: 'wrong-version', conflicts: [expect.objectContaining({ expected, actual: 2 })] },
    })
    expect(await own.store.append(command(ledger, write('a', 'no-stream', note('x'))))).toMatchObject(conflict(0))
    expect(await own.store.append(command(ledger, write('a', 1, note('x'))))).toMatchObject(conflict(1))
    // Of two streams: another form of es.append.
    const both = command(ledger, write('a', 1, note('x')), write('b', 'no-stream', note('x')))
    expect(await own.store.append(both)).toMatchObject(conflict(1))
    expect(await own.store.append(first)).toEqual({ ...written, repeated: true })
    expect(await own.store.findByKey(ledger, 'k')).toMatchObject({ fingerprint: 'f', result: { position: 2 } })
    expect(await own.store.append(command(ledger, write('a', 2, note('3'))))).toMatchObject({
      ok: true,
      position: 3,
      events: [{ streamVersion: 3 }],
    })
    expect((await own.store.readStream(ledger, 'thing', 'a')).map(({ streamVersion }) => streamVersion)).toEqual([
      1, 2, 3,
    ])
  })

  it('are looked for in indexes alone, by every statement that an append and a page send', async () => {
    const plan = await withClient(logged.database.ownerUrl, async (client) => {
      await client.query('set enable_seqscan = off; set plan_cache_mode = force_generic_plan')
      await client.query(`prepare version (text, text) as select stream_version from es.events
        where ledger = $1 and stream = $2 order by stream_version desc limit 1`)
      await client.query(`prepare page (text, bigint, bigint, int) as select * from es.events
        where ledger = $1 and position >= $2 and position <= $3 order by position asc limit $4`)
      const of = async (sql: string) =>
        (await client.query(`explain (costs off) execute ${sql}`)).rows.map((row) => row['QUERY PLAN'].trim())
      return { version: await of(`version ('x', 'y')`), page: await of(`page ('x', 1, 2, 3)`) }
    })
    for (const lines of Object.values(plan)) {
      const text = lines.join('\n')
      expect(text).toContain('Merge Append')
      expect(text.match(/Index (Only )?Scan/g)).toHaveLength(2)
      expect(text).not.toMatch(/Seq Scan|Sort\n/)
    }
  })

  it('move by the time of their recording: up to the last one before a moment', async () => {
    const ledger = newLedger()
    const moments: string[] = []
    for (let i = 0; i < 5; i++) {
      await own.store.append(command(ledger, write('a', 'any', note('1'), note('2'))))
      await owner.query('select pg_sleep(0.005)')
      moments.push((await owner.query('select clock_timestamp()::text as now')).rows[0].now)
      await owner.query('select pg_sleep(0.005)')
    }
    const [state] = await coldStates(owner, ledger)
    const found: number[] = []
    for (const moment of moments) found.push(await lastRecordedBefore(owner, state!, moment))
    expect(found).toEqual([2, 4, 6, 8, 10])
    expect(await lastRecordedBefore(owner, state!, '2019-01-01T00:00:00Z')).toBe(0)
    expect(await lastRecordedBefore(owner, state!, 'infinity')).toBe(10)
  })

  describe('do not move', () => {
    it('before they are sealed, or where the past is not what was sealed', async () => {
      const ledger = await sealedLedger(10)
      await appendMixed(own, ledger, 2)
      const state = async () => (await coldStates(owner, ledger))[0]!
      expect(refusalToMove(await state(), 13)).toEqual({ code: 'beyond-head', ledger, head: 12 })
      expect(refusalToMove(await state(), 12)).toEqual({ code: 'beyond-sealed', ledger, sealed: 10, head: 12 })
      expect(refusalToMove(await state(), 10)).toBeNull()
      const refused = { code: '55000', message: expect.stringContaining(`${ledger} is sealed up to position 10`) }
      await expect(moveToCold(owner, ledger, 11)).rejects.toMatchObject(refused)
      await expect(moveToCold(owner, newLedger(), 1)).rejects.toMatchObject({ code: '55000' })
      await logged.tamper(`update es.events set type = 'x' where ledger = $1 and position = 3`, [ledger])
      expect(await own.sealer.check(ledger, 1, 10)).toMatchObject({ position: 3 })
      expect(refusalToMove(await state(), 10)).toEqual({ code: 'faulty', ledger })
      await expect(moveToCold(owner, ledger, 5)).rejects.toMatchObject({ code: '55000' })
      expect((await tables(ledger)).cold).toEqual([])
    })

    it('for the services, whatever they ask', async () => {
      const ledger = await sealedLedger(5)
      const client = new Client(connectionAs(logged.database.serviceUrl))
      await client.connect()
      try {
        expect(await refusalOfLogin(client)).toMatchObject({ code: 'not-owner', login: 'kooperacje_service' })
        for (const sql of [
          `select es.move_to_cold('${ledger}', 5, 10)`,
          `select es.return_from_cold('${ledger}', 1, 10)`,
          'select es.open_cold()',
          `set es.moving = 'on'; delete from only es.events where ledger = '${ledger}'`,
          `set es.moving = 'on'; delete from es.events_cold`,
          'insert into es.events_cold select * from only es.events',
        ]) {
          await expect(client.query(sql)).rejects.toMatchObject({ code: '42501' })
        }
      } finally {
        await client.end()
      }
      expect(await refusalOfLogin(owner)).toBeNull()
      expect((await tables(ledger)).cold).toEqual([])
    })
  })

  describe('while they move', () => {
    it('a mover that is killed leaves whole batches, and the next one goes on from there', async () => {
      const ledger = await sealedLedger(200)
      const before = await bytes(ledger)
      const mover = new Client({ connectionString: logged.database.ownerUrl })
      mover.on('error', () => {})
      await mover.connect()
      const { rows } = await mover.query('select pg_backend_pid() as pid')
      // The batch that would pass 30 hangs in its transaction, with rows gone from here and standing there.
      const holder = new Client({ connectionString: logged.database.ownerUrl })
      await holder.connect()
      await holder.query('begin')
      await holder.query('select from only es.events where ledger = $1 and position = 35 for update', [ledger])
      const moving = moveToCold(mover, ledger, 200, { batch: 10 }).then(
        () => 'done',
        () => 'killed',
      )
      await expect.poll(async () => (await coldStates(owner, ledger))[0]?.cold).toBe(30)
      await asAdmin(`select pg_terminate_backend(${rows[0].pid})`)
      expect(await moving).toBe('killed')
      await holder.query('rollback')
      await holder.end()
      expect(await tables(ledger)).toEqual({ hot: range(31, 200), cold: range(1, 30) })
      expect(await bytes(ledger)).toEqual(before)
      expect(await moveToCold(owner, ledger, 200, { batch: 10 })).toBe(200)
      expect(await bytes(ledger)).toEqual(before)
    })

    it('two movers at once move each event once', async () => {
      const ledger = await sealedLedger(120)
      const before = await bytes(ledger)
      await withClient(logged.database.ownerUrl, (second) =>
        Promise.all([owner, second].map((client) => moveToCold(client, ledger, 120, { batch: 7 }))),
      )
      expect((await tables(ledger)).cold).toEqual(range(1, 120))
      expect(await bytes(ledger)).toEqual(before)
    })

    it('a reader in one snapshot keeps it, and one between two statements sees every event once', async () => {
      const ledger = await sealedLedger(60)
      await withClient(logged.database.serviceUrl, async (client) => {
        const all = async () =>
          (await client.query('select position from es.events where ledger = $1 order by position', [ledger])).rows.map(
            ({ position }) => Number(position),
          )
        await client.query('begin isolation level repeatable read')
        expect(await all()).toEqual(range(1, 60))
        await moveToCold(owner, ledger, 30)
        expect(await all()).toEqual(range(1, 60))
        await client.query('commit; begin')
        await client.query(
          'declare events cursor for select position from es.events where ledger = $1 order by position',
          [ledger],
        )
        const first = (await client.query('fetch 20 events')).rows
        await moveToCold(owner, ledger, 60)
        const rest = (await client.query('fetch all events')).rows
        expect([...first, ...rest].map(({ position }) => Number(position))).toEqual(range(1, 60))
        await client.query('commit')
      })
    })

    it('whoever appends and reads meanwhile loses nothing, and versions and positions have no gap', {
      timeout: 120_000,
    }, async () => {
      const ledger = await sealedLedger(200)
      let going = true
      const versions = [0, 0, 0]
      const writers = versions.map(async (_, w) => {
        const other = logged.process()
        while (going) {
          const result = await other.store.append(command(ledger, write(`w-${w}`, versions[w] ?? 0, note('x'))))
          if (!result.ok) throw new Error(JSON.stringify(result.refusal))
          versions[w]!++
        }
      })
      const readers = [0, 1].map(async () => {
        const other = logged.process()
        let reads = 0
        for (; going; reads++) {
          const head = await other.store.head(ledger)
          const seen = (await other.store.readLedger(ledger, { to: head, limit: 100_000 })).map(
            ({ position }) => position,
          )
          expect(seen).toEqual(range(1, head))
          const stream = await other.store.readStream(ledger, 'thing', 's-1')
          expect(stream.map(({ streamVersion }) => streamVersion)).toEqual(range(1, 50))
        }
        return reads
      })
      // There and back again, a few events at a time, so that streams are cold, hot and both.
      for (let round = 0; round < 4; round++) {
        await own.sealAll(ledger)
        const { sealed } = (await coldStates(owner, ledger))[0]!
        await moveToCold(owner, ledger, sealed, { batch: 23 })
        if (round % 2 === 0) await returnFromCold(owner, ledger, 50, { batch: 31 })
      }
      going = false
      await Promise.all(writers)
      for (const reads of await Promise.all(readers)) expect(reads).toBeGreaterThan(0)
      await own.sealAll(ledger)
      const events = await own.store.readLedger(ledger, { limit: 100_000 })
      expect(events.map(({ position }) => position)).toEqual(range(1, 200 + versions.reduce((a, b) => a + b)))
      for (const [w, version] of versions.entries()) {
        const stream = await own.store.readStream(ledger, 'thing', `w-${w}`, { limit: 100_000 })
        expect(stream.map(({ streamVersion }) => streamVersion)).toEqual(range(1, version))
      }
      expect(await verify(own, ledger)).toContain(`${events.length} events`)
    })
  })

  it('are the same history after any moves there and back, between any appends', { timeout: 120_000 }, async () => {
    const step = fc.oneof(
      fc.record({ append: fc.nat({ max: 5 }), to: fc.nat({ max: 3 }) }),
      fc.record({ cold: fc.nat({ max: 100 }), batch: fc.integer({ min: 1, max: 9 }) }),
      fc.record({ hot: fc.nat({ max: 100 }), batch: fc.integer({ min: 1, max: 9 }) }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const ledger = await sealedLedger(4)
        const versions = [1, 1, 1, 1]
        let head = 4
        let cold = 0
        for (const one of steps) {
          if ('append' in one) {
            const events = Array.from({ length: one.append }, (_, i) => note(`${i}`))
            const result = await own.store.append(
              command(ledger, write(`s-${one.to}`, versions[one.to] ?? 0, ...events)),
            )
            expect(result.ok).toBe(true)
            versions[one.to]! += one.append
            head += one.append
            await own.sealAll(ledger)
          } else if ('cold' in one) {
            cold = Math.max(cold, Math.floor((head * one.cold) / 100))
            await moveToCold(owner, ledger, cold, one)
          } else {
            const first = Math.floor((head * one.hot) / 100) + 1
            cold = Math.min(cold, first - 1)
            await returnFromCold(owner, ledger, first, one)
          }
          expect(await tables(ledger)).toEqual({ hot: range(cold + 1, head), cold: range(1, cold) })
        }
        expect(await own.sealer.check(ledger, 1, head)).toBeNull()
        for (const [s, version] of versions.entries()) {
          const stream = await own.store.readStream(ledger, 'thing', `s-${s}`)
          expect(stream.map(({ streamVersion }) => streamVersion)).toEqual(range(1, version))
        }
      }),
      { numRuns: 25 },
    )
  })
})
