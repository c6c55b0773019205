import type { Pool } from 'pg'

export interface ToCosign {
  readonly ledger: string
  /** How many events are sealed. */
  readonly size: number
  /** Size of the newest checkpoint that the witness has cosigned; 0 for none. */
  readonly known: number
  /** When the first checkpoint that it has not cosigned was signed. */
  readonly since: Date | null
}

/** The logs of which a witness has not cosigned the newest checkpoint. */
export async function toCosign(pool: Pool, witness: string): Promise<ToCosign[]> {
  const { rows } = await pool.query<{ ledger: string; size: string; known: string; since: Date | null }>({
    name: 'es.log.to-cosign',
    text: `select g.ledger, g.size, coalesce(s.size, 0) as known, c.signed_at as since
             from es.logs g
             left join lateral (select size from es.log_cosignatures s
                                 where s.ledger = g.ledger and s.witness = $1 order by size desc limit 1) s on true
             left join lateral (select signed_at from es.log_checkpoints c
                                 where c.ledger = g.ledger and c.size > coalesce(s.size, 0)
                                 order by size, signed_at limit 1) c on true
            where g.size > coalesce(s.size, 0) order by g.ledger`,
    values: [witness],
  })
  return rows.map((row) => ({ ...row, size: Number(row.size), known: Number(row.known) }))
}

export interface Cosignature {
  readonly ledger: string
  readonly size: number
  readonly witness: string
  /** As the witness sent it, after it was verified. */
  readonly line: string
  readonly receivedAt: Date
}

/** The first word of a witness about a size stays; the same again changes nothing. */
export async function keepCosignature(pool: Pool, cosignature: Cosignature): Promise<void> {
  const { ledger, size, witness, line, receivedAt } = cosignature
  await pool.query(
    `insert into es.log_cosignatures (ledger, size, witness, line, received_at) values ($1, $2, $3, $4, $5)
     on conflict do nothing`,
    [ledger, size, witness, line, receivedAt],
  )
}

/** Everybody who ever cosigned, by name. Reads all cosignatures: for people who ask, not for rounds. */
export async function witnessesSeen(pool: Pool): Promise<readonly string[]> {
  const { rows } = await pool.query<{ witness: string }>(
    'select distinct witness from es.log_cosignatures order by witness',
  )
  return rows.map(({ witness }) => witness)
}
