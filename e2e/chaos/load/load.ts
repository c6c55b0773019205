import { setTimeout as sleep } from 'node:timers/promises'
import { type Life, livesOf } from '@kooperacje/town'
import { type Finding, findings } from '../check/finding.ts'
import { Client } from './client.ts'
import type { Journal, Receipt } from './journal.ts'
import { type Request, requestOf } from './requests.ts'

export interface LoadOptions {
  readonly seed: number
  readonly ledgers: readonly string[]
  readonly addresses: readonly string[]
  readonly apiKey: string
  readonly journal: Journal
  /** Lives of the town that go on at the same time, in every ledger. */
  readonly livesAtOnce?: number
  /** Clients that write to the same few streams, in every ledger. */
  readonly writersAtOnce?: number
}

/** Streams that many write to at once: what they add to them may be repeated, so nothing but the key stops a second time. */
const CONTENDED = ['shared-1', 'shared-2']
const BEGAN = '2022-01-10T09:00:00Z'
const LATER = '2022-02-01T09:00:00Z'
const THINK_MS = 60
const LAST_WRITER = 1000
/** Whoever has had no answer that means something for so long, when nothing is broken any more, will never have one. */
const GIVE_UP_MS = 90_000
/** More than any run gets through. */
const LIVES = 1_000_000

/**
 * Towns of people at work, each in a ledger of its own: the partnership is set up, then lives go on side by side, wish after
 * wish, while others write to shared streams. The wishes follow from the seed; what meets what in time does not.
 */
export class Load {
  readonly #options: LoadOptions
  readonly #gaveUp = new AbortController()
  #going = true
  #clients: Promise<void>[] = []
  #made = 0

  constructor(options: LoadOptions) {
    this.#options = options
  }

  /** Resolves when every town has its partnership and the rest goes on. */
  async start(): Promise<void> {
    const { ledgers, seed } = this.#options
    const opened = Promise.all(ledgers.map((ledger, n) => this.#open(ledger, seed * 100 + n)))
    if (!(await this.#within(opened))) throw new Error('the system took no command before anything was broken')
  }

  /** Lets every client finish the command it is at, as often as it has to ask. */
  async finish(): Promise<readonly Finding[]> {
    this.#going = false
    return this.#answered(Promise.all(this.#clients))
  }

  /** One more command in each ledger, after everything else. */
  async lastWords(): Promise<readonly Finding[]> {
    const { ledgers } = this.#options
    return this.#answered(Promise.all(ledgers.map((ledger) => this.#diagnose(this.#client(), ledger, LAST_WRITER, 1))))
  }

  /** Every client ends where it is. */
  async giveUp(): Promise<readonly Finding[]> {
    this.#going = false
    this.#gaveUp.abort()
    await Promise.all(this.#clients)
    return []
  }

  async #answered(work: Promise<unknown>): Promise<readonly Finding[]> {
    const answered = await this.#within(work)
    const silence = `commands had no answer for ${GIVE_UP_MS / 1000} s while nothing was broken any more`
    return findings('recovers', answered ? [] : [silence])
  }

  async #within(work: Promise<unknown>): Promise<boolean> {
    const timer = setTimeout(() => this.#gaveUp.abort(), GIVE_UP_MS)
    await work.finally(() => clearTimeout(timer))
    return !this.#gaveUp.signal.aborted
  }

  async #open(ledger: string, seed: number): Promise<void> {
    const { livesAtOnce = 3, writersAtOnce = 2 } = this.#options
    const lives = livesOf(seed, LIVES)
    const [name, partnership] = lives.next().value as [string, Life]
    await this.#live(ledger, name, partnership, this.#client(), 0)
    for (const stream of CONTENDED) {
      const body = {
        id: stream,
        name: 'PZK',
        municipality: '2416021',
        agreementSignedOn: '2021-10-18',
        occurredAt: BEGAN,
      }
      const opened = { key: `${ledger}/${stream}`, ledger, command: 'OpenPartnership' }
      await this.#client().send({ ...opened, path: `/v1/${ledger}/partnerships`, body })
    }
    for (let n = 0; n < livesAtOnce; n++) this.#clients.push(this.#walk(ledger, lives))
    for (let n = 0; n < writersAtOnce; n++) this.#clients.push(this.#write(ledger, n))
  }

  async #walk(ledger: string, lives: Iterator<readonly [string, Life]>): Promise<void> {
    const client = this.#client()
    while (this.#going) {
      const { value } = lives.next()
      if (!value) throw new Error('the load has run out of lives')
      await this.#live(ledger, value[0], value[1], client, THINK_MS)
    }
  }

  /** A wish that is refused ends a life here: what follows would be refused too. */
  async #live(ledger: string, name: string, life: Life, client: Client, thinkMs: number): Promise<void> {
    let n = 0
    for (const wish of life) {
      if (!this.#going) return
      const request = requestOf(ledger, `${ledger}/${name}/${++n}`, wish)
      const receipt = await client.send(request)
      if (!receipt) return
      await this.#seesItsOwnWrite(client, request, receipt)
      await sleep(thinkMs * (0.5 + Math.random()))
    }
  }

  async #write(ledger: string, writer: number): Promise<void> {
    const client = this.#client()
    for (let n = 1; this.#going; n++) {
      await this.#diagnose(client, ledger, writer, n)
      await sleep(THINK_MS * (0.5 + Math.random()))
    }
  }

  async #diagnose(client: Client, ledger: string, writer: number, n: number): Promise<void> {
    const stream = CONTENDED[(writer + n) % CONTENDED.length]
    await client.send({
      key: `${ledger}/writer-${writer}/${n}`,
      ledger,
      command: 'CompleteResourceDiagnosis',
      path: `/v1/${ledger}/partnerships/${stream}/resource-diagnoses`,
      // Writer and number are the mark that this command is found by.
      body: { assistanceResources: writer, localResources: 0, gaps: n, occurredAt: LATER },
    })
  }

  /** A read model that is asked for the position of one's own write shows it or says that it cannot yet. */
  async #seesItsOwnWrite(client: Client, { command, ledger }: Request, receipt: Receipt): Promise<void> {
    if (command !== 'SubmitReferral') return
    const path = `/v1/${ledger}/referrals/${receipt.streamId}?atLeast=${receipt.position}`
    const answer = await client.read(path)
    if (answer && answer.status !== 200) {
      this.#options.journal.objections.push(`${path} answered ${answer.status} after the referral was acknowledged`)
    }
  }

  #client(): Client {
    const { addresses, apiKey, journal } = this.#options
    return new Client({ addresses, apiKey, journal, number: this.#made++, gaveUp: this.#gaveUp.signal })
  }
}
