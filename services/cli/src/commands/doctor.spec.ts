import { catchUp } from '@kooperacje/events'
import { redis } from '@kooperacje/infra/testing'
import { projections } from '@kooperacje/readmodels'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Finding } from '../doctor/finding.ts'
import { sealingFinding } from '../doctor/log.ts'
import { koop } from '../testing/koop.ts'
import { foundTown, LEDGER, submitted, type Town } from '../testing/town.ts'

describe('koop doctor', () => {
  let town: Town
  const asOwner = async (sql: string) => {
    const client = new Client({ connectionString: town.database.ownerUrl })
    await client.connect()
    await client.query(sql).finally(() => client.end())
  }
  const examine = async (changes: NodeJS.ProcessEnv = {}) => {
    const { code, out } = await koop(['doctor', '--json'], { ...town.environment, ...changes })
    const { healthy, findings } = JSON.parse(out) as { healthy: boolean; findings: Finding[] }
    expect(code).toBe(healthy ? 0 : 1)
    return {
      code,
      findings,
      of: (check: string) => findings.find((finding) => finding.check === check),
      failed: findings.filter(({ verdict }) => verdict === 'FAIL').map(({ check }) => check),
    }
  }

  beforeAll(async () => {
    town = await foundTown()
    await town.tell('referral/r-1', [submitted('2019-10-01')])
    for (const projection of projections) await catchUp(town.pool, town.codec, projection, LEDGER)
  })
  afterAll(() => town?.close())

  it('finds nothing wrong with an installation as it should be', async () => {
    const { code, findings, of, failed } = await examine()
    expect(failed).toEqual([])
    expect(code).toBe(0)
    expect(findings.map(({ check }) => check)).toEqual([
      'KOOP_DATA',
      'DATABASE_URL',
      'KOOP_MASTER_KEY',
      'REDIS_URL',
      'connection',
      'server version',
      'fsync',
      'synchronous_commit',
      'full_page_writes',
      'clocks',
      'migrations',
      'log-in',
      'es.events',
      'es.ledgers',
      'accounts.disclosures',
      'append-only trigger',
      'cold events',
      'master key',
      'projections',
      'sealed history',
      'witnesses',
      'queue',
    ])
    expect(of('log-in')).toMatchObject({ verdict: 'ok', finding: expect.stringContaining('owns nothing') })
    expect(of('master key')).toMatchObject({
      verdict: 'ok',
      finding: 'opens the keys of all 1 persons and all 0 secrets of ledgers',
    })
  })

  it('prints a line a check, with the verdict first', async () => {
    const { code, lines, err } = await koop(['doctor'], town.environment)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    for (const line of lines) expect(line).toMatch(/^(ok {2}|warn|FAIL) {2}\S/)
  })

  it('shows where each setting comes from and never a secret', async () => {
    const { out } = await koop(['doctor'], town.environment)
    expect(out).toMatch(/ok +DATABASE_URL +postgres:\/\/.*:\*\*\*@.*, from the environment/)
    expect(out).not.toContain(new URL(town.database.serviceUrl).password)
    expect(out).not.toContain(town.environment.KOOP_MASTER_KEY)
  })

  it('names all faults of the settings at once', async () => {
    const { failed, of } = await examine({ DATABASE_URL: 'mysql://x', KOOP_MASTER_KEY: 'short', REDIS_URL: 'nonsense' })
    expect(failed).toEqual(['DATABASE_URL', 'KOOP_MASTER_KEY', 'REDIS_URL'])
    expect(of('REDIS_URL')).toMatchObject({
      finding: '(not a URL), from the environment',
      advice: 'it must be a URL that begins with redis://',
    })
    const others = await examine({ PORT: 'x', LOG_LEVEL: 'loud' })
    expect(others.failed).toEqual(['PORT', 'LOG_LEVEL'])
    expect(await examine({ DATABASE_URL: '', KOOP_MASTER_KEY: '' })).toMatchObject({
      failed: ['DATABASE_URL', 'KOOP_MASTER_KEY'],
    })
  })

  it('says why the server cannot be reached', async () => {
    const { failed, of } = await examine({ DATABASE_URL: 'postgres://koop:secret@127.0.0.1:1/koop' })
    expect(failed).toEqual(['connection'])
    expect(of('connection')?.finding).toMatch(
      /^postgres:\/\/koop:\*\*\*@127.0.0.1:1\/koop cannot be reached \(.*ECONNREFUSED/,
    )
    // The driver reads such a file before it sends anything.
    const file = await examine({ DATABASE_URL: `${town.database.serviceUrl}?sslrootcert=/nonexistent/ca.pem` })
    expect(file.failed).toEqual(['connection'])
    expect(file.of('connection')?.finding).toContain("open '/nonexistent/ca.pem'")
  })

  /** One database serves them all, so each case says how to undo what it did. */
  const service = 'kooperacje_service'
  const harm: readonly (readonly [string, string, string, string])[] = [
    [
      `grant update on es.events to ${service}`,
      `revoke update on es.events from ${service}`,
      'es.events',
      'may update',
    ],
    [
      `grant update (payload) on es.events to ${service}`,
      `revoke update (payload) on es.events from ${service}`,
      'es.events',
      'may update',
    ],
    [
      'grant delete, truncate on es.events to public',
      'revoke delete, truncate on es.events from public',
      'es.events',
      'may delete, truncate',
    ],
    [
      `grant insert on es.events to ${service}`,
      `revoke insert on es.events from ${service}`,
      'es.events',
      'may insert',
    ],
    [
      `grant update on es.ledgers to ${service}`,
      `revoke update on es.ledgers from ${service}`,
      'es.ledgers',
      'may update',
    ],
    [
      `grant delete on accounts.disclosures to ${service}`,
      `revoke delete on accounts.disclosures from ${service}`,
      'accounts.disclosures',
      'may delete',
    ],
    [
      'alter table es.events disable trigger append_only',
      'alter table es.events enable trigger append_only',
      'append-only trigger',
      'append_only is switched off',
    ],
    [
      'alter trigger append_only on es.events rename to nothing',
      'alter trigger nothing on es.events rename to append_only',
      'append-only trigger',
      'append_only is gone',
    ],
    [
      `update public.koop_migrations set checksum = 'x' || checksum where component = 'api'`,
      `update public.koop_migrations set checksum = substr(checksum, 2) where component = 'api'`,
      'migrations',
      'api/0001_accounts.sql',
    ],
    [
      'update es.ledgers set head = head + 50000',
      'update es.ledgers set head = head - 50000',
      'projections',
      '50000 events',
    ],
    [
      `insert into es.logs (ledger, fault_position, fault_reason, fault_since)
       values ('${LEDGER}', 1, 'the event is another', now())`,
      `delete from es.logs where ledger = '${LEDGER}'`,
      'sealed history',
      `the log of ledger ${LEDGER} is refused at position 1`,
    ],
    [
      'alter schema queue rename to queue2',
      'alter schema queue2 rename to queue',
      'queue',
      'the schema queue is missing',
    ],
    [
      `revoke create on schema queue from ${service}`,
      `grant create on schema queue to ${service}`,
      'queue',
      'may not use',
    ],
  ]
  it.each(harm)('FAILs after "%s", and is well again after "%s"', async (harmful, mending, check, finding) => {
    await asOwner(harmful)
    const { failed, of } = await examine().finally(() => asOwner(mending))
    expect(failed).toEqual([check])
    expect(of(check)?.finding).toContain(finding)
    expect(of(check)?.advice).not.toBe('')
    expect((await examine()).failed).toEqual([])
  })

  it('tries a right for real where no trigger refuses, and leaves the history as it was', async () => {
    await asOwner(`alter table es.events disable trigger append_only; grant update, delete on es.events to ${service}`)
    const before = await town.store.readLedger(LEDGER)
    expect((await examine()).failed).toEqual(['es.events', 'append-only trigger'])
    expect(await town.store.readLedger(LEDGER)).toEqual(before)
    await asOwner(
      `alter table es.events enable trigger append_only; revoke update, delete on es.events from ${service}`,
    )
  })

  it('warns when the services would log in as the owner', async () => {
    const { of, failed } = await examine({ DATABASE_URL: town.database.ownerUrl })
    expect(failed.filter((check) => check !== 'log-in')).toEqual([])
    expect(of('log-in')?.verdict).not.toBe('ok')
  })

  it('finds a master key that does not open what is there', async () => {
    const { failed, of } = await examine({ KOOP_MASTER_KEY: Buffer.alloc(32, 'x').toString('base64') })
    expect(failed).toEqual(['master key'])
    expect(of('master key')?.finding).toMatch(
      /^KOOP_MASTER_KEY does not open the keys of 1 of 1 persons and 0 of 0 secrets of ledgers, which were wrapped by master key [0-9a-f]{16}$/,
    )
  })

  it('tells a projection that is a little late from one that stands still', async () => {
    await asOwner('update es.ledgers set head = head + 1')
    expect((await examine()).of('projections')).toMatchObject({
      verdict: 'ok',
      finding: expect.stringMatching(/ are behind, .* most: 1 events of ledger 2416021$/),
    })
    await asOwner('update es.ledgers set head = head + 5000')
    expect((await examine()).of('projections')).toMatchObject({ verdict: 'warn' })
    await asOwner('update es.ledgers set head = head - 5001')
  })

  it('tells a history that is about to be sealed from one that nobody seals', async () => {
    const after = async (minutes: number) => sealingFinding(town.pool, new Date(Date.now() + minutes * 60_000))
    expect(await after(0)).toMatchObject({
      check: 'sealed history',
      finding: expect.stringMatching(/^1 ledger behind, 2416021 longest: 1 event since \d{4}-/),
    })
    expect(await after(5)).toMatchObject({ verdict: 'warn' })
    expect(await after(20)).toMatchObject({ verdict: 'FAIL' })
  })

  it('refuses a list of witnesses that cannot be read', async () => {
    const { failed, of } = await examine({ KOOP_LOG_WITNESSES: 'nonsense' })
    expect(failed).toEqual(['witnesses'])
    expect(of('witnesses')?.finding).toContain('KOOP_LOG_WITNESSES must be keys and addresses of witnesses')
  })

  it('asks the queue where it is', async () => {
    expect((await examine()).of('queue')?.finding).toContain('PostgreSQL')
    const { failed, of } = await examine({ REDIS_URL: 'redis://127.0.0.1:1' })
    expect(failed).toEqual(['queue'])
    expect(of('queue')?.finding).toContain('ECONNREFUSED')
  })

  it.skipIf(!redis)('asks Redis when the queue is there', async () => {
    const { of } = await examine({ REDIS_URL: redis?.url })
    expect(of('queue')?.finding).toMatch(/^Redis answers/)
    expect(of('queue')?.verdict).not.toBe('FAIL')
  })

  it('says what lacks in a database that knows nothing of us', async () => {
    await asOwner('drop schema es, rm, accounts, queue cascade; drop table public.koop_migrations')
    const { failed } = await examine()
    expect(failed).toEqual(expect.arrayContaining(['migrations', 'es.events', 'projections', 'queue']))
  })
})
