import { consistencyProof, type Disclosure, inclusionProof, type Leaf, treeOfTiles } from '@kooperacje/tlog'
import type { Pool } from 'pg'
import { destroyedKeys } from './erasures.ts'
import { leafHashesOf, tileBytes, tileReader } from './hashes.ts'
import { commitmentsOf } from './leaves.ts'
import type { Nonces } from './nonces.ts'
import { logState, logStates } from './states.ts'
import { leafOf, storedRows } from './stored-row.ts'
import type { LogState, SealedCheckpoint, VerifiableLog } from './types.ts'

/** The log on PostgreSQL. The pool belongs to the caller. */
export class PostgresLog implements VerifiableLog {
  readonly #pool: Pool
  readonly #nonces: Nonces

  constructor(pool: Pool, nonces: Nonces) {
    this.#pool = pool
    this.#nonces = nonces
  }

  state(ledger: string): Promise<LogState | null> {
    return logState(this.#pool, ledger)
  }

  states(): Promise<readonly LogState[]> {
    return logStates(this.#pool)
  }

  async checkpoint(ledger: string, size?: number, witnesses = 0): Promise<SealedCheckpoint | null> {
    const which = witnesses > 0 ? await this.#cosigned(ledger, size, witnesses) : (size ?? null)
    if (witnesses > 0 && which === null) return null
    const { rows } = await this.#pool.query<{
      size: string
      root: Buffer
      note: string
      signed_at: Date
      lines: string
      witnesses: string[]
    }>({
      name: 'es.log.checkpoint',
      text: `select c.size, c.root, c.note, c.signed_at, coalesce(w.lines, '') as lines,
               coalesce(w.witnesses, '{}') as witnesses
               from es.log_checkpoints c
               left join lateral (select string_agg(line, '' order by witness) as lines,
                                         array_agg(witness order by witness) as witnesses
                                    from es.log_cosignatures s where s.ledger = c.ledger and s.size = c.size) w on true
              where c.ledger = $1 and ($2::bigint is null or c.size = $2)
              order by c.size desc, c.signed_at desc limit 1`,
      values: [ledger, which],
    })
    const [row] = rows
    if (!row) return null
    return {
      size: Number(row.size),
      root: row.root,
      note: row.note + row.lines,
      signedAt: row.signed_at.toISOString(),
      witnesses: row.witnesses,
    }
  }

  /** The largest size, or this one, that so many witnesses have cosigned. */
  async #cosigned(ledger: string, size: number | undefined, witnesses: number): Promise<number | null> {
    const { rows } = await this.#pool.query<{ size: string }>({
      name: 'es.log.cosigned',
      text: `select size from es.log_cosignatures where ledger = $1 and ($2::bigint is null or size = $2)
              group by size having count(*) >= $3 order by size desc limit 1`,
      values: [ledger, size ?? null, witnesses],
    })
    return rows[0] ? Number(rows[0].size) : null
  }

  async tile(ledger: string, tile: Parameters<VerifiableLog['tile']>[1]): Promise<Uint8Array | null> {
    const bytes = await tileBytes(this.#pool, ledger, tile)
    return bytes.length === tile.width * 32 ? bytes : null
  }

  async leafHash(ledger: string, position: number): Promise<Uint8Array> {
    const [hash] = await leafHashesOf(this.#pool, ledger, position, position)
    if (!hash) throw new RangeError(`the log of ${ledger} has no entry of position ${position}`)
    return hash
  }

  async inclusionProof(ledger: string, position: number, size: number): Promise<Uint8Array[]> {
    await this.#refuseBeyond(ledger, size, position >= 1 && position <= size)
    return inclusionProof(treeOfTiles(tileReader(this.#pool, ledger), size), position - 1, size)
  }

  async consistencyProof(ledger: string, from: number, to: number): Promise<Uint8Array[]> {
    await this.#refuseBeyond(ledger, to, from >= 0 && from <= to)
    return consistencyProof(treeOfTiles(tileReader(this.#pool, ledger), to), from, to)
  }

  async leavesOf(ledger: string, from: number, to: number): Promise<Leaf[]> {
    const [commitments, rows] = await this.#entries(ledger, from, to)
    return rows.flatMap((row) => {
      const commitment = commitments.get(row.position)
      return commitment ? [leafOf(ledger, row, commitment)] : []
    })
  }

  async disclosuresOf(ledger: string, from: number, to: number, size: number): Promise<Disclosure[]> {
    const [commitments, rows] = await this.#entries(ledger, from, to)
    const nonces = await this.#nonces.of(
      ledger,
      rows.map(({ position, eventId }) => ({ eventId, nonceKeys: commitments.get(position)?.nonceKeys ?? null })),
    )
    // Asked after the keys: what was destroyed until then had been named before.
    const destroyed = nonces.includes(null) ? await destroyedKeys(this.#pool, ledger) : new Map<string, number>()
    return rows.flatMap((row, i): Disclosure[] => {
      const commitment = commitments.get(row.position)
      if (!commitment) return []
      const leaf = leafOf(ledger, row, commitment)
      const nonce = nonces[i]
      if (nonce) return [{ leaf, payload: JSON.parse(row.payload) as unknown, nonce }]
      const named = (commitment.keys ?? []).flatMap((key) => destroyed.get(key) ?? [])
      // An erasure that is recorded beyond what is shown accounts for nothing in it.
      return [named.length > 0 && Math.min(...named) > size ? { leaf, withheld: true } : { leaf }]
    })
  }

  #entries(ledger: string, from: number, to: number) {
    return Promise.all([commitmentsOf(this.#pool, ledger, from, to), storedRows(this.#pool, ledger, from, to)])
  }

  async #refuseBeyond(ledger: string, size: number, inside: boolean): Promise<void> {
    const sealed = (await this.state(ledger))?.size ?? 0
    if (!inside || size > sealed) throw new RangeError(`the log of ${ledger} has ${sealed} entries`)
  }
}
