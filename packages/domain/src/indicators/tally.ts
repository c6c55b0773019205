import type { CountableFact } from './fact.ts'
import type { LeftOutReason } from './reasons.ts'

/** How the rows of a tally become one number. */
export type Formula =
  /** Σ top */
  | 'COUNT'
  /** 100 × Σ top ÷ Σ bottom */
  | 'SHARE'
  /** Σ top ÷ Σ bottom */
  | 'MEAN'
  /** Median of the tops. */
  | 'MEDIAN'
  /** The smallest top that at least nine tenths of them do not exceed (nearest rank). */
  | 'P90'

export interface Figure {
  /** `null` where there is nothing to measure: a share of nothing is not 0 %. */
  readonly value: number | null
  readonly numerator?: number
  readonly denominator?: number
}

/**
 * What counts towards a figure and what does not. Kept as columns, one entry a row, and a column only where some row
 * differs from the usual: an object for each row was most of what evaluating cost. Whoever has the rows can compute the
 * figure again; that is what makes it an explanation.
 */
export class Tally {
  readonly formula: Formula
  readonly facts: CountableFact[] = []
  /** What each row adds to the numerator, or the observation that it is. */
  readonly tops: number[] = []
  readonly leftOut = new Map<LeftOutReason, CountableFact[]>()
  readonly #bottoms = new Column<number>(1)
  readonly #details = new Column<object | null>(null)
  readonly #evidence = new Column<CountableFact | null>(null)

  constructor(formula: Formula) {
    this.formula = formula
  }

  add(fact: CountableFact, top = 1, { bottom, detail, evidence }: RowOptions = NOTHING_MORE): void {
    const row = this.facts.push(fact) - 1
    this.tops.push(top)
    if (bottom !== undefined) this.#bottoms.set(row, bottom)
    if (detail) this.#details.set(row, detail)
    if (evidence) this.#evidence.set(row, evidence)
  }

  /** A row for each fact, with nothing but what it adds. For many: no call, no options, no growing of arrays a row. */
  addAll(facts: readonly CountableFact[], top: (fact: CountableFact) => number): void {
    const { length } = this.facts
    this.facts.length = length + facts.length
    this.tops.length = length + facts.length
    for (let n = 0; n < facts.length; n++) {
      const fact = facts[n] as CountableFact
      this.facts[length + n] = fact
      this.tops[length + n] = top(fact)
    }
  }

  /** What each row adds to the denominator; only shares and means look at it. */
  bottom(row: number): number {
    return this.#bottoms.get(row)
  }

  /** The part of the payload that the row is about, where a fact has several rows. */
  detail(row: number): object | null {
    return this.#details.get(row)
  }

  /** The other fact that made it count. */
  evidence(row: number): CountableFact | null {
    return this.#evidence.get(row)
  }

  leave(reason: LeftOutReason, fact: CountableFact): void {
    const known = this.leftOut.get(reason)
    if (known) known.push(fact)
    else this.leftOut.set(reason, [fact])
  }

  figure(): Figure {
    const { formula, tops } = this
    if (formula === 'COUNT') return { value: sum(tops) }
    if (formula === 'MEDIAN' || formula === 'P90') {
      const value = formula === 'MEDIAN' ? median(tops) : ninetieth(tops)
      return { value, denominator: tops.length }
    }
    const [numerator, denominator] = [sum(tops), this.#bottoms.sum(tops.length)]
    const times = formula === 'SHARE' ? 100 : 1
    return { value: denominator === 0 ? null : (times * numerator) / denominator, numerator, denominator }
  }

  /** The rows that the function chooses. */
  where(chosen: (row: number) => boolean, formula = this.formula): Tally {
    const some = new Tally(formula)
    for (let row = 0; row < this.facts.length; row++) if (chosen(row)) some.take(this, row)
    return some
  }

  /** The rows apart by a name for each; those without a name are in none. Names asked for are there even when empty. */
  groups(nameOf: (row: number) => string | null, asked: readonly string[] = []): Map<string, Tally> {
    const found = new Map(asked.map((name) => [name, new Tally(this.formula)]))
    for (let row = 0; row < this.facts.length; row++) {
      const name = nameOf(row)
      if (name === null) continue
      let group = found.get(name)
      if (!group) {
        group = new Tally(this.formula)
        found.set(name, group)
      }
      group.take(this, row)
    }
    return found
  }

  /** The same rows with other tops, for a stricter or another measure of the same things. */
  remeasured(formula: Formula, top: (row: number) => number): Tally {
    const other = new Tally(formula)
    for (let row = 0; row < this.facts.length; row++) {
      other.take(this, row, top(row))
    }
    return other
  }

  take(from: Tally, row: number, top = from.tops[row] as number): void {
    const own = this.facts.push(from.facts[row] as CountableFact) - 1
    this.tops.push(top)
    this.#bottoms.copy(own, from.#bottoms, row)
    this.#details.copy(own, from.#details, row)
    this.#evidence.copy(own, from.#evidence, row)
  }

  /** Takes the rows of another in, as when several ledgers are reported as one. */
  join(other: Tally): this {
    for (let row = 0; row < other.facts.length; row++) this.take(other, row)
    for (const [reason, facts] of other.leftOut) for (const fact of facts) this.leave(reason, fact)
    return this
  }
}

interface RowOptions {
  readonly bottom?: number
  readonly detail?: object | null
  readonly evidence?: CountableFact | null
}
const NOTHING_MORE: RowOptions = {}

/** The values of rows; those after the last one set are the usual one. */
class Column<Value extends number | object | null> {
  readonly #usual: Value
  readonly #values: Value[] = []

  constructor(usual: Value) {
    this.#usual = usual
  }

  get(row: number): Value {
    return row < this.#values.length ? (this.#values[row] as Value) : this.#usual
  }

  set(row: number, value: Value): void {
    while (this.#values.length < row) this.#values.push(this.#usual)
    this.#values[row] = value
  }

  copy(row: number, from: Column<Value>, other: number): void {
    if (other < from.#values.length) this.set(row, from.get(other))
  }

  sum(this: Column<number>, rows: number): number {
    return sum(this.#values) + (rows - this.#values.length) * this.#usual
  }
}

function sum(values: readonly number[]): number {
  let total = 0
  for (const value of values) total += value
  return total
}

/** In typed arrays numbers are sorted as numbers, without a call for each pair. */
const inOrder = (values: readonly number[]) => new Float64Array(values).sort()

function median(values: readonly number[]): number | null {
  const sorted = inOrder(values)
  const middle = sorted.length >> 1
  const upper = sorted[middle]
  if (upper === undefined) return null
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2
}

const ninetieth = (values: readonly number[]): number | null =>
  inOrder(values)[Math.ceil(0.9 * values.length) - 1] ?? null
