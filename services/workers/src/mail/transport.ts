import { createTransport } from 'nodemailer'
import type { Message } from './message.ts'

export interface MailTransport {
  /** Resolves when the server has taken the mail over. */
  send(to: string, message: Message): Promise<void>
  close(): void
}

export function smtpTransport(url: string, from: string): MailTransport {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 2,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async send(to, { messageId, subject, text }) {
      await transport.sendMail({
        from,
        to,
        subject,
        text,
        messageId,
        // No out-of-office answers, please: nobody reads them here.
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
      })
    },
    close: () => transport.close(),
  }
}

/**
 * What went wrong, as a code that may be logged and stored: the server's own sentence often quotes the address.
 * `final`: the server refused this mail or this recipient for good, so asking again would only annoy it. A refused
 * log-in is not final, that is a mistake in the settings.
 */
export function classify(error: unknown): { readonly failure: string; readonly final: boolean } {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown }
  const name = typeof code === 'string' ? code : error instanceof Error ? error.name : 'UNKNOWN'
  const refused = typeof responseCode === 'number' && responseCode >= 500
  return {
    failure: typeof responseCode === 'number' ? `${name} ${responseCode}` : name,
    final: refused && (name === 'EENVELOPE' || name === 'EMESSAGE'),
  }
}
