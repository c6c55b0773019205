/**
 * Chance that can be repeated: the same seed gives the same numbers on every machine (sfc32, integer arithmetic only).
 * Everybody in the town has a generator of their own, named after them, so that one more family changes nobody else's life.
 */
export class Random {
  readonly #state: Uint32Array

  constructor(seed: string) {
    this.#state = seeded(seed)
    // The first numbers still resemble the seed.
    for (let i = 0; i < 12; i++) this.#next()
  }

  /** From `from` to `to`, both inclusive. */
  int(from: number, to: number): number {
    return from + Math.floor((this.#next() / 2 ** 32) * (to - from + 1))
  }

  chance(percent: number): boolean {
    return (this.#next() / 2 ** 32) * 100 < percent
  }

  pick<T>(items: readonly T[]): T {
    return items[this.int(0, items.length - 1)] as T
  }

  /** `weighted({ A: 3, B: 1 })` is `A` three times out of four. */
  weighted<Name extends string>(weights: Readonly<Record<Name, number>>): Name {
    const entries = Object.entries<number>(weights) as [Name, number][]
    let left = this.int(
      1,
      entries.reduce((sum, [, weight]) => sum + weight, 0),
    )
    for (const [name, weight] of entries) {
      left -= weight
      if (left <= 0) return name
    }
    throw new Error('there is nothing to choose from')
  }

  /** So many different ones, in the order in which they were drawn. */
  some<T>(items: readonly T[], count: number): readonly T[] {
    const left = [...items]
    return Array.from(
      { length: Math.min(count, left.length) },
      () => left.splice(this.int(0, left.length - 1), 1)[0] as T,
    )
  }

  hex(digits: number): string {
    let text = ''
    while (text.length < digits) text += this.#next().toString(16).padStart(8, '0')
    return text.slice(0, digits)
  }

  #next(): number {
    const s = this.#state
    const [a = 0, b = 0, c = 0, counter = 0] = s
    const result = (a + b + counter) >>> 0
    s[3] = counter + 1
    s[0] = b ^ (b >>> 9)
    s[1] = c + (c << 3)
    s[2] = ((c << 21) | (c >>> 11)) + result
    return result
  }
}

/** Four words from a text: FNV-1a with four different beginnings, each mixed once more. */
function seeded(text: string): Uint32Array {
  return Uint32Array.from([0x811c9dc5, 0x9e3779b9, 0x243f6a88, 0xb7e15162], (beginning) => {
    let hash = beginning
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
    return hash ^ (hash >>> 13)
  })
}
