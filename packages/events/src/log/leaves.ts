import type { PoolClient } from 'pg'
import type { Db } from './stored-row.ts'

/** What the log keeps beside its hashes. */
export interface Commitment {
  /** Base64. */
  readonly value: string
  /** As `NonceOf` has it. */
  readonly nonceKeys: readonly string[] | null
  /** Those that the leaf names; null where it is of the first format, which names none. */
  readonly keys: readonly string[] | null
}

/** By position. */
export async function commitmentsOf(
  db: Db,
  ledger: string,
  from: number,
  to: number,
): Promise<ReadonlyMap<number, Commitment>> {
  const { rows } = await db.query<{
    position: string
    commitment: Buffer
    nonce_keys: string[] | null
    keys: string[] | null
  }>({
    name: 'es.log.leaves',
    text: `select position, commitment, nonce_keys, keys from es.log_leaves
            where ledger = $1 and position between $2 and $3 order by position`,
    values: [ledger, from, to],
  })
  return new Map(
    rows.map(({ position, commitment, nonce_keys: nonceKeys, keys }) => [
      Number(position),
      { value: commitment.toString('base64'), nonceKeys, keys },
    ]),
  )
}

/** Written once for each event, in the transaction that makes the log longer. */
export async function writeCommitments(
  client: PoolClient,
  ledger: string,
  first: number,
  commitments: readonly Commitment[],
): Promise<void> {
  await client.query({
    name: 'es.log.write-leaves',
    // A list of lists would have to be a rectangle, so the lists of keys come as texts.
    text: `insert into es.log_leaves (ledger, position, commitment, nonce_keys, keys)
           select $1, $2 + n - 1, commitment, nonce_keys::text[], keys::text[]
             from unnest($3::bytea[], $4::text[], $5::text[]) with ordinality as t (commitment, nonce_keys, keys, n)`,
    values: [
      ledger,
      first,
      commitments.map(({ value }) => Buffer.from(value, 'base64')),
      commitments.map(({ nonceKeys }) => nonceKeys && arrayText(nonceKeys)),
      commitments.map(({ keys }) => keys && arrayText(keys)),
    ],
  })
}

const arrayText = (texts: readonly string[]): string =>
  `{${texts.map((text) => `"${text.replaceAll(/["\\]/g, '\\$&')}"`).join()}}`
