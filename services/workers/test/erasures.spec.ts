import { randomBytes } from 'node:crypto'
import { CommandHandler, openEventStore } from '@kooperacje/commands'
import { type Actor, confirmErasure, erasure, requestErasure } from '@kooperacje/domain'
import { catchUp, keptKeys } from '@kooperacje/events'
import { createTestDatabase, type TestDatabase } from '@kooperacje/infra/testing'
import { projections } from '@kooperacje/readmodels'
import type { Pool } from 'pg'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { carryOutErasure, type ErasureMeans } from '../src/erasures/carry-out.ts'
import { erasureKeeper } from '../src/erasures/keeper.ts'

const LEDGER = '2416021'
const DONE = ['ErasureRequested', 'ErasureConfirmed', 'ErasureBegun', 'ErasureKeysNamed', 'ErasureDone']
const NAME = 'Zenobia Planowska'
const one: Actor = { actorId: 'leader-1', role: 'LEADER', institutionId: 'mops' }
const other: Actor = { actorId: 'worker-1', role: 'COORDINATOR', institutionId: 'mops' }

/** The process is gone from here on: nothing that it still wanted to do happens. */
class Gone extends Error {}

describe('an erasure that was begun', () => {
  let database: TestDatabase
  let opened: ReturnType<typeof openEventStore>
  let handler: CommandHandler
  let keep: () => Promise<void>
  /** Subjects whose key somebody set about to destroy. */
  let forgotten: string[] = []

  beforeAll(async () => {
    database = await createTestDatabase()
    opened = openEventStore({ url: database.serviceUrl, masterKey: randomBytes(32) })
    handler = new CommandHandler(opened)
    keep = erasureKeeper({ ...opened, vault: { forget }, logger: pino({ level: 'silent' }), settleMs: 0 })
  })
  afterAll(async () => {
    await opened.close()
    await database.drop()
  })

  const forget: ErasureMeans['forget'] = async (ledger, subject, wrapped) => {
    forgotten.push(subject)
    const named = (await opened.store.readLedger(ledger, { types: ['ErasureKeysNamed'] })).flatMap(
      ({ data }) => (data as { keys: string[] }).keys,
    )
    // Never before a fact says so.
    const kept = await keptKeys(opened.pool, ledger, [subject])
    expect(named).toEqual(expect.arrayContaining(kept.flatMap(({ names }) => names)))
    return opened.vault.forget(ledger, subject, wrapped)
  }
  const means = (): ErasureMeans => ({ pool: opened.pool, handler, forget, settleMs: 0 })

  /** Means that do `steps` things and then no more. */
  function dyingAfter(steps: number): ErasureMeans {
    let left = steps
    const mortal = <Args extends unknown[], T>(work: (...args: Args) => T) => {
      return (...args: Args): T => {
        if (left-- <= 0) throw new Gone()
        return work(...args)
      }
    }
    const { pool, handler, forget, ...rest } = means()
    const query = mortal((text: string, values: unknown[]) => pool.query(text, values))
    return {
      ...rest,
      pool: { query, connect: () => pool.connect() } as unknown as Pool,
      handler: {
        execute: mortal((...args: Parameters<CommandHandler['execute']>) => handler.execute(...args)),
        state: (...args: Parameters<CommandHandler['state']>) => handler.state(...args),
      } as CommandHandler,
      forget: mortal(forget),
    }
  }

  const order = (n: string) => ({ ledger: LEDGER, erasureId: `er-${n}`, by: one, correlationId: 'test' })

  /** Somebody who was referred, of whom a mail was caught, and whose erasure two persons have agreed on. */
  async function confirmed(n: string) {
    const event = {
      type: 'ReferralReturned',
      data: { reason: 'OTHER', clientId: `client-${n}`, explanation: NAME },
      occurredAt: '2026-01-12T10:00:00.000Z',
    }
    const told = await opened.store.append({
      ledger: LEDGER,
      metadata: { actorId: 'test', actorRole: 'LEADER' },
      writes: [{ streamType: 'referral', streamId: `ref-${n}`, expectedVersion: 'any', events: [event] }],
      idempotency: { key: `key-${n}`, fingerprint: 'hash of a body in clear' },
    })
    if (!told.ok) throw new Error(JSON.stringify(told.refusal))
    await opened.pool.query(
      `insert into mail.caught (ledger, position, recipient, message_id, address, subject, body)
       values ($1, $2, 'LEADER', 'm', 'a@example.test', 'Termin', $3)`,
      [LEDGER, told.position, `Dotyczy ref-${n}.`],
    )
    const ask = { ledger: LEDGER, id: `er-${n}`, correlationId: 'test' }
    const body = { clientId: `client-${n}`, ground: 'RETENTION_ENDED' }
    expect(await handler.execute({ ...ask, command: requestErasure, body, by: one })).toMatchObject({ ok: true })
    expect(await handler.execute({ ...ask, command: confirmErasure, body: {}, by: other })).toMatchObject({ ok: true })
  }

  const project = async () => {
    for (const projection of projections) await catchUp(opened.pool, opened.codec, projection, LEDGER)
  }
  const stateOf = async (n: string) => (await handler.state(LEDGER, { process: erasure, id: `er-${n}` })).state.status
  const factsOf = async (n: string) =>
    (await opened.store.readStream(LEDGER, 'erasure', `er-${n}`)).map(({ type }) => type)
  async function left(n: string) {
    const [referral] = await opened.store.readStream(LEDGER, 'referral', `ref-${n}`)
    const rows = async (sql: string, value: string) => (await opened.pool.query(sql, [value])).rowCount
    return {
      words: (referral?.data as { explanation: string | null } | undefined)?.explanation,
      keys: await rows('select from es.subject_keys where subject = $1', `client-${n}`),
      mails: await rows('select from mail.caught where strpos(body, $1) > 0', `ref-${n}.`),
      fingerprints: await rows(`select from es.idempotency_keys where key = $1 and fingerprint <> ''`, `key-${n}`),
    }
  }
  const nothing = { words: null, keys: 0, mails: 0, fingerprints: 0 }

  it('is finished by the workers, wherever the process that began it was killed', { timeout: 180_000 }, async () => {
    const ends: string[] = []
    for (let steps = 0; ; steps++) {
      const n = String(steps)
      await confirmed(n)
      const died = await carryOutErasure(dyingAfter(steps), order(n)).then(
        () => false,
        (error) => {
          if (!(error instanceof Gone)) throw error
          return true
        },
      )
      if (!died) break
      ends.push(await stateOf(n))
      await project()
      await keep()
      if (ends.at(-1) === 'CONFIRMED') {
        // It was not begun, so whoever is to carry it out is asked again.
        expect(await factsOf(n)).toEqual(['ErasureRequested', 'ErasureConfirmed'])
        expect(await left(n)).toEqual({ words: NAME, keys: 1, mails: 1, fingerprints: 1 })
        expect(await carryOutErasure(means(), order(n))).toMatchObject({ ok: true })
      }
      // Where it was killed before a key went that it had named, it names that key again.
      expect([...new Set(await factsOf(n))]).toEqual(DONE)
      expect(await left(n)).toEqual(nothing)
    }
    // Beginning it; streams, keys, their names, the key; streams and keys again; streams, fingerprints, mails; that it is done.
    expect(ends).toEqual(['CONFIRMED', ...Array(10).fill('BEGUN')])
  })

  it('is finished once, whoever is at it at the same time', async () => {
    await confirmed('x')
    await expect(carryOutErasure(dyingAfter(1), order('x'))).rejects.toThrow(Gone)
    await project()
    forgotten = []
    await Promise.all([carryOutErasure(means(), order('x')), keep(), keep(), keep()])
    expect(forgotten).toEqual(['client-x'])
    expect(await factsOf('x')).toEqual(DONE)
    expect(await left('x')).toEqual(nothing)
  })

  it('destroys no key but one that it has named, also where another came up in between', async () => {
    await confirmed('w')
    let comesBack = true
    const outcome = await carryOutErasure(
      {
        ...means(),
        forget: async (ledger, subject, wrapped) => {
          const was = await forget(ledger, subject, wrapped)
          // As a command on its way does that still knows the person.
          if (comesBack) await opened.vault.subjectKeys(ledger, [subject], { create: true })
          comesBack = false
          return was
        },
      },
      order('w'),
    )
    expect(outcome).toMatchObject({ ok: true })
    const facts = await opened.store.readStream(LEDGER, 'erasure', 'er-w', { types: ['ErasureKeysNamed'] })
    const named = facts.flatMap(({ data }) => (data as { keys: string[] }).keys)
    expect(named).toHaveLength(2)
    expect(new Set(named).size).toBe(2)
    expect(await left('w')).toEqual(nothing)
  })

  it('destroys nothing where the key was wrapped anew after it was named, and names it again', async () => {
    await confirmed('v')
    const [kept] = await keptKeys(opened.pool, LEDGER, ['client-v'])
    expect(await opened.vault.forget(LEDGER, 'client-v', Buffer.concat([kept!.wrapped, Buffer.of(0)]))).toBe(false)
    expect(await carryOutErasure(means(), order('v'))).toMatchObject({ ok: true })
    expect(await left('v')).toEqual(nothing)
  })

  it('and done is left alone, although the read model does not know it yet', async () => {
    await confirmed('y')
    await expect(carryOutErasure(dyingAfter(2), order('y'))).rejects.toThrow(Gone)
    await project()
    await keep()
    expect(await stateOf('y')).toBe('DONE')
    forgotten = []
    await keep()
    expect(forgotten).toEqual([])
  })

  it('is refused to whoever waits for somebody else too long', async () => {
    await confirmed('z')
    const holder = await opened.pool.connect()
    await holder.query('select pg_advisory_lock(hashtextextended($1, 0))', [`erasure/${LEDGER}/er-z`])
    expect(await carryOutErasure({ ...means(), patienceMs: 150 }, order('z'))).toEqual({
      ok: false,
      refusal: { code: 'erasure-under-way', details: {} },
    })
    holder.release(true)
    expect(await carryOutErasure(means(), order('z'))).toMatchObject({ ok: true })
  })
})
