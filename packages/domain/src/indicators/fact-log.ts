import { daysBetween } from '../calendar/days.ts'
import type { CountableFact } from './fact.ts'

const placeOf = ({ streamType, streamId }: CountableFact, version: number): string =>
  `${streamType}/${streamId}#${version}`

/**
 * The facts of one ledger, kept for many questions: put in by type and in the order of their days once, so that a figure
 * reads only the types that it counts. Facts come in the order of their positions; more may follow at any time.
 */
export class FactLog {
  readonly #facts: CountableFact[] = []
  readonly #series = new Map<string, Series>()
  readonly #corrections: CountableFact[] = []
  #latest = Number.NEGATIVE_INFINITY
  #known: { readonly length: number; readonly until: number; readonly as: FactsAsKnown } | null = null

  constructor(facts: readonly CountableFact[] = []) {
    this.add(facts)
  }

  get size(): number {
    return this.#facts.length
  }

  /** Position of the newest fact; 0 when there is none. */
  get head(): number {
    return this.#facts.at(-1)?.position ?? 0
  }

  add(facts: readonly CountableFact[]): this {
    for (const fact of facts) {
      this.#facts.push(fact)
      if (fact.recordedAt > this.#latest) this.#latest = fact.recordedAt
      if (fact.correction) this.#corrections.push(fact)
      else this.#seriesOf(fact.type).add(fact)
    }
    return this
  }

  #seriesOf(type: string): Series {
    let series = this.#series.get(type)
    if (!series) {
      series = new Series()
      this.#series.set(type, series)
    }
    return series
  }

  types(): IterableIterator<string> {
    return this.#series.keys()
  }

  ofType(type: string): readonly CountableFact[] {
    return this.#series.get(type)?.inOrder() ?? []
  }

  corrections(): readonly CountableFact[] {
    return this.#corrections
  }

  /** A ledger has every position; only a log of some of its facts has to be searched. */
  at(position: number): CountableFact | undefined {
    const direct = this.#facts[position - (this.#facts[0]?.position ?? 1)]
    return direct?.position === position ? direct : this.#facts.find((fact) => fact.position === position)
  }

  /** Position of the last fact that was recorded by a moment; 0 when there is none. */
  lastRecordedBy(moment: number): number {
    return this.#facts.findLast(({ recordedAt }) => recordedAt <= moment)?.position ?? 0
  }

  /** Facts of the streams in which something was corrected, by stream and version. */
  correctable(): ReadonlyMap<string, CountableFact> {
    const streams = new Set(this.#corrections.map(({ streamId }) => streamId))
    return new Map(
      this.#facts
        .filter(({ streamId }) => streams.has(streamId))
        .map((fact) => [placeOf(fact, fact.streamVersion), fact]),
    )
  }

  /** What was known at a moment; left out: what is known now. */
  knownAt(until = Number.POSITIVE_INFINITY): FactsAsKnown {
    const moment = until >= this.#latest ? Number.POSITIVE_INFINITY : until
    if (this.#known?.length !== this.size || this.#known.until !== moment) {
      this.#known = { length: this.size, until: moment, as: new FactsAsKnown(this, moment) }
    }
    return this.#known.as
  }
}

/** Facts of one type. Sorted when they are read: they come in bulk. */
class Series {
  #facts: CountableFact[] = []
  #sorted = true

  add(fact: CountableFact): void {
    const last = this.#facts.at(-1)
    if (last && last.occurredOn > fact.occurredOn) this.#sorted = false
    this.#facts.push(fact)
  }

