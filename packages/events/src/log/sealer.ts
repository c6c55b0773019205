import { randomBytes } from 'node:crypto'
import {
  checkpointText,
  commitmentTo,
  formatSignature,
  growTiles,
  leafEntry,
  leafHash,
  NONCE_BYTES,
  rootOf,
  type SignerKey,
  signCheckpoint,
  signText,
  TILE_WIDTH,
  type TileId,
  tilePath,
  treeOfTiles,
} from '@kooperacje/tlog'
import type { Pool, PoolClient } from 'pg'
import { inTransaction } from '../projections/runner.ts'
import { firstFault, type Proven, tilesLeadTo } from './check.ts'
import { tileOf, tileReader, writeHashes } from './hashes.ts'
import { type Commitment, writeCommitments } from './leaves.ts'
import { type Nonces, nonceKeysOf } from './nonces.ts'
import { type LogSigning, originOf, signersOf } from './signers.ts'
import { disagreementIn, namesOf, type Standing, standingOf } from './standing.ts'
import { type Db, leafOf, type StoredRow, storedRows } from './stored-row.ts'
import { mapInTurns } from './turns.ts'
import type { LogFault } from './types.ts'

export type SealResult =
  | {
      /** `more`: there is more to seal already. `busy`: another process was faster; it is being seen to. */
      readonly outcome: 'sealed' | 'more' | 'caught-up' | 'busy'
      /** How many events are sealed now. */
      readonly size: number
      /** How many of them by this call. */
      readonly sealed: number
    }
  | { readonly outcome: 'refused'; readonly size: number; readonly sealed: 0; readonly fault: LogFault }

export interface SealOptions {
  /** Events a transaction, and so a checkpoint. Default 4096. */
  readonly limit?: number
}

interface Grown extends Proven {
  readonly commitments: readonly Commitment[]
  readonly tiles: Awaited<ReturnType<typeof growTiles>>
}

/**
 * Takes events into the log of their ledger, behind the write path. Any number of processes may do so at once: the row of
 * es.logs lets one at a time, and all that a sealing writes is one transaction.
 *
 * It never signs a tree that does not continue the one it signed before: the tiles must lead to the root of the last
 * checkpoint, whose signature it verifies, and the events of the tile that grows must be those that were sealed. The
 * others are looked at by `check`, a part at a time.
 */
export class LogSealer {
  readonly #pool: Pool
  readonly #nonces: Nonces
  readonly #signing: LogSigning
  readonly #now: () => Date

  constructor(pool: Pool, nonces: Nonces, signing: LogSigning, now: () => Date = () => new Date()) {
    if (signing.seeds.length === 0) throw new Error('the log has no key to sign with')
    this.#pool = pool
    this.#nonces = nonces
    this.#signing = signing
    this.#now = now
  }

