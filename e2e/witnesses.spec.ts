import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTestDatabase, type TestDatabase } from '@kooperacje/infra/testing'
import { Client } from 'pg'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { logKeyOf, MASTER_KEY, Office } from './support/sealed-ledger.ts'
import { koop, WitnessProcess } from './support/witness-process.ts'

const LEDGER = '2416021'
const ORIGIN = `hub.example/ledgers/${LEDGER}`
const LOG_KEY = logKeyOf(LEDGER)

async function as(url: string, ...statements: string[]): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}

/** Three institutions of a partnership run a witness each. The office cannot show them another past. */
describe('three witnesses', { timeout: 180_000 }, () => {
  let folder: string
  let witnesses: WitnessProcess[]
  let database: TestDatabase
  let office: Office

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'witnesses-'))
    const names = ['police.example', 'school.example', 'court.example']
    witnesses = await Promise.all(names.map((name) => WitnessProcess.start(folder, name, LOG_KEY)))
    database = await createTestDatabase()
    office = new Office(database.serviceUrl, LEDGER)
  }, 120_000)
  afterEach(async () => {
    await office.close()
    await database.drop()
    await Promise.all(witnesses.map((witness) => witness.stop()))
    await rm(folder, { recursive: true })
  })

  const everyoneIsShown = () => Promise.all(witnesses.map(({ address }) => office.show(address)))
  const memories = () =>
    Promise.all(witnesses.map(async (witness) => [await witness.memory(), await witness.checkpoint(ORIGIN)]))

  async function cosignedByAll(size: number): Promise<void> {
    for (const { status } of await everyoneIsShown()) expect(status).toBe(200)
    for (const [memory, checkpoint] of await memories()) {
      expect(memory).toMatch(new RegExp(`^${size} \\S+ ${ORIGIN}\n$`))
      expect(checkpoint).toContain(`${ORIGIN}\n${size}\n`)
    }
  }

  async function refusedByAll(status: number, alarm: string): Promise<void> {
    const before = await memories()
    const told = witnesses.map(({ alarms }) => alarms.length)
    for (const shown of await everyoneIsShown()) expect(shown.status).toBe(status)
    expect(await memories()).toEqual(before)
    for (const [i, { alarms }] of witnesses.entries()) {
      expect(alarms.length).toBeGreaterThan(told[i]!)
      expect(alarms.at(-1)).toContain(`refused '${ORIGIN}' (${status}): `)
      expect(alarms.at(-1)).toContain(alarm)
    }
  }

  /** What whoever runs `koop verify` on the ledger is told when they ask each of the witnesses. */
  async function verdicts(): Promise<{ code: number; err: string }[]> {
    const environment = { DATABASE_URL: database.serviceUrl, KOOP_MASTER_KEY: MASTER_KEY.toString('base64') }
    const ask = ({ address }: WitnessProcess) =>
      koop(['verify', '--ledger', LEDGER, '--key', LOG_KEY, '--ask-witness', address], environment)
    return Promise.all(witnesses.map(ask))
  }

  it('refuse a database that was restored from an old backup', async () => {
    await office.record(30, 'anna')
    await cosignedByAll(30)
    const { adminUrl } = inject('testDatabases')
    const name = new URL(database.ownerUrl).pathname.slice(1)
    const owner = new URL(database.ownerUrl).username
    await office.close()
    try {
      await as(adminUrl, `create database ${name}_backup template ${name} owner ${owner}`)
      office = new Office(database.serviceUrl, LEDGER)
      await office.record(20, 'anna')
      await cosignedByAll(50)
      for (const { code } of await verdicts()) expect(code).toBe(0)

      await office.close()
      await as(
        adminUrl,
        `drop database ${name} with (force)`,
        `create database ${name} template ${name}_backup owner ${owner}`,
      )
    } finally {
      await as(adminUrl, `drop database if exists ${name}_backup with (force)`)
      office = new Office(database.serviceUrl, LEDGER)
    }
    await refusedByAll(409, 'and is shown one of 30: the log was rolled back')
    for (const { code, err } of await verdicts()) {
      expect(code).toBe(1)
      expect(err).toMatch(
        /^koop: this does not verify: the witness at \S+ has cosigned a checkpoint of 50 events, and this is one of 30: the history was rolled back/,
      )
    }

    // The office goes on as if nothing had been: as long as the witnesses know, and longer.
    expect(await office.record(20, 'bela')).toBe(50)
    await refusedByAll(422, 'this witness cosigned another one of 50: its history was rewritten')
    expect(await office.record(10, 'bela')).toBe(60)
    await refusedByAll(422, 'not shown to continue that of 50')
    for (const { code, err } of await verdicts()) {
      expect(code).toBe(1)
      expect(err).toContain(
        'the past was rewritten: events 1 to 50 are not those of the checkpoint that the witness at',
      )
    }
  })

  it('refuse a history that its owner rewrote and sealed anew', async () => {
    await office.record(30, 'anna')
    await cosignedByAll(30)
    const tables = ['log_leaves', 'log_hashes', 'log_checkpoints', 'log_cosignatures']
    await as(
      database.ownerUrl,
      ...['events', ...tables].map((table) => `alter table es.${table} disable trigger append_only`),
      `update es.events set payload = replace(payload::text, 'anna', 'bela')::json where position = 7`,
      ...[...tables, 'logs'].map((table) => `delete from es.${table}`),
      ...['events', ...tables].map((table) => `alter table es.${table} enable always trigger append_only`),
    )
    expect(await office.seal()).toBe(30)
    // Nothing in the database tells: it is complete, in order, and signed with the right key.
    const environment = { DATABASE_URL: database.serviceUrl, KOOP_MASTER_KEY: MASTER_KEY.toString('base64') }
    expect(await koop(['verify', '--ledger', LEDGER, '--key', LOG_KEY], environment)).toMatchObject({ code: 0 })

    await refusedByAll(422, 'this witness cosigned another one of 30: its history was rewritten')
    expect(await office.record(12, 'anna')).toBe(42)
    await refusedByAll(422, 'not shown to continue that of 30')
    for (const { code, err } of await verdicts()) {
      expect(code).toBe(1)
      expect(err).toContain(
        'the past was rewritten: events 1 to 30 are not those of the checkpoint that the witness at',
      )
    }
    const keys = witnesses.flatMap(({ key }) => ['--witness', key])
    const policy = await koop(['verify', '--ledger', LEDGER, '--key', LOG_KEY, ...keys, '--quorum', '1'], environment)
    expect(policy.code).toBe(1)
    expect(policy.err).toContain('0 of your witnesses cosigned the checkpoint and 1 must')
  })
})
