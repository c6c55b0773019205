import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  createPool,
  type EventToAppend,
  keptKeys,
  LedgerSecrets,
  LogSealer,
  type LogSigning,
  MasterKeys,
  Nonces,
  PostgresLog,
  postgresSubjectKeys,
  signersOf,
  Vault,
} from '@kooperacje/events'
import type { Clearance } from '@kooperacje/history'
import { formatVerifierKey, type SignerKey } from '@kooperacje/tlog'
import type { Pool } from 'pg'
import { writeExport } from '../export/write-export.ts'
import { foundTown, LEDGER, qualified, submitted, type Town } from './town.ts'

const SIGNING: LogSigning = { originPrefix: 'hub.example/ledgers', seeds: [Buffer.alloc(32, 3)] }
export const logKeyOf = (ledger: string): string => formatVerifierKey(logSigner(ledger))
const logSigner = (ledger: string): SignerKey => signersOf(SIGNING, ledger)[0]!

/** A town whose history is sealed, and a folder for what is exported of it. */
export interface SealedTown {
  readonly town: Town
  readonly nonces: Nonces
  readonly log: PostgresLog
  readonly sealer: LogSealer
  readonly folder: string
  /** The log as read over another connection, such as one that has changed something and not committed it. */
  logOver(pool: Pool): PostgresLog
  /** Appends referrals and cases by turns, some of which name a person, and seals them. */
  record(count: number, ledger?: string): Promise<void>
  /** As an erasure does it: a fact names the key, then it is destroyed. */
  erase(subject: string, ledger?: string): Promise<void>
  /** A new folder with what the log shows now, up to a size. */
  export(log?: PostgresLog, ledger?: string, size?: number, clearance?: Clearance): Promise<string>
  close(): Promise<void>
}

export async function sealedTown(): Promise<SealedTown> {
  const town = await foundTown()
  const folder = await mkdtemp(join(tmpdir(), 'sealed-town-'))
  const pool = createPool({ url: town.database.serviceUrl, max: 3 })
  const masterKeys = MasterKeys.of(town.environment.KOOP_MASTER_KEY ?? '')
  const vault = new Vault(postgresSubjectKeys(pool), masterKeys, { keyTtlMs: 0 })
  const nonces = new Nonces(vault, new LedgerSecrets('LOG', pool, masterKeys))
  const log = new PostgresLog(pool, nonces)
  const sealer = new LogSealer(pool, nonces, SIGNING)
  let exports = 0
  let made = 0
  return {
    town,
    nonces,
    log,
    sealer,
    folder,
    logOver: (other) => new PostgresLog(other, nonces),
    async record(count, ledger = LEDGER) {
      for (let i = 0; i < count; i++) {
        const n = made++
        const stream = n % 3 === 0 ? { type: 'referral', id: `r-${n}` } : { type: 'case', id: `c-${n % 2}` }
        const event: EventToAppend = n % 3 === 0 ? submitted('2026-03-02', `client-${n % 4}`) : qualified('2026-03-03')
        const result = await town.store.append({
          ledger,
          writes: [{ streamType: stream.type, streamId: stream.id, expectedVersion: 'any', events: [event] }],
          metadata: {
            actorId: 'staff-1',
            actorRole: 'COORDINATOR',
            institutionId: 'mops',
            causationId: `request-${n}`,
          },
        })
        if (!result.ok) throw new Error(JSON.stringify(result.refusal))
      }
      const sealed = await sealer.sealNext(ledger)
      if (sealed.outcome === 'refused') throw new Error(sealed.fault.reason)
    },
    async erase(subject, ledger = LEDGER) {
      const kept = await keptKeys(pool, ledger, [subject])
      if (kept.length === 0) return
      const keys = kept.flatMap(({ names }) => names)
      const named = { type: 'ErasureKeysNamed', data: { keys }, occurredAt: '2026-03-04T09:00:00Z' }
      await town.tell(`erasure/${subject}`, [named], ledger)
      for (const { wrapped } of kept) await vault.forget(ledger, subject, wrapped)
    },
    async export(from = log, ledger = LEDGER, size, clearance = { restricted: true }) {
      const checkpoint = await from.checkpoint(ledger, size)
      if (!checkpoint) throw new Error('nothing is sealed')
      const out = join(folder, `export-${++exports}`)
      await writeExport(from, {
        ledger,
        checkpoint,
        folder: out,
        clearance,
        signal: new AbortController().signal,
        onPage: () => {},
      })
      return out
    },
    async close() {
      await pool.end()
      await town.close()
      await rm(folder, { recursive: true })
    },
  }
}