  /** Seals the next events of a ledger, or signs its tree anew where the keys have changed. */
  async sealNext(ledger: string, { limit = 4096 }: SealOptions = {}): Promise<SealResult> {
    const signers = signersOf(this.#signing, ledger)
    const before = await standingOf(this.#pool, ledger, signers)
    if (isCaughtUp(before)) return { outcome: 'caught-up', size: before.size, sealed: 0 }
    // In a transaction of its own: made in the long one, a second process would wait for that one's end.
    await this.#pool.query('insert into es.logs (ledger) values ($1) on conflict do nothing', [ledger])
    return inTransaction(this.#pool, async (client): Promise<SealResult> => {
      const lock = 'select from es.logs where ledger = $1 for update skip locked'
      if ((await client.query(lock, [ledger])).rowCount === 0) return { outcome: 'busy', size: before.size, sealed: 0 }
      const standing = await standingOf(client, ledger, signers)
      const { size, head } = standing
      if (isCaughtUp(standing)) return { outcome: 'caught-up', size, sealed: 0 }
      const found = this.#disagreement(ledger, standing, signers) ?? (await this.#changed(client, ledger, standing))
      if (found) return this.#refuse(client, ledger, size, found)
      const to = Math.min(head, size + limit)
      const grown = await this.#grow(client, ledger, size, to)
      if ('reason' in grown) return this.#refuse(client, ledger, size, grown)
      await this.#write(client, ledger, size, grown, signers)
      return { outcome: to < head ? 'more' : 'sealed', size: to, sealed: to - size }
    })
  }

  /**
   * The first event at these positions that is not the one that was sealed, or what else is wrong with the log. It is
   * remembered, and stops the sealing of this ledger until the events are again what they were.
   */
  async check(ledger: string, from: number, to: number): Promise<LogFault | null> {
    const signers = signersOf(this.#signing, ledger)
    const standing = await standingOf(this.#pool, ledger, signers)
    const { size, last } = standing
    const found =
      this.#disagreement(ledger, standing, signers) ??
      (last && (await firstFault(this.#pool, this.#nonces, ledger, last, from, to)))
    if (found) await this.#refuse(this.#pool, ledger, size, found)
    return found
  }

  #disagreement(ledger: string, standing: Standing, signers: readonly SignerKey[]): LogFault | null {
    return disagreementIn(originOf(this.#signing, ledger), standing, signers)
  }

  /** Looks at the tile that grows, and at the one where a fault was found before. */
  async #changed(db: Db, ledger: string, { last, size, faultAt }: Standing): Promise<LogFault | null> {
    if (!last) return null
    if (!(await tilesLeadTo(db, ledger, last))) {
      return { position: null, reason: 'the hashes of the log are not those of its last checkpoint' }
    }
    const look = (position: number) => {
      const first = tileOf(position) * TILE_WIDTH + 1
      return firstFault(db, this.#nonces, ledger, last, first, first + TILE_WIDTH - 1)
    }
    return (faultAt > 0 ? await look(faultAt) : null) ?? look(size)
  }

  async #grow(client: PoolClient, ledger: string, size: number, to: number): Promise<Grown | LogFault> {
    const rows = await storedRows(client, ledger, size + 1, to)
    const missing = rows.findIndex(({ position }, i) => position !== size + 1 + i)
    if (missing >= 0 || rows.length < to - size) {
      const position = size + 1 + (missing >= 0 ? missing : rows.length)
      return { position, reason: 'there is no event here, and the ledger goes on' }
    }
    const named = await mapInTurns(rows, ({ eventId, payload }) => ({ eventId, nonceKeys: nonceKeysOf(payload) }))
    const nonces = await this.#nonces.of(ledger, named)
    const bound = await mapInTurns(rows, (row, i) => bind(ledger, row, named[i]?.nonceKeys ?? [], nonces[i] ?? null))
    const hashes: Uint8Array[] = []
    const commitments: Commitment[] = []
    for (const one of bound) {
      if ('reason' in one) return one
      hashes.push(one.hash)
      commitments.push(one.commitment)
    }
    const stored = tileReader(client, ledger)
    const tiles = await growTiles(stored, size, hashes)
    const fresh = new Map(tiles.map((tile) => [tilePath(tile), tile.bytes]))
    const read = async (tile: TileId) => fresh.get(tilePath(tile)) ?? stored(tile)
    return { size: to, root: await rootOf(treeOfTiles(read, to), to), commitments, tiles }
  }

  async #write(
    client: PoolClient,
    ledger: string,
    before: number,
    { size, root, commitments, tiles }: Grown,
    signers: readonly SignerKey[],
  ): Promise<void> {
    await writeCommitments(client, ledger, before + 1, commitments)
    await writeHashes(client, ledger, before, tiles)
    await client.query(
      `insert into es.log_checkpoints (ledger, size, signers, root, note, signed_at) values ($1, $2, $3, $4, $5, $6)
       on conflict do nothing`,
      [ledger, size, namesOf(signers), root, this.#sign(ledger, size, root, signers), this.#now()],
    )
    await client.query(
      'update es.logs set size = $2, fault_position = null, fault_reason = null, fault_since = null where ledger = $1',
      [ledger, size],
    )
  }

  #sign(ledger: string, size: number, root: Uint8Array, [first, ...others]: readonly SignerKey[]): string {
    const checkpoint = { origin: originOf(this.#signing, ledger), size, root, extensions: [] }
    const text = checkpointText(checkpoint)
    const more = others.map((key) => formatSignature(signText(key, text)))
    return signCheckpoint(checkpoint, first as SignerKey) + more.join('')
  }

  async #refuse(db: Db, ledger: string, size: number, fault: LogFault): Promise<SealResult> {
    await db.query(
      `insert into es.logs (ledger, fault_position, fault_reason, fault_since) values ($1, $2, $3, $4)
       on conflict (ledger) do update set fault_position = $2, fault_reason = $3, fault_since = $4
         where (es.logs.fault_position, es.logs.fault_reason) is distinct from ($2, $3)`,
      [ledger, fault.position, fault.reason, this.#now()],
    )
    return { outcome: 'refused', size, sealed: 0, fault }
  }
}

const isCaughtUp = ({ size, head, last, faulty }: Standing): boolean =>
  size === head && !faulty && (last?.signed ?? true)

/**
 * @param keys those that the payload is sealed with
 * @param made with them; null when one of them is gone: forgotten before it was sealed, the event is bound all the same, so that
 *   nobody can tell, and to a nonce that is gone
 */
function bind(
  ledger: string,
  row: StoredRow,
  keys: readonly string[],
  made: Uint8Array | null,
): { readonly commitment: Commitment; readonly hash: Uint8Array } | LogFault {
  try {
    const value = commitmentTo(JSON.parse(row.payload), made ?? randomBytes(NONCE_BYTES))
    const commitment = { value, nonceKeys: made && keys, keys }
    return { commitment, hash: leafHash(leafEntry(leafOf(ledger, row, commitment))) }
  } catch (error) {
    return { position: row.position, reason: `the event has no form in the log: ${(error as Error).message}` }
  }
}
