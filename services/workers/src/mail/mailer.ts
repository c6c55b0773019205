import { createHash } from 'node:crypto'
import { mailsByKey, markMailFailed, markMailSent, type PendingMail, pendingMails } from '@kooperacje/readmodels'
import type { Pool } from 'pg'
import type { Logger } from 'pino'
import { everySoOften } from '../log.ts'
import type { WorkerMetrics } from '../metrics.ts'
import { type Destination, destinationsOf } from './addresses.ts'
import { keepCaught } from './caught.ts'
import {
  claimDigest,
  type Digest,
  isClaimed,
  markDigestFailed,
  markDigestSent,
  putInDigest,
  takeOutOfDigest,
} from './digests.ts'
import { digestOf, type Message, messageOf } from './message.ts'
import { classify, type MailTransport } from './transport.ts'

export interface MailerOptions {
  readonly pool: Pool
  /** Null: mails are caught. */
  readonly transport: MailTransport | null
  readonly publicUrl: string
  /** Who gets the mails for which the address book has nobody. */
  readonly fallback?: string | undefined
  readonly logger: Logger
  readonly metrics: WorkerMetrics
  readonly now?: () => Date
}

/** So few that all of them have timed out (`transport.ts`) long before the claim runs out. */
const CLAIM = 4
const CLAIM_MS = 5 * 60_000
/** A minute, doubling to four hours: thirty attempts reach over a long weekend, about four days. */
const RETRY_MS = 60_000
const RETRY_MAX_MS = 4 * 3_600_000
const MAX_ATTEMPTS = 30

/** Sends what the outbox holds. Any number of processes may do so at once. */
export class Mailer {
  readonly #options: MailerOptions
  readonly #now: () => Date
  readonly #warn: (error: unknown) => void
  /** Sent by this process, but the database went away before it could be told. */
  readonly #unmarked = new Set<string>()

  constructor({ now = () => new Date(), ...options }: MailerOptions) {
    this.#options = options
    this.#now = now
    this.#warn = everySoOften(options.logger, 'the outbox could not be read or written')
  }

