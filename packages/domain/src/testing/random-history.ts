import fc from 'fast-check'
import { caseProcess } from '../cases/process.ts'
import type { CaseState } from '../cases/state.ts'
import type { PlacedEvent } from '../deadlines/fold.ts'
import { institution } from '../institutions/process.ts'
import type { EventOn } from '../kernel/command.ts'
import type { ProcessState } from '../kernel/process.ts'
import { meeting } from '../meetings/process.ts'
import { partnership } from '../partnerships/process.ts'
import type { PartnershipState } from '../partnerships/state.ts'
import { commandDefinitions } from '../registry.ts'
import { registered } from './partnership-facts.ts'
import { leadsTo } from './tables.ts'
import { twoVersions } from './two-versions.ts'
import { wishes } from './wishes.ts'
import { type Request, World } from './world.ts'

/** Requests that end everything; they are rare, or no random history would ever get far. */
const ENDINGS = [
  'DissolvePartnership',
  'AbandonPartnership',
  'RejectCase',
  'RefuseConsent',
  'WithdrawConsent',
  'CloseCase',
  'OpenBlueCardProcedure',
]

/** Requests that are nearly always possible and lead nowhere: asked for at every turn, they would crowd out the rest. */
const ASIDES = [
  'RecordContactAttempt',
  'RecordDisclosure',
  'ChangeCoordinator',
  'SignConfidentialityStatement',
  'RequireEnvironmentalInterview',
  'ForwardBlueCardForm',
  'PassBlueCardToGroup',
]

/**
 * How a request is chosen: any at all, one that would be accepted, or one that would lead a stream into another state or
 * at least bring about what has not happened yet. Without the last two hardly any random history would get beyond the
 * first meetings.
 */
const pick = fc.record({
  choice: fc.nat(10_000),
  variant: fc.nat(10_000),
  prefer: fc.constantFrom('ANY', 'ACCEPTED', 'FORWARD', 'FORWARD'),
  // Not the least value: generators come back to that one more often than chance.
  ending: fc.nat(15).map((n) => n === 9),
})
type Chosen = typeof pick extends fc.Arbitrary<infer T> ? T : never

export interface Step {
  readonly before: ReadonlyMap<string, ProcessState>
  readonly added: readonly PlacedEvent[]
  readonly accepted: boolean
}

/** Runs the picks; tells after each request what it added. */
export function walk(picks: readonly Chosen[], look: (world: World, step: Step) => void): World {
  const world = new World(twoVersions)
  world.happened({ process: institution, id: 'mops' }, registered('OPS'), '2019-04-08')
  world.happened({ process: institution, id: 'sp-1' }, registered('SCHOOL', 'EDUCATION'), '2019-04-08')
  picks.forEach((chosen, n) => {
    const request = requestFor(world, chosen, n)
    const before = new Map(world.streams().map(({ process, id, state }) => [`${process.name}/${id}`, state]))
    const length = world.log.length
    const { accepted } = world.perform(request)
    look(world, { before, added: world.log.slice(length), accepted })
  })
  return world
}

function requestFor(world: World, { choice, variant, prefer, ending }: Chosen, n: number): Request {
  const requests = wishes(n)
    .filter(([name]) => ending || !ENDINGS.includes(name))
    .filter(([name]) => n % 8 === 0 || !ASIDES.includes(name))
    .map(([name, id, ...bodies]) => {
      return { command: commandDefinitions[name], id, body: bodies[variant % bodies.length], on: dayOf(n) }
    })
  // Looked through from a random place and only as far as needed: deciding all of them would take ten times as long.
  const turned = requests.map((_, at) => requests[(at + choice) % requests.length]!)
  if (prefer === 'ANY') return turned[0]!
  const happened = new Set(world.log.map(({ type }) => type))
  let possible: Request | undefined
  let unheardOf: Request | undefined
  for (const request of turned) {
    const decision = world.decide(request)
    if (!decision.accepted) continue
    if (prefer === 'ACCEPTED' || decision.events.some(movesOn(world))) return request
    possible ??= request
    if (!decision.events.every(({ event }) => happened.has(event.type))) unheardOf ??= request
  }
  return unheardOf ?? possible ?? turned[0]!
}

/** To and fro is no way forward. */
const PAUSES = ['CaseSuspended', 'PartnershipSuspended']

const movesOn =
  (world: World) =>
  (on: EventOn): boolean => {
    const { status } = world.state(on)
    if (on.process === meeting || PAUSES.includes(on.event.type)) return false
    return leadsTo(on.process.name, on.event.type, status) !== status
  }

const dayOf = (n: number) => new Date(Date.parse('2019-11-12') + n * 86_400_000).toISOString().slice(0, 10)

export const histories = fc.array(pick, { minLength: 1, maxLength: 80, size: 'max' })

export const theCase = (world: World): CaseState => world.state({ process: caseProcess, id: 'case' })
export const thePartnership = (world: World): PartnershipState => world.state({ process: partnership, id: 'pzk' })
