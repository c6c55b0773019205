import { once } from 'node:events'
import { createServer, type Server, Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Where in the conversation a connection is hit. `request`: in the middle of the next thing the client says, of which the
 * server gets half. `answer`: the server has the whole request, and what it answers is never heard: whether the work was
 * done, nobody on the near side can know.
 */
export type Moment = 'now' | 'request' | 'answer'

/** A fault waits this long for traffic to strike at; a connection that stays silent is then hit as it is. */
const ARMED_MS = 2000

/**
 * A swallowed connection is answered by nobody, so the far side's system gives it up in the end: after this long where the
 * services have asked for it, and nearly always after hours otherwise. The near side is not helped.
 */
const KEEPALIVE_MS = 120_000

/**
 * A TCP proxy between two parts, which can break what goes through it. The part behind it may come back on another port.
 */
export class Link {
  readonly name: string
  readonly port: number
  readonly #server: Server
  readonly #pairs = new Set<Pair>()
  #closed = false

  static async open(name: string, target: () => number): Promise<Link> {
    const server = createServer({ noDelay: true })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as { port: number }
    return new Link(name, port, server, target)
  }

  private constructor(name: string, port: number, server: Server, target: () => number) {
    this.name = name
    this.port = port
    this.#server = server
    server.on('connection', (near) => {
      if (this.#closed) return void near.destroy()
      const pair = new Pair(near, target())
      this.#pairs.add(pair)
      pair.gone.then(() => this.#pairs.delete(pair))
    })
  }

  /** Breaks every connection there is, each at that moment of its own. Answers how many. */
  async cut(moment: Moment): Promise<number> {
    return this.#strike(moment, (pair) => pair.cut())
  }

  /** Every connection stands still for so long, and then goes on as if nothing had been. */
  async freeze(moment: Moment, ms: number): Promise<number> {
    const struck: Pair[] = []
    const count = await this.#strike(moment, (pair) => {
      pair.hold()
      struck.push(pair)
    })
    await sleep(ms)
    for (const pair of struck) pair.release()
    return count
  }

  /**
   * The network forgets every connection: no side hears anything any more, and the far side does not even hear that the near
   * one gave up. New connections are made as usual.
   */
  async swallow(moment: Moment): Promise<number> {
    return this.#strike(moment, (pair) => pair.swallow())
  }

  close(): void {
    this.#closed = true
    this.#server.close()
    for (const pair of this.#pairs) pair.cut()
  }

  async #strike(moment: Moment, blow: (pair: Pair) => void): Promise<number> {
    const pairs = [...this.#pairs].filter((pair) => !pair.swallowed)
    if (moment === 'now') for (const pair of pairs) blow(pair)
    else await Promise.all(pairs.map((pair) => pair.at(moment, ARMED_MS, () => blow(pair))))
    return pairs.length
  }
}

/** One connection: from the part that opened it (near) to the one that serves it (far). */
class Pair {
  readonly #near: Socket
  readonly #far = new Socket()
  readonly gone: Promise<void>
  #held = false
  swallowed = false
  /** How much of the next bytes from the near side passes, and what is done then. */
  #armed: { readonly share: (bytes: number) => number; readonly strike: () => void } | null = null
  /** What the near side has said and the far side not got. */
  #rest: Buffer | null = null

  constructor(near: Socket, port: number) {
    this.#near = near
    const far = this.#far
    far.setNoDelay(true)
    near.on('error', () => {})
    far.on('error', () => {})
    near.on('data', (bytes: Buffer) => this.#pass(bytes))
    far.on('data', (bytes: Buffer) => {
      if (!near.write(bytes)) far.pause()
    })
    near.on('drain', () => this.#held || far.resume())
    far.on('drain', () => this.#held || near.resume())
    near.on('close', () => this.swallowed || far.destroy())
    far.on('close', () => this.swallowed || near.destroy())
    this.gone = Promise.all([closed(near), closed(far)]).then(() => {})
    far.connect({ port, host: '127.0.0.1' })
  }

  #pass(bytes: Buffer): void {
    const armed = this.#armed
    if (!armed) {
      if (!this.#far.write(bytes)) this.#near.pause()
      return
    }
    this.#armed = null
    const passing = armed.share(bytes.length)
    this.#far.write(bytes.subarray(0, passing))
    this.#rest = bytes.subarray(passing)
    // From here on nothing passes either way, until the blow says how it goes on.
    this.hold()
    armed.strike()
  }

  /** Calls back in the middle of the next request, or after it, or when none has come for so long. */
  async at(moment: 'request' | 'answer', ms: number, then: () => void): Promise<void> {
    const struck = Promise.withResolvers<void>()
    const strike = () => {
      clearTimeout(silent)
      this.#armed = null
      then()
      struck.resolve()
    }
    const silent = setTimeout(strike, ms)
    this.#armed = {
      share: (bytes) => (moment === 'answer' ? bytes : Math.max(1, bytes >> 1)),
      strike,
    }
    this.gone.then(() => {
      clearTimeout(silent)
      struck.resolve()
    })
    await struck.promise
  }

  cut(): void {
    this.swallowed = false
    this.#near.destroy()
    // The bytes already written still arrive: whoever is killed halfway has sent them.
    this.#far.end()
    setTimeout(() => this.#far.destroy(), 50).unref()
  }

  hold(): void {
    this.#held = true
    this.#near.pause()
    this.#far.pause()
  }

  /** Goes on where it was held, with every byte in its order. */
  release(): void {
    if (this.swallowed) return
    this.#held = false
    if (this.#rest) this.#far.write(this.#rest)
    this.#rest = null
    this.#near.resume()
    this.#far.resume()
  }

  swallow(): void {
    this.swallowed = true
    this.hold()
    setTimeout(() => this.#far.destroy(), KEEPALIVE_MS).unref()
  }
}

/** Not `once`, which takes an error before it for a failure of its own. */
const closed = (socket: Socket): Promise<void> => new Promise((resolve) => socket.once('close', () => resolve()))