  /** Until nothing is due, or until `signal` says to stop. */
  async deliver(signal?: AbortSignal): Promise<void> {
    const { pool } = this.#options
    try {
      for (const ledger of await this.#ledgers()) {
        while (!signal?.aborted) {
          const mails = await pendingMails(pool, ledger, { now: this.#now(), leaseMs: CLAIM_MS, limit: CLAIM })
          if (mails.length === 0) break
          const destinations = await destinationsOf(pool, mails)
          const results = await Promise.allSettled(mails.map((mail, i) => this.#deliver(mail, destinations[i] ?? null)))
          for (const result of results) if (result.status === 'rejected') throw result.reason
        }
      }
      while (!signal?.aborted) {
        const digest = await claimDigest(pool, this.#now(), CLAIM_MS)
        if (digest === null) break
        await this.#deliverDigest(digest)
      }
    } catch (error) {
      this.#warn(error)
    }
  }

  /** Those with mail to send: of thousands, asked every other second, few have any. */
  async #ledgers(): Promise<string[]> {
    const { rows } = await this.#options.pool.query<{ ledger: string }>(
      `select distinct ledger from rm.mail_outbox
        where status = 'PENDING' and (claimed_until is null or claimed_until < $1) order by ledger`,
      [this.#now().toISOString()],
    )
    return rows.map(({ ledger }) => ledger)
  }

  async #deliver(mail: PendingMail, entry: Destination | null): Promise<void> {
    const { pool, transport, publicUrl, fallback, metrics } = this.#options
    if (entry?.delivery === 'DAILY_DIGEST') {
      await putInDigest(pool, mail, entry.address, this.#now())
      metrics.mails.inc({ outcome: 'grouped' })
      return
    }
    const address = entry?.address ?? fallback ?? null
    const message = messageOf(mail, publicUrl)
    if (!transport) {
      // .test is reserved: a demo without an address book shows whom it would have written to, and can reach nobody.
      await keepCaught(pool, mail, message, address ?? `${mail.recipient.toLowerCase()}.${mail.ledger}@example.test`)
      await markMailSent(pool, mail, 'CAUGHT', this.#now())
      metrics.mails.inc({ outcome: 'caught' })
      return
    }
    const key = `${mail.ledger}/${mail.position}/${mail.recipient}`
    if (address === null) return this.#failed(mail, { failure: 'NOADDRESS', final: false })
    const failed = await this.#send(key, transport, address, message)
    if (failed) return this.#failed(mail, failed)
    await markMailSent(pool, mail, 'SENT', this.#now())
    this.#unmarked.delete(key)
    metrics.mails.inc({ outcome: 'sent' })
  }

  async #deliverDigest(digest: Digest): Promise<void> {
    const { pool, transport, publicUrl, metrics } = this.#options
    const { day, address } = digest
    const { mine, others } = await this.#stillFor(digest)
    // The notices were read ledger by ledger. If the mail is being marked as sent, some look sent and some do not: a part of
    // the digest would go out a second time.
    if (!(await isClaimed(pool, digest))) return
    await takeOutOfDigest(pool, others)
    // Nothing is left to say: the day's digest is done without a mail.
    if (mine.length === 0) return markDigestSent(pool, digest, 'CAUGHT', this.#now())
    const name = `digest.${day}.${createHash('sha256').update(address).digest('hex').slice(0, 16)}`
    if (!transport) {
      // Each office shows what it would have sent itself, and nothing of another's.
      for (const [ledger, some] of Map.groupBy(mine, (mail) => mail.ledger)) {
        const last = some.at(-1) as PendingMail
        const key = { ledger, position: last.position, recipient: last.recipient }
        await keepCaught(pool, key, digestOf(`${name}.${ledger}`, day, some, publicUrl), address)
      }
      await markDigestSent(pool, digest, 'CAUGHT', this.#now())
      metrics.mails.inc({ outcome: 'caught' })
      return
    }
    const key = `digest/${day}/${address}`
    const failed = await this.#send(key, transport, address, digestOf(name, day, mine, publicUrl))
    if (failed) {
      const { logger } = this.#options
      const { failure, final } = failed
      const retryAt = this.#retryAt(digest.attempts, final)
      await markDigestFailed(pool, digest, failure, retryAt)
      metrics.mails.inc({ outcome: retryAt === null ? 'failed' : 'retried' })
      logger[retryAt === null ? 'error' : 'warn'](
        { day, attempts: digest.attempts, failure, retryAt },
        'a digest was not sent',
      )
      return
    }
    await markDigestSent(pool, digest, 'SENT', this.#now())
    this.#unmarked.delete(key)
    metrics.mails.inc({ outcome: 'sent' })
  }

  /** Asked again when it goes out: between a notice and its digest lies most of a day. */
  async #stillFor({ address, items }: Digest): Promise<{ mine: PendingMail[]; others: PendingMail[] }> {
    const { pool } = this.#options
    const waiting: PendingMail[] = []
    for (const [ledger, keys] of Map.groupBy(items, (item) => item.ledger)) {
      const mails = await mailsByKey(pool, ledger, keys)
      waiting.push(...mails.filter(({ status }) => status === 'GROUPED'))
    }
    const destinations = await destinationsOf(pool, waiting)
    const isMine = (_: PendingMail, i: number) =>
      destinations[i]?.address === address && destinations[i].delivery === 'DAILY_DIGEST'
    return { mine: waiting.filter(isMine), others: waiting.filter((mail, i) => !isMine(mail, i)) }
  }

  /** Null when the server has it. Sent already by this process, which only could not write it down, it is not sent again. */
  async #send(key: string, transport: MailTransport, address: string, message: Message) {
    if (this.#unmarked.has(key)) return null
    try {
      await transport.send(address, message)
    } catch (error) {
      return classify(error)
    }
    this.#unmarked.add(key)
    return null
  }

  #retryAt(attempts: number, final: boolean): Date | null {
    if (final || attempts >= MAX_ATTEMPTS) return null
    return new Date(this.#now().getTime() + Math.min(RETRY_MS * 2 ** (attempts - 1), RETRY_MAX_MS))
  }

  async #failed(mail: PendingMail, { failure, final }: { failure: string; final: boolean }): Promise<void> {
    const { pool, logger, metrics } = this.#options
    const { ledger, position, recipient, attempts } = mail
    const retryAt = this.#retryAt(attempts, final)
    await markMailFailed(pool, mail, failure, retryAt)
    metrics.mails.inc({ outcome: retryAt === null ? 'failed' : 'retried' })
    logger[retryAt === null ? 'error' : 'warn'](
      { ledger, position, recipient, attempts, failure, retryAt },
      'a mail was not sent',
    )
  }
}
