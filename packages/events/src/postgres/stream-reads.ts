/** Everything from this version on, at most so many. */
export interface StreamRead {
  readonly ledger: string
  readonly stream: string
  readonly from: number
  readonly limit: number
}

interface Asked<Answer> {
  readonly read: StreamRead
  readonly resolve: (answer: Answer) => void
  readonly reject: (reason: unknown) => void
}

/** More streams in one statement would make its answer large and save nothing more. */
const MAX_STREAMS = 256

/**
 * Gathers the streams that are asked for in one breath: sending a statement for each took half of the processor that a
 * batch of reactions needs. Nothing waits for an answer that is under way, so a connection that hangs holds up what it was
 * asked and nothing else; and one stream alone is asked for as ever.
 */
export class StreamReads<Answer> {
  readonly #ask: (reads: readonly StreamRead[]) => Promise<readonly Answer[]>
  #asked: Asked<Answer>[] = []

  /** @param ask answers each read, in their order */
  constructor(ask: (reads: readonly StreamRead[]) => Promise<readonly Answer[]>) {
    this.#ask = ask
  }

  read(read: StreamRead): Promise<Answer> {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>()
    if (this.#asked.length === 0) process.nextTick(() => this.#askAll())
    this.#asked.push({ read, resolve, reject })
    return promise
  }

  #askAll(): void {
    const all = this.#asked
    this.#asked = []
    for (let at = 0; at < all.length; at += MAX_STREAMS) void this.#answer(all.slice(at, at + MAX_STREAMS))
  }

  async #answer(asked: readonly Asked<Answer>[]): Promise<void> {
    try {
      const answers = await this.#ask(asked.map(({ read }) => read))
      for (const [i, { resolve }] of asked.entries()) resolve(answers[i] as Answer)
    } catch (error) {
      for (const { reject } of asked) reject(error)
    }
  }
}
