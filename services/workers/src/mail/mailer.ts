import { markMailFailed, markMailSent, type PendingMail, pendingMails } from '@kooperacje/readmodels'
import type { Pool } from 'pg'
import type { Logger } from 'pino'
import { everySoOften } from '../log.ts'
import type { WorkerMetrics } from '../metrics.ts'
import { addressOf } from './addresses.ts'
import { keepCaught } from './caught.ts'
import { messageOf } from './message.ts'
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
          const results = await Promise.allSettled(mails.map((mail) => this.#deliver(mail)))
          for (const result of results) if (result.status === 'rejected') throw result.reason
        }
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

  async #deliver(mail: PendingMail): Promise<void> {
    const { pool, transport, publicUrl, fallback, metrics } = this.#options
    const key = `${mail.ledger}/${mail.position}/${mail.recipient}`
    const address = (await addressOf(pool, mail)) ?? fallback ?? null
    const message = messageOf(mail, publicUrl)
    if (!transport) {
      // .test is reserved: a demo without an address book shows whom it would have written to, and can reach nobody.
      await keepCaught(pool, mail, message, address ?? `${mail.recipient.toLowerCase()}.${mail.ledger}@example.test`)
      await markMailSent(pool, mail, 'CAUGHT', this.#now())
      metrics.mails.inc({ outcome: 'caught' })
      return
    }
    if (!this.#unmarked.has(key)) {
      if (address === null) return this.#failed(mail, { failure: 'NOADDRESS', final: false })
      try {
        await transport.send(address, message)
      } catch (error) {
        return this.#failed(mail, classify(error))
      }
      this.#unmarked.add(key)
    }
    await markMailSent(pool, mail, 'SENT', this.#now())
    this.#unmarked.delete(key)
    metrics.mails.inc({ outcome: 'sent' })
  }

  async #failed(mail: PendingMail, { failure, final }: { failure: string; final: boolean }): Promise<void> {
    const { pool, logger, metrics } = this.#options
    const { ledger, position, recipient, attempts } = mail
    const givenUp = final || attempts >= MAX_ATTEMPTS
    const wait = Math.min(RETRY_MS * 2 ** (attempts - 1), RETRY_MAX_MS)
    const retryAt = givenUp ? null : new Date(this.#now().getTime() + wait)
    await markMailFailed(pool, mail, failure, retryAt)
    metrics.mails.inc({ outcome: givenUp ? 'failed' : 'retried' })
    logger[givenUp ? 'error' : 'warn'](
      { ledger, position, recipient, attempts, failure, retryAt },
      'a mail was not sent',
    )
  }
}
