import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CaseState } from '../cases/state.ts'
import { foldDeadlines, type PlacedEvent } from '../deadlines/fold.ts'
import { plannedNotices } from '../deadlines/notices.ts'
import { fold, partStatus, partsOf } from '../kernel/process.ts'
import { quorumOf } from '../partnerships/quorum.ts'
import { membersOf } from '../partnerships/state.ts'
import { commandDefinitions } from '../registry.ts'
import { action, goals } from './case-facts.ts'
import { histories, type Step, theCase, thePartnership, walk } from './random-history.ts'
import { leadsTo, states } from './tables.ts'

const runs = { numRuns: 60 }

/** A machine that does other work at the same time is no reason to fail. */
const timeout = 60_000

describe('whatever clients ask for, in whatever order', { timeout }, () => {
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
          expect(fold(process, own, world.models)).toEqual(state)
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
          const state = theCase(world)
          const { status, consent: its, sharedWith } = state
          if (status === 'CLOSED') expect(partsOf(state, 'team', 'APPOINTED', 'WORKING')).toEqual([])
          if (status === 'CLOSED' || !its.sharing) expect(sharedWith).toEqual([])
        })
      }),
      runs,
    )
  })

  it('an action is completed or cancelled once, and never after the other', () => {
    fc.assert(
      fc.property(histories, (picks) => {
        const ended = new Set<string>()
        walk(picks, (_, { added }) => {
          for (const { type, data } of added) {
            if (type !== 'ActionCompleted' && type !== 'ActionCancelled') continue
            const { actionId } = data as { actionId: string }
            expect(ended).not.toContain(actionId)
            ended.add(actionId)
          }
        })
      }),
      runs,
    )
  })

  it('nothing is handed over by a consent that was withdrawn, has run out, or never named it', () => {
    fc.assert(
      fc.property(histories, (picks) => {
        walk(picks, (_, { before, added }) => {
          for (const { type, data } of added) {
            const { basis, toInstitutionId } = data as { basis?: string; toInstitutionId?: string }
            if (type !== 'DisclosureMade' || basis !== 'CONSENT') continue
            const { consent: then } = before.get('case/case') as CaseState
            expect(then.sharing && then.withdrawn === null).toBe(true)
            expect(then.institutions).toContain(toInstitutionId)
          }
        })
      }),
      runs,
    )
  })

  it('while a restricted procedure is open the team does nothing, and no refusal tells of it', () => {
    const teamwork = ['TaskTeamAppointed', 'TeamMeetingHeld', 'DiagnosisCompleted', 'PlanAgreed', 'CaseResumed']
    fc.assert(
      fc.property(histories, (picks) => {
        walk(picks, (world, { before, added }) => {
          const was = before.get('case/case') as CaseState | undefined
          if (was?.blueCard.open) expect(added.filter(({ type }) => teamwork.includes(type))).toEqual([])
          if (!theCase(world).blueCard.open) return
          const asked = { command: commandDefinitions.AgreePlan, id: 'case', on: '2021-01-01' }
          const body = { clientTookPart: true, goals, actions: [action('A1', 'G1')] }
          const decision = world.decide({ ...asked, body })
          expect(JSON.stringify(decision)).not.toMatch(/blue|procedure/i)
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

  it('an institution takes the course of a member and no other', () => {
    fc.assert(
      fc.property(histories, (picks) => {
        walk(picks, (world, { before }) => {
          const was = before.get('partnership/pzk')?.parts.membership ?? {}
          for (const [id, to] of Object.entries(thePartnership(world).parts.membership ?? {})) {
            const from = was[id] ?? 'NONE'
            if (from !== to) expect(memberCourse[from]?.split(' '), `${from} → ${to}`).toContain(to)
          }
        })
      }),
      runs,
    )
  })

  it('a quorum is counted among the members there are, and nothing is decided without it', () => {
    fc.assert(
      fc.property(histories, (picks) => {
        walk(picks, (world, { added }) => {
          const state = thePartnership(world)
          for (const sitting of state.sittings) {
            if (sitting.kind !== 'PLENARY') continue
            const { members, need, have, reached } = quorumOf(sitting, world.models)
            expect(have >= 0 && need >= 0 && have <= members && need <= members).toBe(true)
            const decided = added.some(
              ({ type, data }) =>
                type === 'DecisionTaken' && (data as { meetingId: string }).meetingId === sitting.meetingId,
            )
            if (decided) expect(reached).toBe(true)
          }
        })
      }),
      runs,
    )
  })

  it('a partnership counts as open each team that works and that it has not handed over', () => {
    fc.assert(
      fc.property(histories, (picks) => {
        walk(picks, (world) => {
          const state = thePartnership(world)
          const atWork = partsOf(theCase(world), 'team', 'APPOINTED', 'WORKING').length > 0
          const handedOver = partStatus(state, 'team', 'case') === 'HANDED_OVER'
          expect(partsOf(state, 'team', 'OPEN')).toEqual(atWork && !handedOver ? ['case'] : [])
          if (state.status === 'DISSOLVED') expect(partsOf(state, 'team', 'OPEN')).toEqual([])
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

  it('every deadline is due when it begins or later, reminded of before it is due and alarmed after', () => {
    fc.assert(
      fc.property(histories, (picks) => {
        const world = walk(picks, () => {})
        for (const course of foldDeadlines(world.log, world.models)) {
          const { row, startedOn, dueOn } = course
          expect(dueOn >= startedOn).toBe(true)
          for (const { kind, on } of plannedNotices(row, course)) {
            expect(kind === 'REMINDER' ? on < dueOn : on > dueOn, `${course.rule} ${kind}`).toBe(true)
          }
        }
      }),
      runs,
    )
  })
})

describe('the random histories of these laws', { timeout }, () => {
  it('get far enough to mean something', () => {
    const reached = new Set<string>()
    for (const picks of fc.sample(histories, { numRuns: 400, seed: 1 })) {
      walk(picks, (world) => {
        reached.add(`case ${theCase(world).status}`)
        reached.add(`partnership ${thePartnership(world).status}`)
      })
    }
    reached.delete('case FOLLOWED_UP')
    expect([...reached].sort()).toEqual(
      [
        // A follow-up takes a whole case first; its sentences are tested one by one.
        ...states.case!.filter((state) => state !== 'FOLLOWED_UP').map((state) => `case ${state}`),
        ...states.partnership!.map((state) => `partnership ${state}`),
      ].sort(),
    )
  })
})

/** Where membership may lead, written down a second time. */
const memberCourse: Readonly<Record<string, string>> = {
  NONE: 'IDENTIFIED INVITED DECLARED ACTIVE',
  IDENTIFIED: 'INVITED DECLARED ACTIVE',
  INVITED: 'INTERESTED DECLINED DECLARED ACTIVE',
  INTERESTED: 'DECLINED DECLARED ACTIVE',
  DECLINED: 'INVITED',
  DECLARED: 'ACTIVE',
  ACTIVE: 'INACTIVE WITHDRAWN EXCLUDED',
  INACTIVE: 'ACTIVE WITHDRAWN EXCLUDED',
  WITHDRAWN: 'INVITED DECLARED ACTIVE',
  EXCLUDED: 'INVITED DECLARED ACTIVE',
}

/** Work goes on only where it can have been suspended. */
function resumed(now: CaseState, before: Step['before']): string {
  const { former } = before.get('case/case') as CaseState
  expect(['TEAM_APPOINTED', 'DIAGNOSED', 'PLANNED', 'IN_PROGRESS']).toContain(former)
  expect(now.status).toBe(former)
  return now.status
}

const isSharing = ({ data }: PlacedEvent) => (data as { kind: string }).kind === 'DATA_SHARING'
