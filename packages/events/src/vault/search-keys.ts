import { createHmac } from 'node:crypto'
import type { Pool } from 'pg'
import { LedgerSecrets } from './ledger-secrets.ts'
import { MasterKeys } from './master-keys.ts'

/** Hashes sealed values under a secret of their ledger, to find them again by equality. */
export class SearchKeys {
  readonly #secrets: LedgerSecrets

  constructor(pool: Pool, masterKeys: Buffer | MasterKeys) {
    const keys = masterKeys instanceof MasterKeys ? masterKeys : new MasterKeys(masterKeys)
    this.#secrets = new LedgerSecrets('SEARCH', pool, keys)
  }

  /** 32 bytes. The field goes in, so that equal values of two fields have nothing in common. */
  async hash(ledger: string, field: string, value: string): Promise<Buffer> {
    return createHmac('sha256', await this.#secrets.of(ledger))
      .update(`${field}\u0000${value}`)
      .digest()
  }
}
