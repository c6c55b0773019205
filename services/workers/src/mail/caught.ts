import { instant } from '@kooperacje/events'
import type { MailKey } from '@kooperacje/readmodels'
import type { Pool } from 'pg'
import type { Message } from './message.ts'

export interface CaughtMail {
  readonly position: number
  readonly recipient: string
  readonly messageId: string
  readonly address: string
  readonly subject: string
  readonly body: string
  readonly caughtAt: string
}

/** Keeps the mail in place of sending it. Kept a second time, after a crash, it stays the same one. */
export async function keepCaught(pool: Pool, mail: MailKey, message: Message, address: string): Promise<void> {
  const { ledger, position, recipient } = mail
  await pool.query(
    `insert into mail.caught (ledger, position, recipient, message_id, address, subject, body)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
    [ledger, position, recipient, message.messageId, address, message.subject, message.text],
  )
}

/** Newest first; `before` is the position that the last page ended with. */
export async function caughtMails(pool: Pool, ledger: string, limit: number, before?: number): Promise<CaughtMail[]> {
  const { rows } = await pool.query(
    `select position, recipient, message_id, address, subject, body, caught_at::text
       from mail.caught where ledger = $1 and ($3::bigint is null or position < $3)
      order by position desc, recipient limit $2`,
    [ledger, limit, before ?? null],
  )
  return rows.map((row) => ({
    position: Number(row.position),
    recipient: row.recipient,
    messageId: row.message_id,
    address: row.address,
    subject: row.subject,
    body: row.body,
    caughtAt: instant(row.caught_at),
  }))
}

/**
 * Takes caught mails about these streams out of the way, digests that name one of them too. They carry ids only, but an id and
 * what was due on which day is more than a forgotten person leaves behind.
 */
export async function forgetCaughtMails(pool: Pool, ledger: string, streams: readonly string[]): Promise<number> {
  const ids = streams.map((stream) => stream.slice(stream.indexOf('/') + 1))
  const { rowCount } = await pool.query(
    `delete from mail.caught m where ledger = $1
        and exists (select from unnest($2::text[]) as id where strpos(m.subject || ' ' || m.body, id) > 0)`,
    [ledger, ids],
  )
  return rowCount ?? 0
}
