import { Client, type ClientConfig } from 'pg'

/** A person who was forgotten; null: any may have been, while nobody listened. */
export type Forgotten = { readonly ledger: string; readonly subject: string } | null
export type ForgottenListener = (who: Forgotten) => void

/** How a process hears at once that a person was forgotten, whoever did it. */
export interface Forgetting {
  /** Whether the news would arrive. While it would not, nothing about persons is taken from memory. */
  readonly listening: boolean
  /** From now on; without anything in memory there is nothing to hear about, and no connection is needed. */
  start(): void
  onForgotten(listener: ForgottenListener): void
  /** For the process that does it itself: its own memory does not wait for the round trip. */
  tell(who: Forgotten): void
  close(): Promise<void>
}

const CHANNEL = 'es_forgotten'
const RETRY_MS = 250
/** A network may swallow a connection without a word: it is asked this often whether it is still there. */
const HEARTBEAT_MS = 5000

/** Over a connection of its own: LISTEN belongs to a session, so a pool, or a pooler of transactions, cannot carry it. */
export class PostgresForgetting implements Forgetting {
  readonly #config: ClientConfig
  readonly #listeners: ForgottenListener[] = []
  #client: Client | null = null
  #state: 'idle' | 'started' | 'closed' = 'idle'
  #timer: NodeJS.Timeout | undefined
  listening = false

  constructor(config: ClientConfig) {
    this.#config = { ...config, query_timeout: HEARTBEAT_MS, connectionTimeoutMillis: HEARTBEAT_MS }
  }

  onForgotten(listener: ForgottenListener): void {
    this.#listeners.push(listener)
  }

  tell(who: Forgotten): void {
    for (const listener of this.#listeners) listener(who)
  }

  start(): void {
    if (this.#state !== 'idle') return
    this.#state = 'started'
    void this.#listen()
  }

  async close(): Promise<void> {
    this.#state = 'closed'
    clearTimeout(this.#timer)
    await this.#client?.end().catch(() => {})
  }

  async #listen(): Promise<void> {
    const client = new Client(this.#config)
    this.#client = client
    client.on('error', () => {})
    client.on('end', () => this.#lost(client))
    client.on('notification', ({ payload = '' }) => this.tell(JSON.parse(payload) as Forgotten))
    try {
      await client.connect()
      await client.query(`listen ${CHANNEL}`)
      // What was missed before this moment is not known, so everything that is in memory may be outdated.
      this.tell(null)
      this.listening = this.#state === 'started'
      // A process that has nothing else to do may end.
      ;(client as unknown as { unref(): void }).unref()
      this.#beat(client)
    } catch {
      await client.end().catch(() => {})
      this.#lost(client)
    }
  }

  #beat(client: Client): void {
    this.#timer = setTimeout(() => {
      client.query('select').then(
        () => this.#state === 'started' && this.#beat(client),
        () => {
          this.#lost(client)
          void client.end().catch(() => {})
        },
      )
    }, HEARTBEAT_MS).unref()
  }

  #lost(client: Client): void {
    // One connection says that it is lost in several ways, and may say so after the next one is up.
    if (this.#state !== 'started' || this.#client !== client) return
    this.#client = null
    this.listening = false
    this.tell(null)
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#listen(), RETRY_MS).unref()
  }
}
