import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { HttpClient, sampleReferral } from './http-client.ts'
import { print, skipped } from './report.ts'
import { keepInFlight } from './rounds.ts'
import { type RunningSystem, startSystem } from './running-system.ts'
import type { Server } from './server.ts'

const IN_FLIGHT = 32
const TOP_MS = 3000
const MEASURED_MS = 10_000
const READ_MODEL = 'referral_inbox'

/** From the answer to a command until the read model has it, at half of the rate that the API takes at most. */
export async function benchLatency(server: Server): Promise<void> {
  await measured(server, 'queue on PostgreSQL', {})
  await measured(server, 'queue on PostgreSQL, a transaction open elsewhere', { open: true })
  const redisUrl = process.env.REDIS_URL
  if (!redisUrl) skipped('latency', 'queue on Redis', 'REDIS_URL names none')
  else await measured(server, 'queue on Redis', { redisUrl })
}

async function measured(
  server: Server,
  name: string,
  { redisUrl, open = false }: { readonly redisUrl?: string; readonly open?: boolean },
): Promise<void> {
  const url = await server.database()
  const system = await startSystem(url, { redisUrl })
  const elsewhere = open ? await openTransaction(url) : null
  const client = new HttpClient()
  const refer = async (): Promise<number> => {
    const headers = { authorization: `Bearer ${system.key}` }
    const { status, text } = await client.post(`${system.url}/v1/${system.ledger}/referrals`, headers, sampleReferral())
    if (status !== 201) throw new Error(`answered ${status}: ${text}`)
    return (JSON.parse(text) as { position: number }).position
  }
  const top = await keepInFlight(IN_FLIGHT, TOP_MS, async () => void (await refer()))
  const readModel = await ReadModel.watch(url, system)
  await readModel.idle()

  const waits: Promise<number>[] = []
  const every = 2000 / top
  const start = performance.now()
  for (let n = 0; performance.now() - start < MEASURED_MS; n++) {
    // By the clock and not by the last answer: a slow answer must not thin out what is asked.
    const due = start + n * every
    const ahead = due - performance.now()
    if (ahead > 0) await sleep(ahead)
    waits.push(refer().then((position) => readModel.shows(position)))
  }
  const times = (await Promise.all(waits)).sort((a, b) => a - b)
  const at = (share: number) => Math.round((times[Math.floor(times.length * share)] ?? Number.NaN) * 10) / 10
  const { api, workers } = await system.memory()
  print({
    bench: 'latency',
    case: name,
    top: Math.round(top),
    rate: Math.round((times.length * 1000) / MEASURED_MS),
    unit: 'ms',
    p50: at(0.5),
    p99: at(0.99),
    apiMiB: api,
    workersMiB: workers,
  })
  await readModel.stop()
  await elsewhere?.end()
  client.close()
  await system.stop()
}

/** A write transaction that has a number and does not end: it holds back what goes by the oldest one that is open. */
async function openTransaction(url: string): Promise<Client> {
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query('begin')
  await client.query('select pg_current_xact_id()')
  return client
}

/** Looks every millisecond how far a projection has come: its checkpoint moves in the transaction that writes its rows. */
class ReadModel {
  readonly #client: Client
  readonly #ledger: string
  readonly #waiting = new Map<number, (waited: number) => void>()
  readonly #looking: Promise<void>
  #position = 0
  #stopped = false

  static async watch(url: string, { ledger }: RunningSystem): Promise<ReadModel> {
    const client = new Client({ connectionString: url })
    await client.connect()
    return new ReadModel(client, ledger)
  }

  private constructor(client: Client, ledger: string) {
    this.#client = client
    this.#ledger = ledger
    this.#looking = this.#look()
  }

  /** Milliseconds from now until it shows this position. */
  async shows(position: number): Promise<number> {
    if (this.#position >= position) return 0
    const asked = performance.now()
    await new Promise<number>((resolve) => this.#waiting.set(position, resolve))
    return performance.now() - asked
  }

  /** Until it has caught up with what came before. */
  async idle(): Promise<void> {
    const { rows } = await this.#client.query('select head from es.ledgers where ledger = $1', [this.#ledger])
    await this.shows(Number(rows[0].head))
  }

  async stop(): Promise<void> {
    this.#stopped = true
    await this.#looking
    await this.#client.end()
  }

  async #look(): Promise<void> {
    while (!this.#stopped) {
      const { rows } = await this.#client.query({
        name: 'position',
        text: 'select position from es.checkpoints where projection = $1 and ledger = $2',
        values: [READ_MODEL, this.#ledger],
      })
      this.#position = Number(rows[0]?.position ?? 0)
      for (const [position, shown] of this.#waiting) {
        if (position > this.#position) continue
        this.#waiting.delete(position)
        shown(position)
      }
      await sleep(1)
    }
  }
}
