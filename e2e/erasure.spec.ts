import { randomBytes } from 'node:crypto'
import { PassThrough, Readable } from 'node:stream'
import { buildApp } from '@kooperacje/api'
import { Output, run } from '@kooperacje/cli'
import { MasterKeys, waitForPosition } from '@kooperacje/events'
import { createTestDatabase, type TestDatabase } from '@kooperacje/infra/testing'
import { projections } from '@kooperacje/readmodels'
import { verifyConsistency } from '@kooperacje/tlog'
import { caughtMails, setMailAddress, startWorkers, type Workers } from '@kooperacje/workers'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { activePartnership, LEDGER } from './support/partnership.ts'
import { type Backup, backUp, findPlanted, plantedIn, restore } from './support/planted.ts'
import { goOn, OTHER, planted, referral, tell, words } from './support/planted-person.ts'
import { SealedLog } from './support/sealed-log.ts'

type App = Awaited<ReturnType<typeof buildApp>>

describe('erasing the data of a person', { timeout: 300_000 }, () => {
  const masterKey = randomBytes(32)
  let database: TestDatabase
  let one: App
  let other: App
  let workers: Workers
  let logged = ''
  let log: SealedLog
  let before: { backup: Backup; indicators: unknown; others: unknown; sealed: number }
  const keys = new Map<string, string>()
  const environment = (key = masterKey, old?: Buffer): NodeJS.ProcessEnv => ({
    DATABASE_URL: database.serviceUrl,
    KOOP_MASTER_KEY: key.toString('base64'),
    ...(old && { KOOP_MASTER_KEYS_OLD: old.toString('base64') }),
    KOOP_DATA: '/nonexistent',
  })

  const open = () => {
    const sink = new PassThrough().on('data', (line) => {
      logged += line
    })
    const logger = pino({ level: 'trace' }, sink)
    return { logger, app: buildApp({ databaseUrl: database.serviceUrl, masterKey, logger, poolSize: 4 }) }
  }

  beforeAll(async () => {
    database = await createTestDatabase()
    const { logger, app } = open()
    one = await app
    other = await open().app
    log = new SealedLog(one.context.pool, one.context.vault, new MasterKeys(masterKey), LEDGER)
    workers = await startWorkers(
      {
        databaseUrl: database.serviceUrl,
        masterKey,
        mailFrom: 'kooperacje@example.test',
        publicUrl: 'https://koop.example.test',
        logLevel: 'trace',
        host: '127.0.0.1',
        connections: 6,
        queryTimeoutMs: 30_000,
        sweepMs: 100,
        deadlinesMs: 200,
        noticeSettleMs: 0,
        mailMs: 100,
      },
      logger,
    )
    const { pool } = one.context
    await setMailAddress(pool, { ledger: LEDGER, kind: 'ROLE', key: 'COORDINATOR', address: 'c@example.test' } as never)
    for (const role of ['LEADER', 'COORDINATOR'] as const) {
      keys.set(role, await one.context.keys.create({ label: role, role, institutionId: 'mops', ledgers: [LEDGER] }))
      const account = { login: role, password: 'not-so-secret', role, institutionId: 'mops', ledgers: [LEDGER] }
      await one.context.users.create({ ...account, actorId: `${role.toLowerCase()}-1` })
    }
    await foundPartnership()
    await tell(does, 'client-1', 'a', planted.name)
    await goOn(does)
    await tell(does, 'client-2', 'b', OTHER)
    await does('/referrals', 'ref-returned', {
      ...referral('client-1', planted.name),
      id: 'ref-returned',
      note: planted.note,
    })
    await does('/referrals/ref-returned/return', 'r', { reason: 'OTHER', explanation: planted.return })
  })
  afterAll(async () => {
    await workers.stop()
    for (const { app } of [one, other]) await app.close()
    await database.drop()
  })

  const ask = async (app: App, role: string, method: 'GET' | 'POST', path: string, payload?: object, key?: string) => {
    const response = await app.app.inject({
      method,
      url: `/v1/${LEDGER}${path}`,
      headers: { authorization: `Bearer ${keys.get(role)}`, ...(key && { 'idempotency-key': key }) },
      ...(payload && { payload }),
    })
    return { status: response.statusCode, body: response.json(), text: response.body }
  }
  const does = async (path: string, key: string, body: object, on = '2026-01-12') => {
    const payload = { occurredAt: `${on}T09:00:00Z`, ...body }
    const { status, text } = await ask(one, 'LEADER', 'POST', path, payload, key)
    if (status >= 300) throw new Error(`${path} was refused: ${text}`)
  }
  const koop = async (args: readonly string[], env = environment()) => {
    let [out, err] = ['', '']
    const into = (take: (text: string) => void) =>
      new Output(new PassThrough().on('data', (text) => take(String(text))) as never)
    const context = {
      out: into((text) => {
        out += text
      }),
      err: into((text) => {
        err += text
      }),
      environment: env,
      input: Readable.from(['']),
    }
    const code = await run(args, context)
    return { code, out, err }
  }
  const settled = async () => {
    const { store, pool } = one.context
    const names = [...projections.map(({ name }) => name), 'person_search']
    expect(await waitForPosition(pool, names, LEDGER, await store.head(LEDGER), 60_000)).toBe(true)
  }
  const opened = (app: App) => app.context.store.readLedger(LEDGER, { limit: 1000 })

  async function foundPartnership() {
    const post = async (url: string, payload: object) => {
      const { statusCode, body } = await one.app.inject({
        ...{ method: 'POST', url, payload, headers: { authorization: `Bearer ${keys.get('LEADER')}` } },
      })
      return { status: statusCode, body: JSON.parse(body) }
    }
    await activePartnership({ post } as never)
  }

  it('begins with words that are sealed wherever they are, and open to whoever has the keys', async () => {
    await settled()
    await vi.waitFor(async () => expect(await caughtMails(one.context.pool, LEDGER, 100)).not.toEqual([]), 60_000)
    for (const app of [one, other]) {
      const text = JSON.stringify(await opened(app))
      for (const said of words) expect(text).toContain(said)
      expect(text).toContain(OTHER)
    }
    expect(await findPlanted(database, words)).toEqual([])
    expect(plantedIn(logged, words)).toEqual([])
    const sealed = await log.seal()
    expect(await log.firstFault(sealed)).toBeNull()
    const { verdict, events } = await log.handOut()
    expect(verdict).toContain(`${sealed} events`)
    expect(verdict).toMatch(/; tiles agree$/)
    // Auditors get ciphertext and commitments, never words.
    expect(plantedIn(events, words)).toEqual([])
    before = {
      sealed,
      backup: await backUp(database.ownerUrl),
      indicators: (await ask(one, 'LEADER', 'GET', '/indicators?asOf=2026-10-31')).body,
      others: (await opened(one)).filter(({ streamId }) => /-b$/.test(streamId)),
    }
  })

  const searched = async () =>
    (await ask(one, 'LEADER', 'POST', '/clients/search', { pesel: planted.pesel, purpose: 'CLIENT_REQUEST' })).body
      .items

  it('finds them by PESEL, and lets no word of a request into logs, metrics or jobs, however wrong it is', async () => {
    expect(await searched()).toEqual([expect.objectContaining({ clientId: 'client-1' })])
    const headers = { authorization: `Bearer ${keys.get('LEADER')}`, 'content-type': 'application/json' }
    const said = encodeURIComponent(planted.voice)
    for (const request of [
      { method: 'POST', url: `/v1/${LEDGER}/referrals`, payload: `{"clientName": "${planted.name}", ` },
      { method: 'POST', url: `/v1/${LEDGER}/referrals`, payload: { clientName: [planted.name], [planted.note]: 1 } },
      {
        method: 'POST',
        url: `/v1/${LEDGER}/clients/search`,
        payload: { pesel: planted.pesel, purpose: planted.voice },
      },
      { method: 'GET', url: `/v1/${LEDGER}/clients/search?pesel=${planted.pesel}` },
      { method: 'GET', url: `/v1/${LEDGER}/clients/${planted.pesel}` },
      { method: 'GET', url: `/v1/${LEDGER}/cases/${said}` },
      { method: 'GET', url: `/${said}?q=${said}`, headers: { ...headers, referer: `https://x.test/?q=${said}` } },
      { method: 'POST', url: '/login', payload: { login: planted.name, password: planted.note } },
    ] as const) {
      expect((await one.app.inject({ headers, ...request })).statusCode).toBeGreaterThanOrEqual(400)
    }
    const metrics = `${(await one.app.inject({ url: '/metrics' })).body}${await workers.metrics.registry.metrics()}`
    expect(metrics).toContain('koop_')
    expect(plantedIn(metrics, words)).toEqual([])
    expect(plantedIn(logged, words)).toEqual([])
    expect(await findPlanted(database, words)).toEqual([])
  })

  it('is not for one person, nor for one who is not there, nor while a hold stands', async () => {
    const head = await one.context.store.head(LEDGER)
    const base = ['erase', '--ledger', LEDGER, '--ground', 'RETENTION_ENDED', '--requested-by', 'leader-1']
    const refused = async (args: readonly string[], said: string) =>
      expect(await koop(args)).toEqual({ code: 1, out: '', err: `koop: ${said}; nothing was changed\n` })
    await refused(
      [...base, '--client', 'client-1', '--confirmed-by', 'leader-1'],
      '--confirmed-by is leader-1 again, and it takes a second person',
    )
    await refused(
      [...base, '--client', 'client-1', '--confirmed-by', 'nobody'],
      `no log-in of ledger ${LEDGER} acts as nobody`,
    )
    await refused(
      [...base, '--client', 'client-9', '--confirmed-by', 'coordinator-1'],
      `nothing is kept about client-9 in ledger ${LEDGER}`,
    )
    await refused(['erase', '--ledger', LEDGER, '--request', 'er-9'], `there is no request er-9 in ledger ${LEDGER}`)
    expect(
      (await ask(one, 'LEADER', 'POST', '/erasures', { clientId: 'client-9', ground: 'OBJECTION' })).body,
    ).toMatchObject({
      status: 404,
      code: 'unknown-client',
    })
    expect((await ask(one, 'LEADER', 'POST', '/clients/client-9/holds', { holdId: 'h', ground: 'AUDIT' })).status).toBe(
      404,
    )
    expect(await one.context.store.head(LEDGER)).toBe(head)

    await does('/clients/client-1/holds', 'hold', { holdId: 'II-K-7', ground: 'COURT_PROCEEDINGS' }, '2026-11-01')
    const held = await one.context.store.head(LEDGER)
    await refused(
      [...base, '--client', 'client-1', '--confirmed-by', 'coordinator-1'],
      'The data of this client must be kept while a legal hold stands; lift it first, if it is over (II-K-7)',
    )
    expect(await one.context.store.head(LEDGER)).toBe(held)
    await does('/clients/client-1/hold-liftings', 'lift', { holdId: 'II-K-7' }, '2026-11-02')
  })

  it('is asked for by one, confirmed by another, and then done at once in every running process', async () => {
    const asked = { id: 'er-1', clientId: 'client-1', ground: 'RETENTION_ENDED' }
    expect((await ask(one, 'COORDINATOR', 'POST', '/erasures', asked)).status).toBe(201)
    expect((await ask(one, 'COORDINATOR', 'POST', '/erasures/er-1/confirmation', {})).status).toBe(403)
    expect((await ask(other, 'LEADER', 'POST', '/erasures/er-1/execution', {})).body.code).toBe('not-allowed-in-state')
    expect((await ask(other, 'LEADER', 'POST', '/erasures/er-1/confirmation', {})).status).toBe(200)
    // Both have the key, and states that were opened by it, in memory.
    for (const app of [one, other]) expect(JSON.stringify(await opened(app))).toContain(planted.name)
    const done = await ask(one, 'LEADER', 'POST', '/erasures/er-1/execution', {})
    expect(done).toMatchObject({ status: 200, body: { events: [{ type: 'ErasureDone' }, { type: 'SubjectErased' }] } })
    for (const app of [one, other]) expect(JSON.stringify(await opened(app))).not.toContain(planted.name)
    expect((await ask(one, 'LEADER', 'GET', '/clients/client-1')).body).toEqual({
      ...{ clientId: 'client-1', erased: true, restricted: false, holds: [] },
    })
    expect((await ask(one, 'LEADER', 'GET', '/erasures/er-1')).body).toMatchObject({ status: 'DONE' })
  })

  it('is not done twice', async () => {
    expect(await searched()).toEqual([])
    const again = { clientId: 'client-1', ground: 'RETENTION_ENDED' }
    expect((await ask(one, 'LEADER', 'POST', '/erasures', again)).body.code).toBe('already-erased')
    expect(await koop(['erase', '--ledger', LEDGER, '--request', 'er-1'])).toEqual({
      code: 1,
      out: '',
      err: 'koop: The present state does not allow this step (the request is DONE); nothing was changed\n',
    })
  })

  it('leaves indicators and other persons as they were', async () => {
    await settled()
    expect((await ask(one, 'LEADER', 'GET', '/indicators?asOf=2026-10-31')).body.items).toEqual(
      (before.indicators as { items: unknown }).items,
    )
    const others = (await opened(other)).filter(({ streamId }) => /-b$/.test(streamId))
    expect(others).toEqual(before.others)
    expect(JSON.stringify(others)).toContain(OTHER)
  })

  it('leaves a log that verifies, and that continues the one from before', async () => {
    const sealed = await log.seal()
    expect(sealed).toBeGreaterThan(before.sealed)
    expect(await log.firstFault(sealed)).toBeNull()
    const { verdict, events } = await log.handOut()
    expect(verdict).toContain(`${sealed} events`)
    expect(verdict).toMatch(/; \d+ payloads erased, by erasures that are recorded here$/)
    expect(plantedIn(events, words)).toEqual([])
    const [old, now] = [await log.checkpoint(before.sealed), await log.checkpoint()]
    if (!old || !now) throw new Error('a checkpoint is missing')
    const path = await log.consistencyProof(old.size, now.size)
    expect(
      verifyConsistency({ first: old.size, second: now.size, firstRoot: old.root, secondRoot: now.root, path }),
    ).toBe(true)
  })

  it('leaves work that goes on with what is left, and projections that equal their fold', async () => {
    await does('/cases/case-a/resumption', '14a', {}, '2026-11-03')
    await settled()
    expect(await koop(['projections', 'check', '--all'])).toMatchObject({ code: 0 })
    expect(await koop(['replay', '--stream', 'case/case-a', '--ledger', LEDGER, '--open'])).toMatchObject({ code: 0 })
  })

  it('leaves none of the words in any table, the queue, the logs or a fresh export', async () => {
    expect(await findPlanted(database, words)).toEqual([])
    expect(plantedIn(logged, words)).toEqual([])
    expect(logged).toContain('/v1/:ledger/erasures/:id/execution')
    const { out, code } = await koop(['events', '--ledger', LEDGER, '--open', '--format', 'ndjson'])
    expect(code).toBe(0)
    expect(plantedIn(out, words)).toEqual([])
    expect(out).toContain(OTHER)
    const about = (await caughtMails(one.context.pool, LEDGER, 100)).filter(({ body }) => /(case|ref)-a/.test(body))
    expect(about).toEqual([])
    const { rows } = await one.context.pool.query(
      `select key, fingerprint = '' as gone from es.idempotency_keys where key in ('1a', '8a', '1b', '8b') order by key`,
    )
    expect(rows).toEqual([
      { key: '1a', gone: true },
      { key: '1b', gone: false },
      { key: '8a', gone: true },
      { key: '8b', gone: false },
    ])
  })

  it('finds a word that is there, in whatever form: the search is not blind', async () => {
    expect(await findPlanted(database, ['Partnerstwo'])).not.toEqual([])
    const hidden = {
      hex: Buffer.from(`.${planted.voice}.`).toString('hex'),
      base64: Buffer.from(`..${planted.voice}.`).toString('base64'),
      json: JSON.stringify([planted.voice]).replace(
        /[^ -~]/g,
        (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
      ),
      url: `?q=${encodeURIComponent(planted.voice)}`,
      form: new URLSearchParams({ q: planted.voice }).toString(),
    }
    for (const [form, text] of Object.entries(hidden)) {
      expect(plantedIn(text, words), form).toEqual([planted.voice])
      await setMailAddress(one.context.pool, {
        ledger: 'x',
        kind: 'ROLE',
        key: text,
        address: 'x@example.test',
      } as never)
      expect(await findPlanted(database, [planted.voice]), form).toEqual([
        { table: 'mail.addresses', text: planted.voice },
      ])
      await one.context.pool.query(`delete from mail.addresses where ledger = 'x'`)
    }
  })

  describe('and a backup of the whole database from before', () => {
    const fresh = randomBytes(32)
    const openedFrom = async (backup: Backup, env: NodeJS.ProcessEnv) => {
      const elsewhere = await createTestDatabase()
      try {
        await restore(elsewhere.ownerUrl, backup)
        return await koop(['events', '--ledger', LEDGER, '--open', '--format', 'ndjson'], {
          ...env,
          DATABASE_URL: elsewhere.serviceUrl,
        })
      } finally {
        await elsewhere.drop()
      }
    }

    it('opens with the master key of then: whoever keeps the keys with the history keeps the person', async () => {
      expect((await openedFrom(before.backup, environment())).out).toContain(planted.name)
    })

    it('does not, when the keys were left out of it and are taken from a backup of after', async () => {
      const after = await backUp(database.ownerUrl)
      const { out } = await openedFrom({ events: before.backup.events, keys: after.keys }, environment())
      expect(plantedIn(out, words)).toEqual([])
      expect(out).toContain(OTHER)
    })

    it('does not, keys and all, once the master key was rotated and the old one destroyed', async () => {
      expect(await koop(['keys', 'rotate-master'], environment(fresh, masterKey))).toMatchObject({ code: 0 })
      const { code, out, err } = await openedFrom(before.backup, environment(fresh))
      expect(code).toBe(1)
      expect(err).toContain('was wrapped by master key')
      expect(plantedIn(out, words)).toEqual([])
    })

    it('while the rotated master key still opens what remains', async () => {
      const { code, out } = await koop(
        ['events', '--ledger', LEDGER, '--open', '--format', 'ndjson'],
        environment(fresh),
      )
      expect(code).toBe(0)
      expect(out).toContain(OTHER)
      expect(plantedIn(out, words)).toEqual([])
    })
  })
})
