/** Somebody who takes part in a comparison. `round` measures once and gives a rate. */
export interface Contestant {
  readonly name: string
  round(): Promise<number>
  close(): Promise<void>
}

/**
 * Every contestant once a round, so that whatever else the machine does meets all of them; each round begins with
 * another one, because who comes first pays for what the last one left to the disk. A first round is not counted.
 */
export async function medians(contestants: readonly Contestant[], rounds: number): Promise<Map<string, number>> {
  const rates = new Map<string, number[]>(contestants.map(({ name }) => [name, []]))
  for (const { round } of contestants) await round()
  for (let r = 0; r < rounds; r++) {
    for (let i = 0; i < contestants.length; i++) {
      const { name, round } = contestants[(r + i) % contestants.length] as Contestant
      rates.get(name)?.push(await round())
    }
  }
  return new Map([...rates].map(([name, all]) => [name, median(all)]))
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2
}

/** Keeps `inFlight` operations going for `ms` and answers how many a second were finished. */
export async function keepInFlight(inFlight: number, ms: number, operation: () => Promise<void>): Promise<number> {
  const start = performance.now()
  let finished = 0
  const client = async () => {
    while (performance.now() - start < ms) {
      await operation()
      finished++
    }
  }
  await Promise.all(Array.from({ length: inFlight }, client))
  return (finished * 1000) / (performance.now() - start)
}

/** Units a second of something that is done once. */
export async function rateOf(units: number, work: () => Promise<void>): Promise<number> {
  const start = performance.now()
  await work()
  return (units * 1000) / (performance.now() - start)
}
