import { businessDate } from '../calendar/warsaw.ts'
import type { PlacedEvent } from '../deadlines/fold.ts'
import { isWatched } from '../deadlines/triggers.ts'
import { type CountableFact, countableFact, type LoggedEvent } from '../indicators/fact.ts'
import { type Correction, corrected, isCorrection } from '../kernel/correction.ts'
import type { Model, Models } from '../kernel/model.ts'
import { compareDeadlines, type DeadlineDifference, type RuleCount } from './deadlines.ts'
import { compareIndicators, type IndicatorPair } from './indicators.ts'
import { type Refusals, Replay } from './replay.ts'
import { sameRules } from './same-rules.ts'

/** What a ledger's history would have been under another version of the model. */
export interface Comparison {
  /** Versions that the history ran on, and the one that it was tried out under. */
  readonly versions: readonly string[]
  readonly draft: string
  /** The end of this day is looked at. */
  readonly asOf: string
  readonly events: number
  readonly deadlines: { readonly byRule: readonly RuleCount[]; readonly differences: readonly DeadlineDifference[] }
  readonly refusals: Refusals
  readonly indicators: readonly IndicatorPair[]
}

export interface SimulationOptions {
  /** The versions that the streams of the ledger run on. */
  readonly actual: Models
  /** All versions that `actual` knows, where that can be told: if none of them allows anything else, no fact is asked about. */
  readonly versions?: readonly Model[]
  readonly draft: Model
  /** All corrections of the ledger: they reach back to what came before them. */
  readonly corrections?: readonly LoggedEvent[]
  /** Facts that happened later are left out. Left out: all count, and the day of the last one is looked at. */
  readonly until?: string | undefined
}

/**
 * Replays a ledger under another version of the model, as if all its streams had run on that. Facts come in the order of
 * their positions, as many at a time as the shell likes; nothing is written, and no personal field is looked into.
 */
export class Simulation {
  readonly #options: SimulationOptions
  readonly #corrections: ReadonlyMap<string, Correction>
  readonly #replay: Replay
  readonly #asks: boolean
  /** What deadlines can be told from: some of the facts. */
  readonly #telling: PlacedEvent[] = []
  readonly #facts: CountableFact[] = []
  /** Versions that the history named so far, with the one for streams that name none, and the draft. */
  readonly #models: Map<string | null, Model>
  #lastDay = ''
  #events = 0

  constructor(options: SimulationOptions) {
    const { actual, versions, draft, corrections = [] } = options
    this.#options = options
    this.#corrections = new Map(
      corrections.map((event) => [placeOf(event, (event.data as Correction).corrects), event.data as Correction]),
    )
    this.#replay = new Replay(actual, draft)
    this.#asks = !versions?.every((version) => sameRules(version, draft))
    this.#models = new Map([[null, actual(null)]])
  }

  take(events: readonly LoggedEvent[]): this {
    const { until } = this.#options
    for (const recorded of events) {
      // Indicators know corrections themselves, because they can also be asked what was known before.
      const fact = countableFact(recorded)
      if (until !== undefined && fact.occurredOn > until) continue
      this.#events++
      this.#facts.push(fact)
      const event = this.#effective(recorded)
      if (event === null) continue
      const occurredOn = event === recorded ? fact.occurredOn : businessDate(event.occurredAt)
      if (occurredOn > this.#lastDay) this.#lastDay = occurredOn
      if (this.#asks) this.#replay.take(event, occurredOn)
      if (this.#tells(event)) this.#telling.push(event)
    }
    return this
  }

  compare(): Comparison {
    const { actual, draft, until } = this.#options
    const asOf = until ?? this.#lastDay
    const versions = [...this.#models.values()]
    const deadlines = compareDeadlines(this.#telling, { actual, versions, draft }, asOf)
    return {
      versions: [...new Set(versions.map(({ version }) => version))].sort(),
      draft: draft.version,
      asOf,
      events: this.#events,
      deadlines: { byRule: deadlines.byRule, differences: deadlines.differences },
      refusals: this.#replay.refusals,
      indicators: compareIndicators(this.#facts, asOf, deadlines),
    }
  }

  /** As it should have been recorded; null for what never happened and for the corrections themselves. */
  #effective(event: LoggedEvent): LoggedEvent | null {
    if (isCorrection(event.type)) return null
    if (this.#corrections.size === 0) return event
    const correction = this.#corrections.get(placeOf(event, event.streamVersion))
    return correction ? corrected(event, correction) : event
  }

  #tells({ streamType, type, data }: LoggedEvent): boolean {
    const { modelVersion, partnershipId } = (data ?? {}) as { modelVersion?: unknown; partnershipId?: unknown }
    if (typeof modelVersion === 'string') {
      if (!this.#models.has(modelVersion)) {
        this.#models.set(modelVersion, this.#options.actual(modelVersion))
      }
      return true
    }
    return partnershipId !== undefined || this.#isWatched(streamType, type)
  }

  #isWatched(streamType: string, type: string): boolean {
    if (isWatched(this.#options.draft, streamType, type)) return true
    for (const model of this.#models.values()) if (isWatched(model, streamType, type)) return true
    return false
  }
}

const placeOf = ({ streamType, streamId }: LoggedEvent, version: number): string =>
  `${streamType}/${streamId}@${version}`
