import { addCalendarDays, type CommandName } from '@kooperacje/domain'
import { whileActive } from './calendar.ts'
import { Diary, workingDayFrom } from './diary.ts'
import type { Random } from './random.ts'
import { coordinator, leader } from './staff.ts'
import type { Life, Wish } from './wish.ts'

/** Social workers of the leader who coordinate cases. */
const COORDINATORS = 24

export interface Household {
  readonly kind: 'PERSON' | 'FAMILY' | 'GROUP'
  readonly adults: number
  readonly children: number
}

interface Beside {
  readonly day: string
  readonly command: CommandName
  readonly body: Wish['body']
}

/** What the parts of one case's life know of it: who it is about, which day it is, what still has to be done beside. */
export class CaseCourse {
  readonly random: Random
  readonly id: string
  readonly clientId: string
  readonly household: Household
  readonly coordinatorId: string
  readonly diary: Diary
  /** While the case is suspended nothing of its plan is done; what was left over follows. */
  interrupted = false
  /** Facts that happen beside the main course, by day: an interview, an action. */
  #beside: readonly Beside[] = []
  /** The last day on which something of this life was entered. */
  #enteredOn = ''

  constructor(random: Random, id: string, firstDay: string) {
    this.random = random
    this.id = id
    this.clientId = `client-${id}`
    this.household = household(random)
    this.coordinatorId = `social-worker-${random.int(1, COORDINATORS)}`
    this.diary = new Diary(random, firstDay)
  }

  /** The next step of the main course, so many days later. What happens beside it until then is told first. */
  *after(from: number, to: number, command: CommandName, body: Wish['body'] = {}, options: WishOptions = {}): Life {
    const { random, diary } = this
    diary.later(from, to)
    if (options.needsPartnership) {
      // A rule asks how the partnership stands when the fact is entered, so both days must suit it.
      diary.moveTo(whileActive(diary.day))
      if (whileActive(this.#enteredOn) !== this.#enteredOn) diary.moveTo(whileActive(this.#enteredOn))
    }
    yield* this.besideUntil(diary.day)
    const late = !options.needsPartnership && random.chance(12) ? random.int(1, 14) : 0
    yield this.wish(command, body, options, late)
  }

  /** A fact of a day, told when that day comes, or a while later. */
  remember(day: string, command: CommandName, body: Wish['body'] = {}): void {
    const beside = { day: workingDayFrom(day), command, body }
    const earlier = this.#beside.filter((each) => each.day <= beside.day)
    this.#beside = [...earlier, beside, ...this.#beside.slice(earlier.length)]
  }

  *besideUntil(day: string): Life {
    while (!this.interrupted) {
      const [next, ...others] = this.#beside
      if (next === undefined || next.day > day) return
      this.#beside = others
      yield { ...this.wish(next.command, next.body), at: new Diary(this.random, next.day).moment() }
    }
  }

  wish(command: CommandName, body: Wish['body'] = {}, options: WishOptions = {}, late = 0): Wish {
    const by = options.by === 'leader' ? leader : coordinator(this.coordinatorId)
    const enteredOn = addCalendarDays(this.diary.day, late)
    if (enteredOn > this.#enteredOn) this.#enteredOn = enteredOn
    return { command, id: options.id ?? this.id, body, at: this.diary.moment(), late, by }
  }

  daysFromNow(from: number, to: number): string {
    return addCalendarDays(this.diary.day, this.random.int(from, to))
  }
}

export interface WishOptions {
  /** Of another stream than the case itself. */
  readonly id?: string
  readonly by?: 'leader'
  readonly needsPartnership?: boolean
}

function household(random: Random): Household {
  const kind = random.weighted({ FAMILY: 60, PERSON: 36, GROUP: 4 })
  if (kind === 'PERSON') return { kind, adults: 1, children: 0 }
  if (kind === 'GROUP') return { kind, adults: random.int(4, 12), children: 0 }
  return { kind, adults: random.int(1, 2), children: random.int(1, 4) }
}
