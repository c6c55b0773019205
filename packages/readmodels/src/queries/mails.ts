import type { Pool } from 'pg'
import { readModels } from '../database.ts'
import type { MailOutboxTable } from '../schema.ts'
import { decodeCursor, type Page, type PageRequest, pageLimit, toPage } from './page.ts'

export type MailRow = MailOutboxTable
export type MailKey = Pick<MailRow, 'ledger' | 'position' | 'recipient'>

/** Whom a mail is for, as of now: the coordinator of the case or the leader of the partnership may have changed. */
export interface PendingMail extends MailRow {
  readonly partnershipId: string | null
  /** Staff key of the coordinator; null while there is none. */
  readonly coordinatorId: string | null
  /** Institution that leads the partnership. */
  readonly leaderId: string | null
  /** The client has taken back the consent to take part in the case that it is about. */
  readonly consentWithdrawn: boolean
}

export interface ClaimOptions {
  readonly now: Date
  /** How long a claimed mail is kept from other senders. Default two minutes: longer than any mail server takes. */
  readonly leaseMs?: number
  /** Default 20. */
  readonly limit?: number
}

/**
 * Takes mails to send, so that no two senders take the same one. What a sender neither marks as sent nor as failed, it
 * gets back after the lease: a mail is then sent a second time only if the process died between sending and marking.
 */
export async function pendingMails(
  pool: Pool,
  ledger: string,
  { now, leaseMs = 120_000, limit = 20 }: ClaimOptions,
): Promise<PendingMail[]> {
  const db = readModels(pool)
  const free = db
    .selectFrom('mailOutbox')
    .select(['position', 'recipient'])
    .where('ledger', '=', ledger)
    .where('status', '=', 'PENDING')
    .where((eb) => eb.or([eb('claimedUntil', 'is', null), eb('claimedUntil', '<', now.toISOString())]))
    .orderBy('position')
    .limit(limit)
    .forUpdate()
    .skipLocked()
  const claimed = await db
    .with('free', () => free)
    .updateTable('mailOutbox as m')
    .from('free')
    .set((eb) => ({
      claimedUntil: new Date(now.getTime() + leaseMs).toISOString(),
      attempts: eb('m.attempts', '+', 1),
    }))
    .where('m.ledger', '=', ledger)
    .whereRef('m.position', '=', 'free.position')
    .whereRef('m.recipient', '=', 'free.recipient')
    .returningAll('m')
    .execute()
  return withRecipients(pool, ledger, claimed)
}

/** Mails by their keys, with whom they are for as of now. */
export async function mailsByKey(pool: Pool, ledger: string, keys: readonly MailKey[]): Promise<PendingMail[]> {
  if (keys.length === 0) return []
  const found = await readModels(pool)
    .selectFrom('mailOutbox')
    .selectAll()
    .where('ledger', '=', ledger)
    .where(
      'position',
      'in',
      keys.map(({ position }) => position),
    )
    .execute()
  const wanted = new Set(keys.map(({ position, recipient }) => `${position}/${recipient}`))
  return withRecipients(
    pool,
    ledger,
    found.filter(({ position, recipient }) => wanted.has(`${position}/${recipient}`)),
  )
}

async function withRecipients(pool: Pool, ledger: string, mails: readonly MailRow[]): Promise<PendingMail[]> {
  if (mails.length === 0) return []
  const recipients = await recipientsOf(pool, ledger, mails)
  return mails.toSorted((a, b) => a.position - b.position).map((mail) => ({ ...mail, ...recipients(mail) }))
}

async function recipientsOf(pool: Pool, ledger: string, mails: readonly MailRow[]) {
  const db = readModels(pool)
  const caseIds = [...new Set(mails.flatMap(({ caseId }) => caseId ?? []))]
  const cases =
    caseIds.length === 0
      ? []
      : await db
          .selectFrom('cases')
          .select(['caseId', 'partnershipId', 'coordinatorId', 'state'])
          .where('ledger', '=', ledger)
          .where('caseId', 'in', caseIds)
          .execute()
  const referralIds = mails.flatMap(({ about }) => idIn(about, 'referral'))
  const referrals =
    referralIds.length === 0
      ? []
      : await db
          .selectFrom('referralInbox')
          .select(['referralId', 'partnershipId'])
          .where('ledger', '=', ledger)
          .where('referralId', 'in', referralIds)
          .execute()
  const partnershipOf = (mail: MailRow): string | null =>
    idIn(mail.about, 'partnership')[0] ??
    cases.find(({ caseId }) => caseId === mail.caseId)?.partnershipId ??
    referrals.find(({ referralId }) => mail.about === `referral/${referralId}`)?.partnershipId ??
    null
  const partnershipIds = [...new Set(mails.flatMap((mail) => partnershipOf(mail) ?? []))]
  const leaders =
    partnershipIds.length === 0
      ? []
      : await db
          .selectFrom('partnerships')
          .select(['partnershipId', 'leaderId'])
          .where('ledger', '=', ledger)
          .where('partnershipId', 'in', partnershipIds)
          .execute()
  return (mail: MailRow) => {
    const partnershipId = partnershipOf(mail)
    const consent = cases.find(({ caseId }) => caseId === mail.caseId)?.state.consent
    return {
      partnershipId,
      coordinatorId: cases.find(({ caseId }) => caseId === mail.caseId)?.coordinatorId ?? null,
      leaderId: leaders.find((row) => row.partnershipId === partnershipId)?.leaderId ?? null,
      consentWithdrawn: consent?.withdrawn === 'ALL',
    }
  }
}

const idIn = (about: string, streamType: string): string[] =>
  about.startsWith(`${streamType}/`) ? [about.slice(streamType.length + 1)] : []

/** `CAUGHT`: kept for the page of caught mail, because no mail server is set. */
export async function markMailSent(pool: Pool, key: MailKey, how: 'SENT' | 'CAUGHT', at: Date): Promise<void> {
  await readModels(pool)
    .updateTable('mailOutbox')
    .set({ status: how, sentAt: at.toISOString(), claimedUntil: null, failure: null })
    .where('ledger', '=', key.ledger)
    .where('position', '=', key.position)
    .where('recipient', '=', key.recipient)
    .where('status', '=', 'PENDING')
    .execute()
}

/**
 * `failure` is a code, never the server's sentence. With `retryAt` the mail stays pending until then; without, it has
 * failed for good.
 */
export async function markMailFailed(
  pool: Pool,
  key: MailKey,
  failure: string,
  retryAt: Date | null = null,
): Promise<void> {
  await readModels(pool)
    .updateTable('mailOutbox')
    .set({ status: retryAt ? 'PENDING' : 'FAILED', claimedUntil: retryAt?.toISOString() ?? null, failure })
    .where('ledger', '=', key.ledger)
    .where('position', '=', key.position)
    .where('recipient', '=', key.recipient)
    .where('status', '=', 'PENDING')
    .execute()
}

/** What would have been sent, newest first. */
export async function caughtMails(pool: Pool, ledger: string, page: PageRequest = {}): Promise<Page<MailRow>> {
  const limit = pageLimit(page)
  let query = readModels(pool)
    .selectFrom('mailOutbox')
    .selectAll()
    .where('ledger', '=', ledger)
    .where('status', '=', 'CAUGHT')
    .orderBy('position', 'desc')
    .limit(limit + 1)
  if (page.after !== undefined) query = query.where('position', '<', decodeCursor(page.after))
  return toPage(await query.execute(), limit, ({ position }) => position)
}
