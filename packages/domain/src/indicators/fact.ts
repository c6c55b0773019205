import { daysBetween } from '../calendar/days.ts'
import { businessDate } from '../calendar/warsaw.ts'
import { type CountedData, type CountedType, countedData } from './counted-data.ts'

/** One event as indicators see it. Every event is one, whatever it says: the recording delay counts them all. */
export interface CountableFact<Data = object> {
  readonly position: number
  readonly streamType: string
  readonly streamId: string
  readonly streamVersion: number
  /** Of a correction, the type that it corrects. */
  readonly type: string
  /** Business date in Poland. */
  readonly occurredOn: string
  /** Milliseconds since 1970: compared once for every fact, and digits of fractions make texts of moments unequal. */
  readonly recordedAt: number
  /** Days from `occurredOn` to the day of recording in Poland. */
  readonly delay: number
  readonly actorRole: string
  readonly data: Data
  /** Only on a correction. */
  readonly correction?: Replacement
  /** Only on a fact that gave way to a correction: the position of the latter. */
  readonly correctedBy?: number
}

/** What a fact says under a name, whatever its type. */
export const said = ({ data }: CountableFact, field: string): unknown =>
  (data as Readonly<Record<string, unknown>>)[field]

export type Counted<Type extends CountedType> = CountableFact<CountedData[Type]>

export interface Replacement {
  /** Version, in its stream, of the fact that it replaces. */
  readonly replaces: number
  /** `ANNULLED`: that fact never happened. */
  readonly as: 'RESTATED' | 'ANNULLED'
  /** The day on which it did happen, where the correction says so. */
  readonly occurredOn?: string
}

/** An event of the log, as a store gives it. */
export interface LoggedEvent {
  readonly position: number
  readonly streamType: string
  readonly streamId: string
  readonly streamVersion: number
  readonly type: string
  readonly occurredAt: string
  readonly recordedAt: string
  readonly actorRole: string
  readonly data: unknown
}

const CORRECTED = 'Corrected'
const ANNULLED = 'FactAnnulled'

/** Takes of an event what is counted, and nothing else. */
export function countableFact(event: LoggedEvent): CountableFact {
  const { position, streamType, streamId, streamVersion, type, occurredAt, recordedAt, actorRole, data } = event
  const correction = correctionIn(type, data)
  const of = correction ? correctedType(type, data) : type
  const told = correction?.as === 'RESTATED' ? (data as { fact: unknown }).fact : data
  const occurredOn = businessDate(occurredAt)
  const fact = {
    position,
    streamType,
    streamId,
    streamVersion,
    type: of,
    occurredOn,
    recordedAt: Date.parse(recordedAt),
    delay: daysBetween(occurredOn, businessDate(recordedAt)),
    actorRole,
    data: correction?.as === 'ANNULLED' ? {} : countedData(of, told),
  }
  return correction ? { ...fact, correction } : fact
}

const correctedType = (type: string, data: unknown): string =>
  type === ANNULLED ? String((data as { type?: unknown }).type) : type.slice(0, -CORRECTED.length)

/** `DiagnosisCompletedCorrected` {corrects, reason, occurredAt?, fact}; `FactAnnulled` {corrects, type, reason}. */
function correctionIn(type: string, data: unknown): Replacement | null {
  if (type !== ANNULLED && !type.endsWith(CORRECTED)) return null
  const { corrects, occurredAt } = (data ?? {}) as { corrects?: unknown; occurredAt?: unknown }
  if (typeof corrects !== 'number') return null
  if (type === ANNULLED) return { replaces: corrects, as: 'ANNULLED' }
  const moved = typeof occurredAt === 'string' ? { occurredOn: businessDate(occurredAt) } : {}
  return { replaces: corrects, as: 'RESTATED', ...moved }
}
