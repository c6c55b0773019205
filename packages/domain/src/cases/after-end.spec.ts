import { describe, expect, it } from 'vitest'
import { event, type NewEvent } from '../kernel/event.ts'
import { builtInModel } from '../model/built-in.ts'
import { TeamHandedOver, TeamOpened } from '../partnerships/events.ts'
import { partnership } from '../partnerships/process.ts'
import {
  caseProposed,
  consent,
  inEvaluated,
  inProgress,
  inQualified,
  inTeamAppointed,
  planAgreed,
  teamAppointed,
} from '../testing/case-facts.ts'
import { active, suspended } from '../testing/partnership-facts.ts'
import { given, onStream } from '../testing/specification.ts'
import { World } from '../testing/world.ts'
import {
  appointTaskTeam,
  changeCoordinator,
  giveConsent,
  migrateCase,
  recordFollowUp,
  reopenCase,
  transferCase,
} from './commands.ts'
import {
  CaseClosed,
  CaseMigrated,
  CaseProposed,
  CaseReopened,
  CaseTransferred,
  ConsentRefused,
  CoordinatorChanged,
  FollowUpRecorded,
} from './events.ts'
import { caseProcess } from './process.ts'
import type { ClosureReason } from './values.ts'

const clientId = 'client-1'
const closed = (reason: ClosureReason) => event(CaseClosed, { reason, clientId, note: 'x' })
const followedUp = event(FollowUpRecorded, { outcome: 'LASTING', clientId })
const reopened = event(CaseReopened, { clientId, coordinatorId: 'sw-1', reason: 'nawrót zadłużenia' })
const again = { reason: 'nawrót zadłużenia' }

describe('a follow-up', () => {
  it.each(['GOALS_ACHIEVED', 'GOALS_PARTLY_ACHIEVED'] as const)('asks what has lasted after %s', (reason) => {
    given(caseProcess, ...inEvaluated, closed(reason))
      .when(recordFollowUp, { outcome: 'LASTING' })
      .then(followedUp)
  })

  it('has nothing to ask where nothing was reached', () => {
    given(caseProcess, ...inProgress, closed('MOVED_AWAY'))
      .when(recordFollowUp, { outcome: 'LASTING' })
      .refuses('closure-reason-not-allowed', { reason: 'MOVED_AWAY', state: 'CLOSED' })
    given(caseProcess, ...inQualified, event(ConsentRefused, {}))
      .when(recordFollowUp, { outcome: 'NOT_REACHED' })
      .refuses('closure-reason-not-allowed', { reason: 'CONSENT_REFUSED', state: 'CLOSED' })
  })

  it('is recorded once', () => {
    given(caseProcess, ...inEvaluated, closed('GOALS_ACHIEVED'), followedUp)
      .when(recordFollowUp, { outcome: 'NOT_LASTING' })
      .refuses('not-allowed-in-state')
  })
})

describe('a case is reopened', () => {
  const at = (...facts: readonly NewEvent[]) => given(caseProcess, ...facts).besides(partnership, 'pzk', ...active)

  it('for the same client, after it was closed or followed up', () => {
    at(...inEvaluated, closed('GOALS_ACHIEVED'))
      .when(reopenCase, again)
      .then(reopened)
    at(...inEvaluated, closed('GOALS_ACHIEVED'), followedUp)
      .when(reopenCase, { ...again, coordinatorId: 'sw-2' })
      .then(event(CaseReopened, { clientId, coordinatorId: 'sw-2', reason: again.reason }))
  })

  it('only by a partnership at work', () => {
    given(caseProcess, ...inEvaluated, closed('GOALS_ACHIEVED'))
      .besides(partnership, 'pzk', ...suspended)
      .when(reopenCase, again)
      .refuses('partnership-not-active', { state: 'SUSPENDED' })
  })

  it('not for a person who died; a family goes on', () => {
    const alone = event(CaseProposed, { ...caseProposed.data, clientKind: 'PERSON', adults: 1, children: 0 })
    at(alone, inQualified[1]!, closed('DEATH'))
      .when(reopenCase, again)
      .refuses('closure-reason-not-allowed', { reason: 'DEATH', state: 'CLOSED' })
    at(...inProgress, closed('DEATH'))
      .when(reopenCase, again)
      .then(reopened)
  })

  it('with nothing left of what was agreed: consent, team and plan are new', () => {
    const ref = { process: caseProcess, id: 'case-1' }
    const world = new World()
    for (const fact of active) world.happened({ process: partnership, id: 'pzk' }, fact, '2019-10-25')
    for (const fact of [...inEvaluated, closed('GOALS_ACHIEVED'), reopened]) world.happened(ref, fact, '2019-11-12')
    expect(world.state(ref)).toMatchObject({
      status: 'QUALIFIED',
      clientId,
      consent: { participation: false, sharing: false, records: [] },
      team: null,
      goals: [],
      actions: [],
      contractId: null,
      closure: null,
      parts: { team: { 'zzk-1': 'DISSOLVED' }, action: { A1: 'CANCELLED' } },
    })
    const { members } = teamAppointed.data
    const team = { command: appointTaskTeam, id: 'case-1', body: { teamId: 'zzk-2', members }, on: '2019-11-14' }
    expect(world.decide(team)).toMatchObject({ refusal: { code: 'not-allowed-in-state' } })
    world.perform({ command: giveConsent, id: 'case-1', body: consent, on: '2019-11-13' })
    expect(world.perform(team).accepted).toBe(true)
    expect(world.state(ref)).toMatchObject({ status: 'TEAM_APPOINTED', team: { meetings: 0 }, sittings: 1 })
  })
})

