import type { PlacedEvent } from '../deadlines/fold.ts'
import type { CountedData } from '../indicators/counted-data.ts'
import { type CountableFact, countableFact } from '../indicators/fact.ts'
import { FactLog } from '../indicators/fact-log.ts'

interface HowRecorded {
  /** Left out: on the day itself. */
  readonly recordedOn?: string
  readonly role?: string
}

const at = (day: string): string => `${day}T11:00:00.000Z`

/** A ledger told fact by fact, by hand: `tell('2019-10-25', 'partnership/zaw', 'PartnershipConstituted')`. */
export class Chronicle {
  readonly facts: CountableFact[] = []
  readonly #versions = new Map<string, number>()

  tell<Type extends keyof CountedData>(
    day: string,
    stream: string,
    type: Type,
    data: CountedData[Type],
    how?: HowRecorded,
  ): this
  tell(day: string, stream: string, type: string, data?: object, how?: HowRecorded): this
  tell(
    day: string,
    stream: string,
    type: string,
    data: object = {},
    { recordedOn = day, role = 'LEADER' }: HowRecorded = {},
  ): this {
    const [streamType = '', streamId = ''] = stream.split('/')
    const streamVersion = this.version(stream) + 1
    this.#versions.set(stream, streamVersion)
    const place = { position: this.facts.length + 1, streamType, streamId, streamVersion, actorRole: role }
    this.facts.push(countableFact({ ...place, type, data, occurredAt: at(day), recordedAt: at(recordedOn) }))
    return this
  }

  /** How many facts the stream has: the version of the last one. */
  version(stream: string): number {
    return this.#versions.get(stream) ?? 0
  }

  log(): FactLog {
    return new FactLog(this.facts)
  }
}

/** The moment at which a day of recording ends, as `recordedUntil` takes it. */
export const endOf = (day: string): number => Date.parse(`${day}T23:59:59.999Z`)

/** The facts of a world's log, each recorded when it happened. */
export function factsOf(log: readonly PlacedEvent[]): readonly CountableFact[] {
  const versions = new Map<string, number>()
  return log.map((event) => {
    const stream = `${event.streamType}/${event.streamId}`
    const streamVersion = (versions.get(stream) ?? 0) + 1
    versions.set(stream, streamVersion)
    return countableFact({ ...event, streamVersion, recordedAt: event.occurredAt, actorRole: 'LEADER' })
  })
}
