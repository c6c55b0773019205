import { setTimeout as sleep } from 'node:timers/promises'
import type { Journal, Receipt } from './journal.ts'
import type { Request } from './requests.ts'
import { unfitAnswer } from './unfit-answer.ts'

/** Longer than the system takes when nothing is wrong, shorter than what it allows itself. */
const PATIENCE_MS = 5000
const PAUSE_MS = 100
const PAUSE_MAX_MS = 1500

interface Answer {
  readonly status: number
  // What is read of it is checked where it is read.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  readonly body: any
}

interface ClientOptions {
  readonly addresses: readonly string[]
  readonly apiKey: string
  readonly journal: Journal
  /** Of this client: where its turn begins. */
  readonly number: number
  /** From then on nobody waits for an answer any more. */
  readonly gaveUp: AbortSignal
}

/** A client as an integrator would write it: after an unknown outcome it asks again, with the same key, until it knows. */
export class Client {
  readonly #addresses: readonly string[]
  readonly #apiKey: string
  readonly #journal: Journal
  readonly #gaveUp: AbortSignal
  #turn: number

  constructor(options: ClientOptions) {
    this.#addresses = options.addresses
    this.#apiKey = options.apiKey
    this.#journal = options.journal
    this.#gaveUp = options.gaveUp
    this.#turn = options.number
  }

  /** Resolves when the command was acknowledged or refused; or was given up, and then it has no outcome. */
  async send(command: Request): Promise<Receipt | null> {
    const sent = this.#journal.begin(command)
    for (let pause = PAUSE_MS; ; pause = Math.min(pause * 2, PAUSE_MAX_MS)) {
      if (this.#gaveUp.aborted) return null
      sent.attempts++
      const answer = await this.#ask('POST', sent.path, sent.body, { 'idempotency-key': sent.key })
      this.#journal.count(answer ? `${answer.status} ${answer.body?.code ?? ''}`.trim() : 'no answer')
      if (answer && answer.status < 300) {
        const receipt = answer.body as Receipt
        this.#journal.settle(sent, { receipt })
        return receipt
      }
      const again = answer === null || answer.status >= 500 || answer.body?.code === 'version-conflict'
      if (!again) {
        this.#journal.settle(sent, { refused: `${answer.body?.code ?? answer.status}` })
        return null
      }
      if (answer?.body?.code !== 'version-conflict') sent.unknown++
      await sleep(pause * (0.5 + Math.random()), undefined, { signal: this.#gaveUp }).catch(() => {})
    }
  }

  /** Null when there was no answer, or none that says anything. */
  async read(path: string): Promise<Answer | null> {
    const answer = await this.#ask('GET', path)
    return answer && answer.status < 500 ? answer : null
  }

  async #ask(
    method: string,
    path: string,
    body?: object,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer | null> {
    // In turn, as a balancer sends them: what was begun in one process is asked for again in another.
    const address = this.#addresses[this.#turn++ % this.#addresses.length]
    try {
      const response = await fetch(`${address}${path}`, {
        method,
        headers: { authorization: `Bearer ${this.#apiKey}`, 'content-type': 'application/json', ...headers },
        ...(body ? { body: JSON.stringify(body) } : {}),
        signal: AbortSignal.any([this.#gaveUp, AbortSignal.timeout(PATIENCE_MS)]),
      })
      const { status, headers: head } = response
      const text = await response.text()
      const unfit = unfitAnswer({ status, head, text })
      if (unfit) this.#journal.unfit.push(`${method} ${path} ${unfit}`)
      return { status, body: text === '' ? null : JSON.parse(text) }
    } catch {
      return null
    }
  }
}
