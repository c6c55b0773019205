import { Client, type ClientConfig } from 'pg'

export interface ListeningHandlers {
  readonly heard: (payload: string) => void
  /** From now on nothing is missed; what came before may have been. */
  readonly up: () => void
  /** From now on something may be missed. */
  readonly lost: () => void
}

const RETRY_MS = 250
/** A network may swallow a connection without a word: it is asked this often whether it is still there. */
const HEARTBEAT_MS = 5000
const GOODBYE_MS = 1000

/**
 * Hears what is notified on one channel. On a connection of its own: LISTEN belongs to a session, so a pool, or a pooler
 * of transactions, cannot carry it. When it is lost, it comes back by itself.
 */
export class Listening {
  readonly #config: ClientConfig
  readonly #channel: string
  readonly #handlers: ListeningHandlers
  #client: Client | null = null
  #state: 'idle' | 'started' | 'closed' = 'idle'
  #timer: NodeJS.Timeout | undefined

  constructor(config: ClientConfig, channel: string, handlers: ListeningHandlers) {
    this.#config = { ...config, query_timeout: HEARTBEAT_MS, connectionTimeoutMillis: HEARTBEAT_MS }
    this.#channel = channel
    this.#handlers = handlers
  }

  /** From the first call on. */
  start(): void {
    if (this.#state !== 'idle') return
    this.#state = 'started'
    void this.#listen()
  }

  async close(): Promise<void> {
    this.#state = 'closed'
    clearTimeout(this.#timer)
    if (this.#client) await ended(this.#client)
  }

  async #listen(): Promise<void> {
    const client = new Client(this.#config)
    this.#client = client
    client.on('error', () => {})
    client.on('end', () => this.#lost(client))
    client.on('notification', ({ payload = '' }) => this.#handlers.heard(payload))
    try {
      await client.connect()
      await client.query(`listen ${this.#channel}`)
      if (this.#state === 'started')
        this.#handlers.up()
        // A process that has nothing else to do may end.
      ;(client as unknown as { unref(): void }).unref()
      this.#beat(client)
    } catch {
      this.#lost(client)
      await ended(client)
    }
  }

  #beat(client: Client): void {
    this.#timer = setTimeout(() => {
      client.query('select').then(
        () => this.#state === 'started' && this.#beat(client),
        () => {
          this.#lost(client)
          void ended(client)
        },
      )
    }, HEARTBEAT_MS).unref()
  }

  #lost(client: Client): void {
    // One connection says that it is lost in several ways, and may say so after the next one is up.
    if (this.#state !== 'started' || this.#client !== client) return
    this.#client = null
    this.#handlers.lost()
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#listen(), RETRY_MS).unref()
  }
}

/** Says goodbye, and goes without an answer where a network has swallowed the connection: nobody would ever give one. */
async function ended(client: Client): Promise<void> {
  const patience = setTimeout(() => client.connection.stream.destroy(), GOODBYE_MS).unref()
  await client.end().catch(() => {})
  clearTimeout(patience)
}
