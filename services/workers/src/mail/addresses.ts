import { receiversOf } from '@kooperacje/domain'
import type { PendingMail } from '@kooperacje/readmodels'
import type { Pool } from 'pg'
import { z } from 'zod'

export const Delivery = z.enum(['AT_ONCE', 'DAILY_DIGEST'])
/** Each notice by itself, or all of a day in one mail. */
export type Delivery = z.infer<typeof Delivery>

export const AddressKind = z.enum(['ACTOR', 'INSTITUTION', 'ROLE'])

export interface AddressEntry {
  readonly ledger: string
  readonly kind: z.infer<typeof AddressKind>
  /** An actor's id, an institution's id, or `COORDINATOR`, `LEADER`, `OWNER`, `REGION`. */
  readonly key: string
  readonly address: string
  /** Default: at once. */
  readonly delivery?: Delivery | undefined
}

export type Recipient = Pick<
  PendingMail,
  'ledger' | 'recipient' | 'about' | 'restricted' | 'owner' | 'coordinatorId' | 'leaderId' | 'consentWithdrawn'
>

const Address = z.email()

export async function setMailAddress(pool: Pool, entry: AddressEntry): Promise<void> {
  const { ledger, kind, key, address, delivery = 'AT_ONCE' } = entry
  await pool.query(
    `insert into mail.addresses (ledger, kind, key, address, delivery) values ($1, $2, $3, $4, $5)
     on conflict (ledger, kind, key) do update
       set address = excluded.address, delivery = excluded.delivery, updated_at = clock_timestamp()`,
    [ledger, kind, key, Address.parse(address), delivery],
  )
}

/** False when there was no such entry. */
export async function removeMailAddress(
  pool: Pool,
  { ledger, kind, key }: Omit<AddressEntry, 'address' | 'delivery'>,
): Promise<boolean> {
  const { rowCount } = await pool.query('delete from mail.addresses where ledger = $1 and kind = $2 and key = $3', [
    ledger,
    kind,
    key,
  ])
  return rowCount === 1
}

export async function mailAddresses(pool: Pool, ledger: string): Promise<AddressEntry[]> {
  const { rows } = await pool.query<AddressEntry>(
    'select ledger, kind, key, address, delivery from mail.addresses where ledger = $1 order by kind, key',
    [ledger],
  )
  return rows
}

export interface Destination {
  readonly address: string
  readonly delivery: Delivery
}

/**
 * Where notices go, in their order: the domain says who may be told, the best choice first. Null where nobody of these left an
 * address. Looked up when the mail goes out, not when the notice was recorded: people change posts, and consents are taken back.
 * One statement, however many there are.
 */
export async function destinationsOf(
  pool: Pool,
  recipients: readonly Recipient[],
): Promise<readonly (Destination | null)[]> {
  if (recipients.length === 0) return []
  const choices = recipients.map((recipient) =>
    receiversOf({ ...recipient, to: recipient.recipient }).map(({ kind, key }) => ({
      ledger: recipient.ledger,
      kind,
      key,
    })),
  )
  const asked = [...new Map(choices.flat().map((entry) => [nameOf(entry), entry])).values()]
  const { rows } = await pool.query<AddressEntry & Destination>(
    `select ledger, kind, key, address, delivery from mail.addresses
      where (ledger, kind, key) in (select * from unnest($1::text[], $2::text[], $3::text[]))`,
    [asked.map(({ ledger }) => ledger), asked.map(({ kind }) => kind), asked.map(({ key }) => key)],
  )
  const book = new Map(rows.map((row) => [nameOf(row), row]))
  return choices.map((some) => some.flatMap((one) => book.get(nameOf(one)) ?? [])[0] ?? null)
}

const nameOf = ({ ledger, kind, key }: Pick<AddressEntry, 'ledger' | 'kind' | 'key'>): string =>
  `${ledger}/${kind}/${key}`
