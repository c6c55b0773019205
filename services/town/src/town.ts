import { addCalendarDays, builtInModels, daysBetween, eventDefinitions, type Models } from '@kooperacje/domain'
import { EventRegistry, type RecordedEvent } from '@kooperacje/events'
import { FIRST_REFERRAL, LAST_DAY, LAST_REFERRAL } from './calendar.ts'
import { caseLife, referralLife } from './case-life.ts'
import { at } from './diary.ts'
import { Office } from './office.ts'
import { partnershipLife } from './partnership-life.ts'
import { Queue } from './queue.ts'
import { Random } from './random.ts'
import type { Life, Wish } from './wish.ts'

export interface TownOptions {
  /** The same seed gives the same town, byte for byte. */
  readonly seed: number
  readonly cases: number
  readonly ledger?: string
}

/** What one command recorded: its events, in the order in which the store would have them. */
export type Commit = readonly RecordedEvent[]

/** Beside the cases: referrals that never become one. */
const TURNED_AWAY_PERCENT = 9

interface Living {
  readonly name: string
  readonly life: Life
  readonly wish: Wish
  readonly recordedAt: string
}

/**
 * A town over two years: its institutions, its partnership, and so many persons, families and groups, each a random walk
 * over the process. All lives go on side by side, in the order in which their facts are entered; every fact is decided by
 * the domain's own commands. Nothing here reads a clock or draws a number that the seed does not give.
 */
export function* simulateTown({ seed, cases, ledger = 'town' }: TownOptions): Generator<Commit, void, void> {
  const models: Models = builtInModels
  const registry = new EventRegistry(eventDefinitions)
  const office = new Office(models)
  const ids = new Random(`${seed}/events`)
  const living = new Queue<Living>()
  for (const [name, life] of livesOf(seed, cases)) goOn(living, name, life, '')

  let position = 0
  for (let next = living.take(); next; next = living.take()) {
    const { name, life, wish, recordedAt } = next
    const facts = office.record(wish, recordedAt)
    if ('code' in facts) {
      throw new Error(`${name}: ${wish.command} at ${wish.at} was refused, ${JSON.stringify(facts)}`)
    }
    yield facts.map(({ process, id, event, version }): RecordedEvent => {
      const type = registry.get(event.type)
      if (!type) throw new Error(`there is no type of event ${event.type}`)
      const parsed = registry.parse(type, event.data)
      if ('issues' in parsed)
        throw new Error(`${name}: ${event.type} is not stored so, ${JSON.stringify(parsed.issues)}`)
      return {
        ledger,
        position: ++position,
        streamType: process.name,
        streamId: id,
        streamVersion: version,
        eventId: eventId(recordedAt, ids),
        type: event.type,
        schemaVersion: type.version,
        occurredAt: wish.at,
        recordedAt,
        dataClass: type.dataClass,
        metadata: metadataOf(wish),
        data: parsed.data,
      }
    })
    goOn(living, name, life, recordedAt)
  }
}

/** The courses of a town by name, the partnership's first: for whoever sends them as requests, one wish after another. */
export function* livesOf(seed: number, cases: number): Generator<readonly [string, Life]> {
  const life = (name: string) => new Random(`${seed}/${name}`)
  yield ['partnership', partnershipLife(life('partnership'))]
  const days = daysBetween(FIRST_REFERRAL, LAST_REFERRAL)
  const arrives = (random: Random) => addCalendarDays(FIRST_REFERRAL, random.int(0, days))
  for (let n = 1; n <= cases; n++) {
    const name = `case-${n}`
    const random = life(name)
    yield [name, caseLife(random, name, arrives(random))]
  }
  for (let n = 1; n <= Math.round((cases * TURNED_AWAY_PERCENT) / 100); n++) {
    const name = `other-${n}`
    const random = life(name)
    yield [name, referralLife(random, name, arrives(random))]
  }
}

/** To the next wish of a life, if it still falls into the two years. */
function goOn(living: Queue<Living>, name: string, life: Life, after: string): void {
  const { value: wish, done } = life.next()
  if (done) return
  const entered = addMinutes(wish.late === 0 ? wish.at : later(wish), 2)
  const recordedAt = entered > after ? entered : addMinutes(after, 1)
  if (recordedAt.slice(0, 10) > LAST_DAY) return
  living.add(`${recordedAt} ${name}`, { name, life, wish, recordedAt })
}

const later = ({ at: when, late }: Wish): string => at(addCalendarDays(when.slice(0, 10), late), 30)

const addMinutes = (instant: string, minutes: number): string =>
  new Date(Date.parse(instant) + minutes * 60_000).toISOString()

const metadataOf = ({ by }: Wish) => ({
  actorId: by.actorId,
  actorRole: by.role,
  ...(by.institutionId !== null && { institutionId: by.institutionId }),
})

/** A UUID of version 7, as the store makes them: the time of recording, then chance; here the seed's. */
function eventId(recordedAt: string, random: Random): string {
  const time = Date.parse(recordedAt).toString(16).padStart(12, '0')
  const variant = '89ab'[random.int(0, 3)]
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.hex(3)}-${variant}${random.hex(3)}-${random.hex(12)}`
}
