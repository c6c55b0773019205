import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { caseProcess } from '../cases/process.ts'
import type { CaseState } from '../cases/state.ts'
import { openedBy, type PlacedEvent } from '../deadlines/deadlines.ts'
import { institution } from '../institutions/process.ts'
import type { EventOn } from '../kernel/command.ts'
import { fold, type ProcessState } from '../kernel/process.ts'
import { meeting } from '../meetings/process.ts'
import { partnership } from '../partnerships/process.ts'
import { membersOf, type PartnershipState } from '../partnerships/state.ts'
import { type CommandName, commandDefinitions } from '../registry.ts'
import { action, adviser, consent, counsellor, goals, member, proposal, ratings, socialWorker } from './case-facts.ts'
import { declaration, labourOffice, mops, police, registered, school, secondSchool } from './partnership-facts.ts'
import { leadsTo, states } from './tables.ts'
import { type Request, World } from './world.ts'

type Wish = readonly [command: CommandName, id: string, ...bodies: readonly unknown[]]

const team = { members: [socialWorker, counsellor, adviser] }
const reviews = { reviewsOn: ['2020-03-10'], endsOn: '2020-09-30' }
const sitting = { invited: 3, present: 3, clientPresent: true, mode: 'ON_SITE' }
const closing = (reason: string) => ({ reason, note: 'x' })

/**
 * Everything that clients might ask for about one partnership and one case: sensible requests and requests that break a
 * rule, in no order. Meetings and contracts get new ids as they go.
 */
const wishes = (n: number): readonly Wish[] => [
  ['OpenPartnership', 'pzk', { name: 'PZK', municipality: '2416021', agreementSignedOn: '2018-10-15' }],
  ['DesignateLeader', 'pzk', { institutionId: 'mops' }, { institutionId: 'sp-1' }],
  ['InviteCooperators', 'pzk', { institutions: [school, police] }],
  ['PreselectCandidates', 'pzk', { candidates: 2 }],
  ['AdoptRegulations', 'pzk', { regulationsVersion: 1 }, { regulationsVersion: 2 }],
  [
    'SignAccessionDeclarations',
    'pzk',
    { declarations: [mops, police, school, labourOffice].map(declaration) },
    { declarations: [declaration(secondSchool)] },
    { declarations: [declaration(school), declaration(school)] },
  ],
  ['ConstitutePartnership', 'pzk', {}],
  ['AppointNetworkOfficer', 'pzk', { institutionId: 'mops' }, { institutionId: 'nobody' }],
  ['PublishServiceBasket', 'pzk', { basketVersion: '0.1', services: 31, institutions: 8 }],
  ['WithdrawMember', 'pzk', { institutionId: 'sp-1' }, { institutionId: 'mops' }, { institutionId: 'kpp' }],
  ['SuspendPartnership', 'pzk', { reason: 'EPIDEMIC' }],
  ['ResumePartnership', 'pzk', { mode: 'REMOTE' }],
  ['DissolvePartnership', 'pzk', { reason: 'x' }],
  ['AbandonPartnership', 'pzk', { reason: 'x' }],
  [
    'HoldMeeting',
    `meeting-${n}`,
    { of: { kind: 'INITIATING', partnershipId: 'pzk' }, present: 12, mode: 'ON_SITE' },
    { of: { kind: 'PLENARY', partnershipId: 'pzk' }, mode: 'ON_SITE' },
    { of: { kind: 'TEAM', caseId: 'case' }, ...sitting },
    { of: { kind: 'TEAM', caseId: 'case' }, ...sitting, present: 9 },
    { of: { kind: 'TEAM', caseId: 'case' }, ...sitting, ordinal: 1 },
  ],
  ['ProposeCase', 'case', proposal, { ...proposal, preselected: true }],
  [
    'QualifyCase',
    'case',
    { criteriaMet: ['C1', 'C2', 'C3', 'C4'], coordinatorId: 'sw-1' },
    { criteriaMet: ['C1'], coordinatorId: 'sw-1' },
  ],
  ['RejectCase', 'case', { reason: 'x' }],
  [
    'GiveConsent',
    'case',
    consent,
    { ...consent, interviewRequired: 'NORMAL' },
    { ...consent, kind: 'DATA_SHARING', institutions: ['pto'] },
    { ...consent, adultsCovered: 1 },
  ],
  ['RefuseConsent', 'case', {}],
  ['WithdrawConsent', 'case', { scope: 'DATA_SHARING' }, { scope: 'ALL' }],
  ['RequireEnvironmentalInterview', 'case', { urgent: false }],
  ['CompleteEnvironmentalInterview', 'case', {}],
  ['AppointTaskTeam', 'case', team, { members: [socialWorker] }],
  ['AddTeamMember', 'case', { member: member('guest-1', 'JUSTICE') }],
  ['RemoveTeamMember', 'case', { memberId: 'guest-1' }, { memberId: 'counsellor-1' }],
  ['CompleteDiagnosis', 'case', { needs: 5, ownResources: 7, communityResources: 4 }],
  ['AgreePlan', 'case', { clientTookPart: true, goals, actions: [action('A1', 'G1')] }],
  ['StartPlanWithoutContract', 'case', { reason: 'grupa' }],
  ['DraftSocialContract', `contract-${n}`, { caseId: 'case', variant: 'A', ...reviews }],
  ['SignSocialContract', `contract-${n - 1}`, { by: 'CLIENT' }, { by: 'SOCIAL_WORKER' }],
  ['SignSocialContract', `contract-${n - 2}`, { by: 'CLIENT' }, { by: 'SOCIAL_WORKER' }],
  ['CompleteAction', 'case', { actionId: 'A1' }, { actionId: 'A9' }],
  ['CancelAction', 'case', { actionId: 'A1', reason: 'x' }],
  ['RecordGoalProgress', 'case', { goalId: 'G1', rating: 'PARTLY' }],
  ['SuspendCase', 'case', { reason: 'x' }],
  ['ResumeCase', 'case', {}],
  ['CompleteFinalEvaluation', 'case', { ratings }, { ratings: ratings.slice(1) }],
  ['CloseCase', 'case', closing('GOALS_ACHIEVED'), closing('DEATH'), closing('CONSENT_WITHDRAWN')],
]

