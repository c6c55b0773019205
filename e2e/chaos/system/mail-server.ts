import { createHash } from 'node:crypto'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** What arrived under one Message-ID. */
export interface Delivered {
  times: number
  /** Of all that people read; more than one would mean that an id stood for two mails. */
  readonly texts: Set<string>
  readonly receivers: Set<string>
}

/** Takes every mail, and remembers which Message-ID came how often. */
export class MailServer {
  readonly #server: SMTPServer
  readonly delivered = new Map<string, Delivered>()

  static async start(): Promise<MailServer> {
    const mails = new MailServer()
    mails.#server.listen(0, '127.0.0.1')
    await once(mails.#server.server, 'listening')
    return mails
  }

  private constructor() {
    this.#server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData: (stream, session, callback) => {
        const chunks: Buffer[] = []
        stream.on('data', (chunk: Buffer) => chunks.push(chunk))
        stream.on('end', () => {
          const to = session.envelope.rcptTo.map(({ address }) => address).join(', ')
          this.#take(Buffer.concat(chunks).toString('utf8'), to)
          callback()
        })
      },
    })
    this.#server.on('error', () => {})
  }

  get port(): number {
    return (this.#server.server.address() as AddressInfo).port
  }

  #take(mail: string, to: string): void {
    const [head = '', ...body] = mail.split('\r\n\r\n')
    const id = /^Message-ID: (.*)$/im.exec(head)?.[1]?.trim() ?? 'without an id'
    const known = this.delivered.get(id) ?? { times: 0, texts: new Set(), receivers: new Set() }
    known.times++
    known.texts.add(createHash('sha256').update(body.join('\n\n')).digest('hex'))
    known.receivers.add(to)
    this.delivered.set(id, known)
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.close(() => resolve()))
  }
}