  inOrder(): readonly CountableFact[] {
    if (!this.#sorted) {
      // A new array: whoever reads the old one at this moment goes on reading it.
      this.#facts = [...this.#facts].sort(byDay)
      this.#sorted = true
    }
    return this.#facts
  }
}

/** Paper records are entered late: what came last is a question of the day, and only then of the place in the log. */
export const byDay = (one: CountableFact, other: CountableFact): number =>
  one.occurredOn < other.occurredOn ? -1 : one.occurredOn > other.occurredOn ? 1 : one.position - other.position

interface Replaced {
  /** As they were first recorded, with the position of what replaced them. */
  readonly corrected: readonly CountableFact[]
  readonly annulled: readonly CountableFact[]
}

const NONE: readonly CountableFact[] = []

/**
 * The facts as they were known at a moment R: recorded by then, each in the form that the last correction recorded by
 * then gives it. A fact that is corrected keeps its place within the day; only its payload and its day change.
 */
export class FactsAsKnown {
  readonly #log: FactLog
  readonly #until: number
  readonly #standing = new Map<string, readonly CountableFact[]>()
  /** By position of the fact that they replace. */
  readonly #replacing: ReadonlyMap<number, CountableFact>

  constructor(log: FactLog, until: number) {
    this.#log = log
    this.#until = until
    this.#replacing = this.#resolve()
  }

  /** A correction may itself be corrected; then the first fact of the chain is what both are about. */
  #resolve(): ReadonlyMap<number, CountableFact> {
    const replacing = new Map<number, CountableFact>()
    const corrections = this.#log.corrections()
    if (corrections.length === 0) return replacing
    const facts = this.#log.correctable()
    const rootOf = new Map<number, number>()
    for (const correction of corrections) {
      if (correction.recordedAt > this.#until || !correction.correction) continue
      const target = facts.get(placeOf(correction, correction.correction.replaces))
      if (!target) continue
      const root = rootOf.get(target.position) ?? target.position
      rootOf.set(correction.position, root)
      replacing.set(root, correction)
    }
    return replacing
  }

  types(): IterableIterator<string> {
    return this.#log.types()
  }

  at(position: number): CountableFact | undefined {
    return this.#log.at(position)
  }

  get head(): number {
    return this.#log.head
  }

  /** In the order of their days. */
  ofType(type: string): readonly CountableFact[] {
    const known = this.#standing.get(type)
    if (known) return known
    const all = this.#log.ofType(type)
    const standing = this.#everything ? all : this.#standingOf(all)
    this.#standing.set(type, standing)
    return standing
  }

  get #everything(): boolean {
    return this.#replacing.size === 0 && this.#until === Number.POSITIVE_INFINITY
  }

  #standingOf(all: readonly CountableFact[]): readonly CountableFact[] {
    let moved = false
    const standing: CountableFact[] = []
    for (const fact of all) {
      if (fact.recordedAt > this.#until) continue
      const by = this.#replacing.get(fact.position)
      if (!by) standing.push(fact)
      else if (by.correction?.as === 'RESTATED') {
        const occurredOn = by.correction.occurredOn ?? fact.occurredOn
        moved ||= occurredOn !== fact.occurredOn
        // From its right day to its first recording.
        const delay = fact.delay + daysBetween(occurredOn, fact.occurredOn)
        standing.push({ ...fact, occurredOn, delay, data: by.data, correctedBy: by.position })
      }
    }
    return moved ? standing.sort(byDay) : standing
  }

  recordedLater(type: string): readonly CountableFact[] {
    if (this.#until === Number.POSITIVE_INFINITY) return NONE
    return this.#log.ofType(type).filter(({ recordedAt }) => recordedAt > this.#until)
  }

  replaced(type: string): Replaced {
    if (this.#replacing.size === 0) return { corrected: NONE, annulled: NONE }
    const gone = this.#log
      .ofType(type)
      .filter(({ position, recordedAt }) => recordedAt <= this.#until && this.#replacing.has(position))
    const annulled = ({ position }: CountableFact) => this.#replacing.get(position)?.correction?.as === 'ANNULLED'
    return { corrected: gone.filter((fact) => !annulled(fact)), annulled: gone.filter(annulled) }
  }

  corrections(): readonly CountableFact[] {
    return this.#log.corrections().filter(({ recordedAt }) => recordedAt <= this.#until)
  }
}