/** Requests that end everything; they are rare, or no random history would ever get far. */
const ENDINGS = [
  'DissolvePartnership',
  'AbandonPartnership',
  'RejectCase',
  'RefuseConsent',
  'WithdrawConsent',
  'CloseCase',
]

/**
 * How a request is chosen: any at all, one that would be accepted, or one that would lead a stream into another state.
 * Without the last two hardly any random history would get beyond the first meetings.
 */
const pick = fc.record({
  choice: fc.nat(10_000),
  variant: fc.nat(10_000),
  prefer: fc.constantFrom('ANY', 'ACCEPTED', 'FORWARD', 'FORWARD'),
  ending: fc.nat(15).map((n) => n === 0),
})
type Pick = typeof pick extends fc.Arbitrary<infer T> ? T : never

interface Step {
  readonly before: ReadonlyMap<string, ProcessState>
  readonly added: readonly PlacedEvent[]
  readonly accepted: boolean
}

/** Runs the picks; tells after each request what it added. */
function walk(picks: readonly Pick[], look: (world: World, step: Step) => void): World {
  const world = new World()
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

function requestFor(world: World, { choice, variant, prefer, ending }: Pick, n: number): Request {
  const requests = wishes(n)
    .filter(([name]) => ending || !ENDINGS.includes(name))
    .map(([name, id, ...bodies]) => {
      return { command: commandDefinitions[name], id, body: bodies[variant % bodies.length], on: dayOf(n) }
    })
  const preferred = requests.filter((request) => {
    const decision = world.decide(request)
    return prefer === 'ACCEPTED' ? decision.accepted : decision.accepted && decision.events.some(movesOn(world))
  })
  const among = prefer === 'ANY' || preferred.length === 0 ? requests : preferred
  return among[choice % among.length]!
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

const histories = fc.array(pick, { minLength: 1, maxLength: 80, size: 'max' })
const runs = { numRuns: 60 }
const theCase = (world: World): CaseState => world.state({ process: caseProcess, id: 'case' })
const thePartnership = (world: World): PartnershipState => world.state({ process: partnership, id: 'pzk' })

describe('whatever clients ask for, in whatever order', () => {
  it('no stream takes a step that the tables do not know', () => {
    fc.assert(
      fc.property(histories, (picks) => {
        walk(picks, (world, { before, added }) => {
          const at = new Map([...before].map(([key, { status }]) => [key, status]))
          for (const fact of added) {
            const key = `${fact.streamType}/${fact.streamId}`
            const from = at.get(key) ?? 'NONE'
            const to = leadsTo(fact.streamType, fact.type, from)
            expect(to, `${fact.type} in ${from}`).not.toBeNull()
            at.set(key, fact.type === 'ConsentGiven' && isSharing(fact) ? from : (to ?? from))
            if (fact.type === 'CaseResumed') at.set(key, resumed(theCase(world), before))
          }
        })
      }),
      runs,
    )
  })

  it('folding a history from its beginning gives the state that grew with it', () => {
    fc.assert(
      fc.property(histories, (picks) => {
        const world = walk(picks, () => {})
        for (const { process, id, state } of world.streams()) {
          const own = world.log.filter((fact) => fact.streamType === process.name && fact.streamId === id)
          expect(fold(process, own)).toEqual(state)
          expect(JSON.parse(JSON.stringify(state))).toEqual(state)
        }
      }),
      runs,
    )
  })

  it('a refusal changes nothing', () => {
    fc.assert(
      fc.property(histories, (picks) => {
        walk(picks, (world, { before, added, accepted }) => {
          if (accepted) return
          expect(added).toEqual([])
          expect(new Map(world.streams().map(({ process, id, state }) => [`${process.name}/${id}`, state]))).toEqual(
            before,
          )
        })
      }),
      runs,
    )
  })

  it('nobody sees a case that is closed or whose sharing was withdrawn', () => {
    fc.assert(
      fc.property(histories, (picks) => {
        walk(picks, (world) => {
          const { status, consent: its, sharedWith, team: zzk } = theCase(world)
          if (status === 'CLOSED') expect(zzk?.status ?? 'DISSOLVED').toBe('DISSOLVED')
          if (status === 'CLOSED' || !its.sharing) expect(sharedWith).toEqual([])
        })
      }),
      runs,
    )
  })

  it('a team is appointed only by a partnership that was active, a partnership constituted only by enough members', () => {
    fc.assert(
      fc.property(histories, (picks) => {
        walk(picks, (world, { before, added }) => {
          const types = added.map(({ type }) => type)
          if (types.includes('TaskTeamAppointed')) expect(before.get('partnership/pzk')?.status).toBe('ACTIVE')
          if (types.includes('PartnershipConstituted')) {
            const members = membersOf(thePartnership(world)).map(({ institutionId }) => institutionId)
            expect(members).toContain('mops')
            expect(members.length).toBeGreaterThanOrEqual(4)
            expect(new Set(members).size).toBe(members.length)
          }
        })
      }),
      runs,
    )
  })

  it('a meeting that was held stands in the record of its owner, numbered without a gap', () => {
    fc.assert(
      fc.property(histories, (picks) => {
        const world = walk(picks, () => {})
        for (const type of ['InitiatingMeetingHeld', 'PlenaryMeetingHeld', 'TeamMeetingHeld']) {
          const ordinals = world.log
            .filter((fact) => fact.type === type)
            .map(({ data }) => (data as { ordinal: number }).ordinal)
          expect(ordinals).toEqual(ordinals.map((_, at) => at + 1))
        }
        const held = world.log.filter(({ type }) => type === 'MeetingHeld').length
        const told = world.log.filter(({ type }) => /^(Initiating|Plenary|Team)MeetingHeld$/.test(type)).length
        expect(told).toBe(held)
      }),
      runs,
    )
  })

  it('every deadline is due after it began, reminded of before it is due and alarmed after', () => {
    fc.assert(
      fc.property(histories, (picks) => {
        const world = walk(picks, () => {})
        for (const { startedOn, remindOn, dueOn, alarmOn } of world.log.flatMap(openedBy)) {
          expect([startedOn, remindOn, dueOn, alarmOn]).toEqual([startedOn, remindOn, dueOn, alarmOn].sort())
          expect(dueOn > startedOn && alarmOn > dueOn).toBe(true)
        }
      }),
      runs,
    )
  })
})

describe('the random histories of these laws', () => {
  it('get far enough to mean something', () => {
    const reached = new Set<string>()
    for (const picks of fc.sample(histories, { numRuns: 150, seed: 1 })) {
      walk(picks, (world) => {
        reached.add(`case ${theCase(world).status}`)
        reached.add(`partnership ${thePartnership(world).status}`)
      })
    }
    expect([...reached].sort()).toEqual(
      [
        ...states.case!.map((state) => `case ${state}`),
        ...states.partnership!.map((state) => `partnership ${state}`),
      ].sort(),
    )
  })
})

/** Work goes on only where it can have been suspended. */
function resumed(now: CaseState, before: Step['before']): string {
  const { resumesTo } = before.get('case/case') as CaseState
  expect(['TEAM_APPOINTED', 'DIAGNOSED', 'PLANNED', 'IN_PROGRESS']).toContain(resumesTo)
  expect(now.status).toBe(resumesTo)
  return now.status
}

const isSharing = ({ data }: PlacedEvent) => (data as { kind: string }).kind === 'DATA_SHARING'
