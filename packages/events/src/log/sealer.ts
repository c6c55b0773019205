import { randomBytes } from 'node:crypto'
import {
  checkpointText,
  commitmentTo,
  formatSignature,
  growTiles,
  leafEntry,
  leafHash,
  NONCE_BYTES,
  openCheckpoint,
  parseNote,
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
import { leafOf, type StoredRow, storedRows } from './stored-row.ts'
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

/** What the log says of itself. */
interface Head extends Proven {
  readonly note: string
  /** Whether all our keys of today signed this size, in this checkpoint or in another of the same tree. */
  readonly signed: boolean
}

interface Standing {
  readonly size: number
  readonly head: number
  /** The last checkpoint. */
  readonly last: Head | null
  /** Where a fault was found before; 0 where none was, or none of an event. */
  readonly faultAt: number
  readonly faulty: boolean
}

interface Grown extends Proven {
  readonly commitments: readonly Commitment[]
  readonly tiles: Awaited<ReturnType<typeof growTiles>>
}

/**
 * Takes events into the log of their ledger, behind the write path. Any number of processes may do so at once: what one of
 * them computed is written under the row lock of es.logs, in one transaction, and only if nobody was faster.
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
    const standing = await this.#standing(ledger, signers)
    const { size, head, last } = standing
    if (size === head && (last?.signed ?? true) && !standing.faulty) return { outcome: 'caught-up', size, sealed: 0 }

    const found = this.#disagreement(ledger, standing, signers) ?? (await this.#changed(ledger, standing))
    if (found) return this.#refuse(ledger, size, found)
    const to = Math.min(head, size + limit)
    const rows = await storedRows(this.#pool, ledger, size + 1, to)
    const grown = await this.#grow(ledger, size, to, rows)
    if ('reason' in grown) return this.#refuse(ledger, size, grown)
    const written = await inTransaction(this.#pool, (client) => this.#write(client, ledger, size, grown, signers))
    if (!written) return { outcome: 'busy', size, sealed: 0 }
    return { outcome: to < head ? 'more' : 'sealed', size: to, sealed: to - size }
  }

  /** The first event at these positions that is not the one that was sealed; remembered, so that sealing stops. */
  async check(ledger: string, from: number, to: number): Promise<LogFault | null> {
    const signers = signersOf(this.#signing, ledger)
    const standing = await this.#standing(ledger, signers)
    const { size, last } = standing
    const found =
      this.#disagreement(ledger, standing, signers) ??
      (last && (await firstFault(this.#pool, this.#nonces, ledger, last, from, to)))
    if (found) await this.#refuse(ledger, size, found)
    return found
  }

  /** In one statement: read one after the other, they would disagree whenever another process seals in between. */
  async #standing(ledger: string, signers: readonly SignerKey[]): Promise<Standing> {
    const { rows } = await this.#pool.query<{
      size: string
      head: string
      fault_position: string | null
      faulty: boolean
      last_size: string | null
      root: Buffer
      note: string
      signed: boolean
    }>({
      name: 'es.log.standing',
      text: `select coalesce(g.size, 0) as size, coalesce(l.head, 0) as head, g.fault_position,
               g.fault_reason is not null as faulty, c.size as last_size, c.root, c.note,
               exists (select from es.log_checkpoints s where s.ledger = n.ledger and s.size = c.size and s.signers = $2)
                 as signed
               from (select $1::text as ledger) n left join es.ledgers l using (ledger) left join es.logs g using (ledger)
               left join lateral (select size, root, note from es.log_checkpoints c where c.ledger = n.ledger
                                   order by size desc, signed_at desc limit 1) c on true`,
      values: [ledger, namesOf(signers)],
    })
    const row = rows[0]!
    return {
      size: Number(row.size),
      head: Number(row.head),
      last: row.last_size === null ? null : { ...row, size: Number(row.last_size) },
      faultAt: Number(row.fault_position ?? 0),
      faulty: row.faulty,
    }
  }

  /** What is wrong between the ledger, the log and the last word of the log about itself. */
  #disagreement(ledger: string, { size, head, last }: Standing, logKeys: readonly SignerKey[]): LogFault | null {
    const wrong = (reason: string) => ({ position: null, reason })
    if (size > head) {
      return { position: head + 1, reason: `${size} events were sealed, and the ledger ends at ${head}` }
    }
    if ((last?.size ?? 0) !== size) {
      return wrong(`${size} events are sealed, and the last checkpoint speaks of ${last?.size ?? 0}`)
    }
    if (!last) return null
    const opened = openCheckpoint(last.note, { origin: originOf(this.#signing, ledger), logKeys })
    if (!opened.ok) return wrong(`the last checkpoint is not one of ours (${asSigned(last.note, logKeys)})`)
    const { size: said, root } = opened.value.checkpoint
    if (said !== size || Buffer.compare(root, last.root) !== 0) return wrong('the last checkpoint says something else')
    return null
  }

  /** Looks at the tile that grows, and at the one where a fault was found before. */
  async #changed(ledger: string, { last, size, faultAt }: Standing): Promise<LogFault | null> {
    if (!last) return null
    if (!(await tilesLeadTo(this.#pool, ledger, last))) {
      return { position: null, reason: 'the hashes of the log are not those of its last checkpoint' }
    }
    const look = (position: number) => {
      const first = tileOf(position) * TILE_WIDTH + 1
      return firstFault(this.#pool, this.#nonces, ledger, last, first, first + TILE_WIDTH - 1)
    }
    return (faultAt > 0 ? await look(faultAt) : null) ?? look(size)
  }

  async #grow(ledger: string, size: number, to: number, rows: readonly StoredRow[]): Promise<Grown | LogFault> {
    const missing = rows.findIndex(({ position }, i) => position !== size + 1 + i)
    if (missing >= 0 || rows.length < to - size) {
      const position = size + 1 + (missing >= 0 ? missing : rows.length)
      return { position, reason: 'there is no event here, and the ledger goes on' }
    }
    const named = rows.map(({ eventId, payload }) => ({ eventId, nonceKeys: nonceKeysOf(payload) }))
    const nonces = await this.#nonces.of(ledger, named)
    const commitments: Commitment[] = []
    const hashes: Uint8Array[] = []
    for (const [i, row] of rows.entries()) {
      // Forgotten before it was sealed: bound all the same, so that nobody can tell, and to a nonce that is gone.
      const nonce = nonces[i] ?? randomBytes(NONCE_BYTES)
      try {
        const value = commitmentTo(JSON.parse(row.payload), nonce)
        hashes.push(leafHash(leafEntry(leafOf(ledger, row, value))))
        commitments.push({ value, nonceKeys: nonces[i] ? (named[i]?.nonceKeys ?? null) : null })
      } catch (error) {
        return { position: row.position, reason: `the event has no form in the log: ${(error as Error).message}` }
      }
    }
    const stored = tileReader(this.#pool, ledger)
    const tiles = await growTiles(stored, size, hashes)
    const fresh = new Map(tiles.map((tile) => [tilePath(tile), tile.bytes]))
    const read = async (tile: TileId) => fresh.get(tilePath(tile)) ?? stored(tile)
    return { size: to, root: await rootOf(treeOfTiles(read, to), to), commitments, tiles }
  }

  /** False when another process was faster. */
  async #write(
    client: PoolClient,
    ledger: string,
    before: number,
    { size, root, commitments, tiles }: Grown,
    signers: readonly SignerKey[],
  ): Promise<boolean> {
    await client.query('insert into es.logs (ledger) values ($1) on conflict do nothing', [ledger])
    const { rowCount } = await client.query(
      'select from es.logs where ledger = $1 and size = $2 for update skip locked',
      [ledger, before],
    )
    if (rowCount === 0) return false
    await writeCommitments(client, ledger, before + 1, commitments)
    await writeHashes(client, ledger, before, tiles)
    await client.query(
      `insert into es.log_checkpoints (ledger, size, signers, root, note, signed_at) values ($1, $2, $3, $4, $5, $6)
       on conflict do nothing`,
      [ledger, size, namesOf(signers), root, this.#sign(ledger, size, root, signers), this.#now()],
    )
    await client.query(
      `update es.logs set size = $2, fault_position = null, fault_reason = null, fault_since = null where ledger = $1`,
      [ledger, size],
    )
    return true
  }

  #sign(ledger: string, size: number, root: Uint8Array, [first, ...others]: readonly SignerKey[]): string {
    const checkpoint = { origin: originOf(this.#signing, ledger), size, root, extensions: [] }
    const text = checkpointText(checkpoint)
    const more = others.map((key) => formatSignature(signText(key, text)))
    return signCheckpoint(checkpoint, first as SignerKey) + more.join('')
  }

  async #refuse(ledger: string, size: number, fault: LogFault): Promise<SealResult> {
    await this.#pool.query(
      `insert into es.logs (ledger, fault_position, fault_reason, fault_since) values ($1, $2, $3, $4)
       on conflict (ledger) do update set fault_position = $2, fault_reason = $3, fault_since = $4
         where (es.logs.fault_position, es.logs.fault_reason) is distinct from ($2, $3)`,
      [ledger, fault.position, fault.reason, this.#now()],
    )
    return { outcome: 'refused', size, sealed: 0, fault }
  }
}

/** The two that operators must compare: a key or an origin in the settings that is not the one of before. */
function asSigned(note: string, ours: readonly SignerKey[]): string {
  const parsed = parseNote(note)
  const named = (keys: readonly { readonly name: string; readonly id: string }[]) =>
    keys.map(({ name, id }) => `${name}+${id}`).join(', ')
  return `signed by ${parsed.ok ? named(parsed.value.signatures) : 'nobody'}; our keys are ${named(ours)}`
}

const namesOf = (keys: readonly SignerKey[]): string => keys.map(({ id }) => id).join()
