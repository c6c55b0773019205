import { setTimeout as sleep } from 'node:timers/promises'
import { LEDGER } from './partnership.ts'

export interface Acknowledged {
  readonly streamId: string
  readonly position: number
}

/**
 * Many clients posting referrals, each with an Idempotency-Key of its own that it keeps when it tries again: as a
 * client that means it would. Answers what the API has acknowledged, which is what must not be lost.
 */
export class Load {
  readonly acknowledged = new Map<string, Acknowledged>()
  #running = true
  readonly #clients: Promise<void>[]

  constructor(url: () => string, key: string, clients: number) {
    this.#clients = Array.from({ length: clients }, (_, client) => this.#run(url, key, client))
  }

  async reach(count: number): Promise<void> {
    const target = this.acknowledged.size + count
    while (this.acknowledged.size < target) await sleep(20)
  }

  /** Lets every client finish the request it is at, however often that takes. */
  async finish(): Promise<ReadonlyMap<string, Acknowledged>> {
    this.#running = false
    await Promise.all(this.#clients)
    return this.acknowledged
  }

  async #run(url: () => string, key: string, client: number): Promise<void> {
    for (let n = 1; this.#running; n++) {
      const idempotencyKey = `load-${client}-${n}`
      for (;;) {
        const answer = await post(url(), key, idempotencyKey, `load-${client}-${n}`)
        if (answer) {
          this.acknowledged.set(idempotencyKey, answer)
          break
        }
        await sleep(50)
      }
    }
  }
}

async function post(url: string, key: string, idempotencyKey: string, id: string): Promise<Acknowledged | null> {
  try {
    const response = await fetch(`${url}/v1/${LEDGER}/referrals`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${key}`,
        'content-type': 'application/json',
        'idempotency-key': idempotencyKey,
      },
      body: JSON.stringify({
        id,
        partnershipId: 'pzk',
        clientKind: 'PERSON',
        source: 'SCHOOL',
        knownSince: '2026-01-12',
        urgency: 'NORMAL',
        clientAgreed: 'YES',
        clientName: 'Osoba Testowa',
        problemAreas: ['LONELINESS'],
        occurredAt: '2026-01-12T09:00:00Z',
      }),
      signal: AbortSignal.timeout(10_000),
    })
    if (response.status >= 500) return null
    if (response.status !== 201) throw new Error(`unexpected answer ${response.status}: ${await response.text()}`)
    return (await response.json()) as Acknowledged
  } catch (error) {
    // The server is being killed under us: a broken connection is what this load is for.
    if (error instanceof TypeError || (error instanceof DOMException && error.name === 'TimeoutError')) return null
    throw error
  }
}
