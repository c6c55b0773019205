import type { CountedType } from './counted-data.ts'
import { type CountableFact, type Counted, said } from './fact.ts'
import { byDay, FactLog, type FactsAsKnown } from './fact-log.ts'
import type { LeftOutReason } from './reasons.ts'
import type { TimelinessCourse } from './timeliness-course.ts'

export interface IndicatorScope {
  /** Cut-off date T: facts that occurred later do not count, whenever they were recorded. */
  readonly asOf: string
  /** Recording time R, milliseconds since 1970: what was recorded later is not known yet. Left out: now. */
  readonly recordedUntil?: number
  /** Left out: all partnerships that the facts tell of. */
  readonly partnershipId?: string
  /** Deadlines as they were known at R. */
  readonly courses?: readonly TimelinessCourse[]
  /** The local authority whose ledger it is; a partnership that names its municipality comes before it. */
  readonly lau?: string
  /** The day on which the pilot ends, where the facts themselves do not say. */
  readonly pilotEnd?: string
}

const NONE: readonly CountableFact[] = []

/** Two lists in the order of their days as one. */
function merged(one: readonly CountableFact[], other: readonly CountableFact[]): readonly CountableFact[] {
  if (one.length === 0) return other
  const all: CountableFact[] = []
  let next = 0
  for (const fact of one) {
    for (let before = other[next]; before && byDay(before, fact) < 0; before = other[++next]) all.push(before)
    all.push(fact)
  }
  for (; next < other.length; next++) all.push(other[next] as CountableFact)
  return all
}

/** Facts as the indicators read them: up to T, as known at R, in the order of their days, of one partnership or all. */
export class FactView {
  readonly scope: IndicatorScope
  readonly #facts: FactsAsKnown
  readonly #series = new Map<string, readonly CountableFact[]>()
  readonly #leftOut = new Map<string, ReadonlyMap<LeftOutReason, readonly CountableFact[]>>()
  readonly #kept = new Map<unknown, unknown>()

  constructor(facts: FactLog | readonly CountableFact[], scope: IndicatorScope) {
    this.scope = scope
    this.#facts = (facts instanceof FactLog ? facts : new FactLog(facts)).knownAt(scope.recordedUntil)
  }

  get asOf(): string {
    return this.scope.asOf
  }

  /** All facts of these types that count, in the order of their days. */
  of<Type extends CountedType>(...types: readonly Type[]): readonly Counted<Type>[] {
    const series = types.map((type) => this.ofType(type)).filter(({ length }) => length > 0)
    return series.reduce(merged, NONE) as readonly Counted<Type>[]
  }

  ofType(type: string): readonly CountableFact[] {
    let series = this.#series.get(type)
    if (!series) {
      series = this.#inScope(this.#untilCutOff(type))
      this.#series.set(type, series)
    }
    return series
  }

  types(): Iterable<string> {
    return this.#facts.types()
  }

  corrections(): readonly CountableFact[] {
    return this.#inScope(this.#facts.corrections().filter(({ occurredOn }) => occurredOn <= this.asOf))
  }

  /** What no figure counts of this type, whatever it measures. */
  leftOut(type: string): ReadonlyMap<LeftOutReason, readonly CountableFact[]> {
    let found = this.#leftOut.get(type)
    if (!found) {
      const { corrected, annulled } = this.#facts.replaced(type)
      const standing = this.#facts.ofType(type)
      const counted = this.#untilCutOff(type)
      const reasons: readonly (readonly [LeftOutReason, readonly CountableFact[]])[] = [
        ['AFTER_CUT_OFF', counted.length === standing.length ? NONE : standing.slice(counted.length)],
        ['RECORDED_LATER', this.#facts.recordedLater(type)],
        ['CORRECTED', corrected],
        ['ANNULLED', annulled],
        ['OTHER_PARTNERSHIP', this.#outOfScope(counted)],
      ]
      found = new Map(reasons.filter(([, facts]) => facts.length > 0))
      this.#leftOut.set(type, found)
    }
    return found
  }

  /** The fact at a position, unless the facts do not reach so far yet. */
  at(position: number): CountableFact | undefined {
    return this.#facts.at(position)
  }

  /** Something made of this view once, for whichever figures need it. */
  once<T>(make: (view: FactView) => T): T {
    if (!this.#kept.has(make)) this.#kept.set(make, make(this))
    return this.#kept.get(make) as T
  }

  #untilCutOff(type: string): readonly CountableFact[] {
    const all = this.#facts.ofType(type)
    const last = all.at(-1)
    if (!last || last.occurredOn <= this.asOf) return all
    let [low, high] = [0, all.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((all[middle] as CountableFact).occurredOn <= this.asOf) low = middle + 1
      else high = middle
    }
    return all.slice(0, low)
  }

  #inScope(facts: readonly CountableFact[]): readonly CountableFact[] {
    const { partnershipId } = this.scope
    return partnershipId === undefined ? facts : facts.filter((fact) => this.partnershipOf(fact) === partnershipId)
  }

  #outOfScope(facts: readonly CountableFact[]): readonly CountableFact[] {
    const { partnershipId } = this.scope
    return partnershipId === undefined ? NONE : facts.filter((fact) => this.partnershipOf(fact) !== partnershipId)
  }

  /** Known from the stream, from what the fact says, or from the proposal of its case. */
  partnershipOf(fact: CountableFact): string | null {
    const { streamType, streamId } = fact
    if (streamType === 'partnership') return streamId
    if (streamType === 'case') return this.proposals.get(streamId)?.data.partnershipId ?? null
    if (streamType === 'basket') return this.#baskets.get(streamId) ?? null
    const named = said(fact, 'partnershipId')
    return typeof named === 'string' ? named : null
  }

  /** By case. */
  get proposals(): ReadonlyMap<string, Counted<'CaseProposed'>> {
    return this.#byStream('CaseProposed')
  }

  get #baskets(): ReadonlyMap<string, string> {
    const opened = this.#byStream('BasketOpened')
    return this.#keep('baskets', () => new Map([...opened].map(([id, { data }]) => [id, data.partnershipId])))
  }

  /** Of all partnerships: whose a fact is has to be known before a scope can be drawn. */
  #byStream<Type extends CountedType>(type: Type): ReadonlyMap<string, Counted<Type>> {
    const make = () => new Map(this.#untilCutOff(type).map((fact) => [fact.streamId, fact as Counted<Type>]))
    return this.#keep(`by stream ${type}`, make)
  }

  #keep<T>(name: string, make: () => T): T {
    if (!this.#kept.has(name)) this.#kept.set(name, make())
    return this.#kept.get(name) as T
  }

  /** The local authority that a fact belongs to. */
  lauOf(fact: CountableFact): string | null {
    const id = this.partnershipOf(fact)
    const opened = id === null ? undefined : this.#byStream('PartnershipOpened').get(id)
    return opened?.data.municipality ?? this.scope.lau ?? null
  }
}
