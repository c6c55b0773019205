import { describe, expect, it } from 'vitest'
import { event, type NewEvent } from '../kernel/event.ts'
import {
  accessRevoked,
  caseProposed,
  inConsented,
  inDiagnosed,
  inEvaluated,
  inPlanned,
  inProgress,
  inQualified,
  inTeamAppointed,
} from '../testing/case-facts.ts'
import { given } from '../testing/specification.ts'
import { World } from '../testing/world.ts'
import { builtInClosureReasons } from './closure-reasons.ts'
import { closeCase } from './commands.ts'
import {
  ActionCancelled,
  ActionCompleted,
  CaseClosed,
  CaseRejected,
  CaseSuspended,
  ConsentRefused,
  ConsentWithdrawn,
} from './events.ts'
import { caseProcess } from './process.ts'
import type { ClosureReason } from './values.ts'

const note = 'Opis powodu.'
const settled = [event(ActionCompleted, { actionId: 'A1' }), event(ActionCancelled, { actionId: 'A2', reason: 'x' })]
const revoked = accessRevoked('mops', 'sp-1', 'pup')
const closed = (reason: ClosureReason, words?: string) =>
  event(CaseClosed, { reason, clientId: 'client-1', ...(words !== undefined && { note: words }) })

const openStates: Readonly<Record<string, readonly NewEvent[]>> = {
  PROPOSED: [caseProposed],
  QUALIFIED: inQualified,
  CONSENTED: inConsented,
  TEAM_APPOINTED: inTeamAppointed,
  DIAGNOSED: inDiagnosed,
  PLANNED: inPlanned,
  IN_PROGRESS: inProgress,
  SUSPENDED: [...inProgress, event(CaseSuspended, { reason: 'x' })],
  EVALUATED: inEvaluated,
}
const isShared = (state: string) => state !== 'PROPOSED' && state !== 'QUALIFIED'

describe('work that was evaluated', () => {
  it.each(['GOALS_ACHIEVED', 'GOALS_PARTLY_ACHIEVED', 'PILOT_ENDED'] as const)('is closed for %s', (reason) => {
    given(caseProcess, ...inEvaluated, ...settled)
      .when(closeCase, { reason })
      .then(closed(reason), revoked)
  })

  it('is not closed while an action is open', () => {
    given(caseProcess, ...inEvaluated, settled[0]!)
      .when(closeCase, { reason: 'GOALS_ACHIEVED' })
      .refuses('open-actions', { actionIds: ['A2'] })
  })

  it.each(Object.entries(openStates).filter(([state]) => state !== 'EVALUATED'))(
    'is the only work closed so: not a case in state %s',
    (state, events) => {
      given(caseProcess, ...events)
        .when(closeCase, { reason: 'GOALS_ACHIEVED' })
        .refuses('closure-reason-not-allowed', { reason: 'GOALS_ACHIEVED', state })
    },
  )
})

describe('life and law close a case in any open state', () => {
  const reasons = builtInClosureReasons.filter(({ when }) => when === 'ANY_TIME').map(({ reason }) => reason)

  it.each(Object.entries(openStates))('%s', (state, events) => {
    for (const reason of reasons) {
      const facts = isShared(state) ? [closed(reason, note), revoked] : [closed(reason, note)]
      given(caseProcess, ...events)
        .when(closeCase, { reason, note })
        .then(...facts)
    }
  })

  it.each(reasons.filter((reason) => reason !== 'CLIENT_RESIGNED'))('with words for %s', (reason) => {
    given(caseProcess, ...inProgress)
      .when(closeCase, { reason })
      .refuses('reason-missing', { field: 'note', reason })
  })

  it('without words when the client resigns', () => {
    given(caseProcess, ...inProgress)
      .when(closeCase, { reason: 'CLIENT_RESIGNED' })
      .then(closed('CLIENT_RESIGNED'), revoked)
  })
})

describe('consent and closing', () => {
  it.each(['ALL', 'DATA_SHARING'] as const)('a withdrawal (%s) is a reason once it happened', (scope) => {
    given(caseProcess, ...inProgress)
      .when(closeCase, { reason: 'CONSENT_WITHDRAWN' })
      .refuses('closure-reason-not-allowed', { reason: 'CONSENT_WITHDRAWN', state: 'IN_PROGRESS' })
    given(caseProcess, ...inProgress, event(ConsentWithdrawn, { scope }), revoked)
      .when(closeCase, { reason: 'CONSENT_WITHDRAWN' })
      .then(closed('CONSENT_WITHDRAWN'))
  })

  it('a refusal is no reason for closing: it closes by itself', () => {
    for (const [state, events] of Object.entries(openStates)) {
      given(caseProcess, ...events)
        .when(closeCase, { reason: 'CONSENT_REFUSED' })
        .refuses('closure-reason-not-allowed', { reason: 'CONSENT_REFUSED', state })
    }
  })
})

describe('a closed case', () => {
  it.each([
    ['CLOSED', [...inProgress, closed('DEATH', note)]],
    ['CLOSED', [...inQualified, event(ConsentRefused, {})]],
    ['REJECTED', [caseProposed, event(CaseRejected, { reason: 'x' })]],
  ])('is not closed again (%s)', (_, events) => {
    given(caseProcess, ...events)
      .when(closeCase, { reason: 'OTHER', note })
      .refuses('not-allowed-in-state')
  })

  it('has no team and shows itself to nobody', () => {
    const ref = { process: caseProcess, id: 'case-1' }
    const world = new World()
    for (const fact of inProgress) world.happened(ref, fact, '2019-11-12')
    world.perform({ command: closeCase, id: 'case-1', body: { reason: 'DEATH', note }, on: '2020-01-02' })
    expect(world.state(ref)).toMatchObject({
      status: 'CLOSED',
      sharedWith: [],
      parts: { team: { 'zzk-1': 'DISSOLVED' } },
    })
  })
})