describe('a case is handed over', () => {
  it('to another coordinator', () => {
    given(caseProcess, ...inQualified)
      .when(changeCoordinator, { coordinatorId: 'sw-2' })
      .then(event(CoordinatorChanged, { coordinatorId: 'sw-2' }))
    given(caseProcess, ...inQualified)
      .when(changeCoordinator, { coordinatorId: 'sw-1' })
      .refuses('nothing-changes', { field: 'coordinatorId' })
  })

  const between = given(caseProcess, ...inTeamAppointed)
    .besides(partnership, 'pzk', ...active, event(TeamOpened, { caseId: 'this', teamId: 'zzk-1' }))
    .besides(partnership, 'pzk-2', ...active)
  const transferred = event(CaseTransferred, { fromPartnershipId: 'pzk', toPartnershipId: 'pzk-2' })

  it('with its team to another partnership, and both learn of it', () => {
    between
      .when(transferCase, { toPartnershipId: 'pzk-2', coordinatorId: 'sw-9' })
      .then(
        transferred,
        onStream(partnership, 'pzk', event(TeamHandedOver, { caseId: 'this', to: { partnershipId: 'pzk-2' } })),
        onStream(partnership, 'pzk-2', event(TeamOpened, { caseId: 'this', teamId: 'zzk-1' })),
        event(CoordinatorChanged, { coordinatorId: 'sw-9' }),
      )
  })

  it('without a team, quietly', () => {
    given(caseProcess, ...inQualified)
      .besides(partnership, 'pzk', ...active)
      .besides(partnership, 'pzk-2', ...active)
      .when(transferCase, { toPartnershipId: 'pzk-2' })
      .then(transferred)
  })

  it('not to one that is not at work, nor to the one it is in', () => {
    given(caseProcess, ...inTeamAppointed)
      .besides(partnership, 'pzk', ...active)
      .besides(partnership, 'pzk-2', ...suspended)
      .when(transferCase, { toPartnershipId: 'pzk-2' })
      .refuses('partnership-not-active', { state: 'SUSPENDED', field: 'toPartnershipId' })
    between.when(transferCase, { toPartnershipId: 'pzk' }).refuses('nothing-changes', { field: 'toPartnershipId' })
  })
})

describe('a case goes to another version of the model', () => {
  const ref = { process: caseProcess, id: 'case-1' }
  const { parameters } = builtInModel
  const stricter = { ...builtInModel, version: '2.0', parameters: { ...parameters, minTeamMembers: 4 } }
  const without = {
    ...builtInModel,
    version: '3.0',
    processes: {
      case: {
        ...caseProcess.description,
        states: Object.fromEntries(
          Object.entries(caseProcess.description.states).filter(([state]) => state !== 'PLANNED'),
        ),
      },
    },
  }
  const known = new Map([stricter, without].map((model) => [model.version, model]))
  const worldIn = (...facts: readonly NewEvent[]) => {
    const world = new World((version) => known.get(version ?? '') ?? builtInModel)
    for (const fact of facts) world.happened(ref, fact, '2019-11-12')
    return world
  }
  const to = (modelVersion: string) => ({
    command: migrateCase,
    id: 'case-1',
    body: { modelVersion },
    on: '2020-01-02',
  })

  it('and from then on runs by it', () => {
    const world = worldIn(...inTeamAppointed)
    const decision = world.perform(to('2.0'))
    expect(decision.accepted && decision.events[0]?.event).toEqual(event(CaseMigrated, { modelVersion: '2.0' }))
    expect(world.state(ref).modelVersion).toBe('2.0')
  })

  it('that is another one, and knows the state that it is in', () => {
    expect(worldIn(...inTeamAppointed).decide(to('1.0'))).toMatchObject({ refusal: { code: 'same-model-version' } })
    const planned = worldIn(...inTeamAppointed, planAgreed)
    expect(planned.decide(to('3.0'))).toMatchObject({ refusal: { code: 'model-lacks-state' } })
  })
})
