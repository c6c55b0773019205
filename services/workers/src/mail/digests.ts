import { addCalendarDays, businessDate } from '@kooperacje/domain'
import { inTransaction } from '@kooperacje/events'
import type { MailKey, PendingMail } from '@kooperacje/readmodels'
import type { Pool, PoolClient } from 'pg'

/** Everything that a person gets in the one mail of a day. */
export interface DigestKey {
  readonly day: string
  readonly address: string
}

export interface Digest extends DigestKey {
  readonly attempts: number
  readonly items: readonly MailKey[]
}

/** Digests go out when offices open; what comes later in the day waits for the next. */
const HOUR = 7

const hours = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Warsaw', hour: '2-digit', hour12: false })
const hourOf = (moment: Date): number => Number(hours.format(moment)) % 24

/** The day whose digest takes in what comes now. */
function digestDay(now: Date): string {
  const today = businessDate(now.toISOString())
  return hourOf(now) < HOUR ? today : addCalendarDays(today, 1)
}

/**
 * Puts a claimed mail into the digest of the next day that has not gone out. The digest's row lock decides against whoever
 * is sending it at this moment.
 */
export async function putInDigest(pool: Pool, mail: PendingMail, address: string, now: Date): Promise<void> {
  const { ledger, position, recipient } = mail
  await inTransaction(pool, async (client) => {
    let day = digestDay(now)
    while (!(await isTaking(client, { day, address }, now))) day = addCalendarDays(day, 1)
    await client.query(
      `insert into mail.digest_items (ledger, position, recipient, day, address) values ($1, $2, $3, $4, $5)
       on conflict do nothing`,
      [ledger, position, recipient, day, address],
    )
    await client.query(
      `update rm.mail_outbox set status = 'GROUPED', claimed_until = null, failure = null
        where ledger = $1 and position = $2 and recipient = $3 and status = 'PENDING'`,
      [ledger, position, recipient],
    )
  })
}

async function isTaking(client: PoolClient, { day, address }: DigestKey, now: Date): Promise<boolean> {
  await client.query('insert into mail.digests (day, address) values ($1, $2) on conflict do nothing', [day, address])
  const { rows } = await client.query<{ taking: boolean }>(
    `select status = 'OPEN' and attempts = 0 and (claimed_until is null or claimed_until < $3) as taking
       from mail.digests where day = $1 and address = $2 for update`,
    [day, address, now.toISOString()],
  )
  return rows[0]?.taking === true
}

/** Takes a digest that is to go out now, so that no two processes send the same one; null when there is none. */
export async function claimDigest(pool: Pool, now: Date, leaseMs: number): Promise<Digest | null> {
  const today = businessDate(now.toISOString())
  const last = hourOf(now) < HOUR ? addCalendarDays(today, -1) : today
  const { rows } = await pool.query<{ day: string; address: string; attempts: number }>(
    `update mail.digests d set claimed_until = $3, attempts = attempts + 1
       from (select day, address from mail.digests
              where status = 'OPEN' and day <= $1 and (claimed_until is null or claimed_until < $2)
              order by day, address limit 1 for update skip locked) as free
      where d.day = free.day and d.address = free.address
      returning d.day::text, d.address, d.attempts`,
    [last, now.toISOString(), new Date(now.getTime() + leaseMs).toISOString()],
  )
  const [digest] = rows
  if (!digest) return null
  const items = await pool.query<{ ledger: string; position: string; recipient: MailKey['recipient'] }>(
    `select ledger, position, recipient from mail.digest_items where day = $1 and address = $2
      order by ledger, position`,
    [digest.day, digest.address],
  )
  return { ...digest, items: items.rows.map((row) => ({ ...row, position: Number(row.position) })) }
}

/**
 * Whether the claim still stands: nobody has sent the digest, nor taken it over since. A claim whose time has run out may be
 * somebody else's, who is writing down at this moment that all of it was sent.
 */
export async function isClaimed(pool: Pool, { day, address, attempts }: Digest): Promise<boolean> {
  const { rowCount } = await pool.query(
    `select from mail.digests where day = $1 and address = $2 and status = 'OPEN' and attempts = $3`,
    [day, address, attempts],
  )
  return rowCount === 1
}

/** What is no longer for this address goes back to be looked up anew: posts change hands, consents are taken back. */
export async function takeOutOfDigest(pool: Pool, mails: readonly MailKey[]): Promise<void> {
  if (mails.length === 0) return
  const keys = [
    mails.map(({ ledger }) => ledger),
    mails.map(({ position }) => position),
    mails.map(({ recipient }) => recipient),
  ]
  await inTransaction(pool, async (client) => {
    await client.query(`delete from mail.digest_items i using ${KEYS} where ${isOneOf('i')}`, keys)
    await client.query(
      `update rm.mail_outbox m set status = 'PENDING', claimed_until = null from ${KEYS}
        where ${isOneOf('m')} and m.status = 'GROUPED'`,
      keys,
    )
  })
}

const KEYS = 'unnest($1::text[], $2::bigint[], $3::text[]) as k (ledger, position, recipient)'
const isOneOf = (table: string): string =>
  `${table}.ledger = k.ledger and ${table}.position = k.position and ${table}.recipient = k.recipient`

/** The digest and the notices in it, in one commit: a digest that counts as sent leaves none of them waiting. */
export async function markDigestSent(
  pool: Pool,
  { day, address }: DigestKey,
  how: 'SENT' | 'CAUGHT',
  at: Date,
): Promise<void> {
  await inTransaction(pool, async (client) => {
    await client.query(
      `update mail.digests set status = $3, sent_at = $4, claimed_until = null, failure = null
        where day = $1 and address = $2 and status = 'OPEN'`,
      [day, address, how, at.toISOString()],
    )
    await client.query(
      `update rm.mail_outbox m set status = $3, sent_at = $4
         from mail.digest_items i
        where i.day = $1 and i.address = $2 and m.ledger = i.ledger and m.position = i.position
          and m.recipient = i.recipient and m.status = 'GROUPED'`,
      [day, address, how, at.toISOString()],
    )
  })
}

/** With `retryAt` it is tried again then; without, it has failed for good, and its notices with it. */
export async function markDigestFailed(
  pool: Pool,
  { day, address }: DigestKey,
  failure: string,
  retryAt: Date | null,
): Promise<void> {
  await pool.query(
    `update mail.digests set status = $3, claimed_until = $4, failure = $5
      where day = $1 and address = $2 and status = 'OPEN'`,
    [day, address, retryAt ? 'OPEN' : 'FAILED', retryAt?.toISOString() ?? null, failure],
  )
  if (retryAt) return
  await pool.query(
    `update rm.mail_outbox m set status = 'FAILED', failure = $3
       from mail.digest_items i
      where i.day = $1 and i.address = $2 and m.ledger = i.ledger and m.position = i.position
        and m.recipient = i.recipient and m.status = 'GROUPED'`,
    [day, address, failure],
  )
}
