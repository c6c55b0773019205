import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import {
  LedgerSecrets,
  LogSealer,
  type LogSigning,
  type MasterKeys,
  Nonces,
  PostgresLog,
  signersOf,
  type Vault,
} from '@kooperacje/events'
import { formatDisclosure, formatVerifierKey, tilePath, tilesOf } from '@kooperacje/tlog'
import type { Pool } from 'pg'

/** The program that outsiders get: no types, and nothing of ours in it. */
const verifier = '@kooperacje/tlog/verify.mjs'
const { verifyExport } = (await import(verifier)) as {
  verifyExport(folder: string, options: { log: string }): string
}

/** The verifiable log of one ledger: sealed as the sealer does it, and checked as an outsider does. */
export class SealedLog {
  readonly #ledger: string
  readonly #signing: LogSigning
  readonly #sealer: LogSealer
  readonly #log: PostgresLog

  constructor(
    pool: Pool,
    vault: Vault,
    masterKeys: MasterKeys,
    ledger: string,
    signing: LogSigning = { originPrefix: 'koop.example.test', seeds: [randomBytes(32)] },
  ) {
    this.#signing = signing
    const nonces = new Nonces(vault, new LedgerSecrets('LOG', pool, masterKeys))
    this.#ledger = ledger
    this.#sealer = new LogSealer(pool, nonces, this.#signing)
    this.#log = new PostgresLog(pool, nonces)
  }

  async seal(): Promise<number> {
    for (;;) {
      const result = await this.#sealer.sealNext(this.#ledger)
      if (result.outcome === 'refused') throw new Error(JSON.stringify(result.fault))
      if (result.outcome === 'sealed' || result.outcome === 'caught-up') return result.size
    }
  }

  /** The first event that is no longer the one that was sealed; null when there is none. */
  firstFault(size: number) {
    return this.#sealer.check(this.#ledger, 1, size)
  }

  checkpoint(size?: number) {
    return this.#log.checkpoint(this.#ledger, size)
  }

  consistencyProof(from: number, to: number) {
    return this.#log.consistencyProof(this.#ledger, from, to)
  }

  /** The export that an auditor is handed, and what their verifier says of it. Throws what it finds. */
  async handOut(): Promise<{ readonly verdict: string; readonly events: string }> {
    const checkpoint = await this.checkpoint()
    if (!checkpoint) throw new Error('nothing is sealed')
    const { size, note } = checkpoint
    const folder = await mkdtemp(join(tmpdir(), 'koop-log-'))
    try {
      const shown = await this.#log.disclosuresOf(this.#ledger, 1, size, size)
      const events = shown.map((event) => `${formatDisclosure(event)}\n`).join('')
      await writeFile(join(folder, 'events.ndjson'), events)
      await writeFile(join(folder, 'checkpoint'), note)
      for (const tile of tilesOf(size)) {
        const path = join(folder, tilePath(tile))
        await mkdir(dirname(path), { recursive: true })
        await writeFile(path, (await this.#log.tile(this.#ledger, tile)) ?? '')
      }
      const [signer] = signersOf(this.#signing, this.#ledger)
      if (!signer) throw new Error('the log has no key')
      return { verdict: verifyExport(folder, { log: formatVerifierKey(signer) }), events }
    } finally {
      await rm(folder, { recursive: true })
    }
  }
}
