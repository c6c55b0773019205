import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { formatDisclosure, formatVerifierKey, tilePath, tilesOf } from '@kooperacje/tlog'
import type { Pool } from 'pg'
import { z } from 'zod'
import { EventCodec } from '../../codec.ts'
import { command, note, OCCURRED, typesNow, write } from '../../contract/fixtures.ts'
import { storeDatabase, type TestDatabase, withClient } from '../../contract/postgres.ts'
import { createPool } from '../../postgres/pool.ts'
import { PostgresEventStore } from '../../postgres/store.ts'
import { EventRegistry, type EventType } from '../../registry.ts'
import { keptKeys } from '../../vault/kept-keys.ts'
import { LedgerSecrets } from '../../vault/ledger-secrets.ts'
import { MasterKeys } from '../../vault/master-keys.ts'
import { postgresSubjectKeys } from '../../vault/postgres-keys.ts'
import { Vault } from '../../vault/vault.ts'
import { Nonces } from '../nonces.ts'
import { PostgresLog } from '../reader.ts'
import { LogSealer } from '../sealer.ts'
import { type LogSigning, signersOf } from '../signers.ts'

/** A program for others, without types. */
const verifier = '@kooperacje/tlog/verify.mjs'
const { verifyExport } = (await import(verifier)) as {
  verifyExport(folder: string, options: { log: string }): string
}

const keysNamed: EventType = {
  type: 'ErasureKeysNamed',
  version: 1,
  data: z.object({ keys: z.array(z.string()) }),
}

export const SIGNING: LogSigning = { originPrefix: 'hub.example/ledgers', seeds: [Buffer.alloc(32, 3)] }
export const MASTER = new MasterKeys(Buffer.alloc(32, 7))

const verifierKey = (ledger: string, signing = SIGNING): string => formatVerifierKey(signersOf(signing, ledger)[0]!)

/** A database, and as many processes on it as a test wants, each with a memory of its own. */
export interface LoggedDatabase {
  readonly database: TestDatabase
  process(signing?: LogSigning): LoggingProcess
  /** What only a superuser can do, with the triggers off that would stop it. */
  tamper(sql: string, values?: unknown[]): Promise<number>
  close(): Promise<void>
}

export interface LoggingProcess {
  readonly pool: Pool
  readonly vault: Vault
  readonly store: PostgresEventStore
  readonly log: PostgresLog
  readonly sealer: LogSealer
  sealAll(ledger: string, limit?: number): Promise<void>
  /** As an erasure does it: a fact names the key, then it is destroyed. */
  erase(ledger: string, subject: string): Promise<void>
}

export async function loggedDatabase(): Promise<LoggedDatabase> {
  const database = await storeDatabase()
  const pools: Pool[] = []
  return {
    database,
    process(signing = SIGNING) {
      const pool = createPool({ url: database.serviceUrl, max: 4 })
      pools.push(pool)
      const vault = new Vault(postgresSubjectKeys(pool), MASTER, { keyTtlMs: 0 })
      const nonces = new Nonces(vault, new LedgerSecrets('LOG', pool, MASTER))
      const sealer = new LogSealer(pool, nonces, signing)
      const store = new PostgresEventStore(pool, new EventCodec(new EventRegistry([...typesNow, keysNamed]), vault))
      return {
        pool,
        vault,
        store,
        log: new PostgresLog(pool, nonces),
        sealer,
        async erase(ledger, subject) {
          const kept = await keptKeys(pool, ledger, [subject])
          const data = { keys: kept.flatMap(({ names }) => names) }
          const named = { type: keysNamed.type, data, occurredAt: OCCURRED }
          const result = await store.append(
            command(ledger, { streamType: 'erasure', streamId: subject, expectedVersion: 'any', events: [named] }),
          )
          if (!result.ok) throw new Error(result.refusal.code)
          for (const { wrapped } of kept) await vault.forget(ledger, subject, wrapped)
        },
        async sealAll(ledger, limit) {
          for (;;) {
            const result = await sealer.sealNext(ledger, limit ? { limit } : {})
            if (result.outcome === 'refused') throw new Error(result.fault.reason)
            if (result.outcome === 'sealed' || result.outcome === 'caught-up') return
          }
        },
      }
    },
    tamper: (sql, values) =>
      withClient(database.adminUrl, async (client) => {
        const { rows } = await client.query<{ of: string; name: string }>(
          `select tgrelid::regclass::text as of, tgname as name from pg_trigger
            where tgname in ('append_only', 'nothing_lost', 'nothing_twice')`,
        )
        for (const { of, name } of rows) await client.query(`alter table ${of} disable trigger ${name}`)
        const { rowCount } = await client.query(sql, values)
        for (const { of, name } of rows) await client.query(`alter table ${of} enable always trigger ${name}`)
        return rowCount ?? 0
      }),
    async close() {
      await Promise.all(pools.map((pool) => (pool.ended ? null : pool.end())))
      await database.drop()
    },
  }
}

/** Facts of every kind that the log must take: with persons and without, in four streams; in one command. */
export async function appendMixed({ store }: LoggingProcess, ledger: string, count: number): Promise<void> {
  const met = (i: number) => ({
    type: 'PersonMet',
    data: { personId: `p-${i % 5}`, place: 'Żarki', name: `Wanda ${i}`, remarks: [{ about: 'home', text: 'tired' }] },
    occurredAt: OCCURRED,
  })
  const events = Array.from({ length: count }, (_, i) => (i % 3 === 0 ? met(i) : note(`note ${i}`)))
  const streams = [0, 1, 2, 3].map((s) => write(`s-${s}`, 'any', ...events.filter((_, i) => i % 4 === s)))
  const result = await store.append(command(ledger, ...streams))
  if (!result.ok) throw new Error(result.refusal.code)
}

/** Everything that an outsider gets, checked by the verifier that shares nothing with us. Throws what it finds. */
export async function verify({ log }: LoggingProcess, ledger: string, signing = SIGNING): Promise<string> {
  const checkpoint = await log.checkpoint(ledger)
  if (!checkpoint) throw new Error('nothing is sealed')
  const { size, note: signed } = checkpoint
  const folder = mkdtempSync(join(tmpdir(), 'koop-log-'))
  try {
    const shown = await log.disclosuresOf(ledger, 1, size, size)
    writeFileSync(join(folder, 'events.ndjson'), shown.map((event) => `${formatDisclosure(event)}\n`).join(''))
    writeFileSync(join(folder, 'checkpoint'), signed)
    for (const tile of tilesOf(size)) {
      const path = join(folder, tilePath(tile))
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, (await log.tile(ledger, tile)) ?? '')
    }
    return verifyExport(folder, { log: verifierKey(ledger, signing) })
  } finally {
    rmSync(folder, { recursive: true })
  }
}
