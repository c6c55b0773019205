import type { PendingMail } from '@kooperacje/readmodels'
import type { Pool } from 'pg'
import { z } from 'zod'

export interface AddressEntry {
  readonly ledger: string
  readonly kind: 'ACTOR' | 'INSTITUTION' | 'ROLE'
  /** An actor's id, an institution's id, or `COORDINATOR` / `LEADER`. */
  readonly key: string
  readonly address: string
}

export type Recipient = Pick<PendingMail, 'ledger' | 'recipient' | 'coordinatorId' | 'leaderId'>

const Address = z.email()

export async function setMailAddress(pool: Pool, { ledger, kind, key, address }: AddressEntry): Promise<void> {
  await pool.query(
    `insert into mail.addresses (ledger, kind, key, address) values ($1, $2, $3, $4)
     on conflict (ledger, kind, key) do update set address = excluded.address, updated_at = clock_timestamp()`,
    [ledger, kind, key, Address.parse(address)],
  )
}

export async function removeMailAddress(
  pool: Pool,
  { ledger, kind, key }: Omit<AddressEntry, 'address'>,
): Promise<void> {
  await pool.query('delete from mail.addresses where ledger = $1 and kind = $2 and key = $3', [ledger, kind, key])
}

export async function mailAddresses(pool: Pool, ledger: string): Promise<AddressEntry[]> {
  const { rows } = await pool.query<AddressEntry>(
    'select ledger, kind, key, address from mail.addresses where ledger = $1 order by kind, key',
    [ledger],
  )
  return rows
}

/**
 * Where a notice goes: to the case's coordinator in person, else to whoever reads the coordinators' mail; the leader's
 * notices to the institution that leads, else to the leader's mail. Without a coordinator the leader is told. Looked up
 * when the mail goes out, not when the notice was recorded: people change posts. Null when nobody left an address.
 */
export async function addressOf(pool: Pool, recipient: Recipient): Promise<string | null> {
  const { ledger, coordinatorId, leaderId } = recipient
  const leader = [...(leaderId ? [`INSTITUTION/${leaderId}`] : []), 'ROLE/LEADER']
  const coordinator = [...(coordinatorId ? [`ACTOR/${coordinatorId}`] : []), 'ROLE/COORDINATOR']
  const choices = recipient.recipient === 'LEADER' ? leader : [...coordinator, ...leader]
  const { rows } = await pool.query<{ address: string }>(
    `select address from mail.addresses where ledger = $1 and kind || '/' || key = any($2)
      order by array_position($2, kind || '/' || key) limit 1`,
    [ledger, choices],
  )
  return rows[0]?.address ?? null
}
