import { describe, expect, it } from 'vitest'
import { event, type NewEvent } from '../kernel/event.ts'
import { builtInModel } from '../model/built-in.ts'
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
import { closeCase, recordContactAttempt } from './commands.ts'
import {
  ActionCancelled,
  ActionCompleted,
  CaseClosed,
  CaseRejected,
  CaseSuspended,
  ConsentRefused,
  ConsentWithdrawn,
  ContactAttempted,
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
  // Want of contact has to be shown, which is told below.
  const reasons = builtInClosureReasons
    .filter(({ when, reason }) => when === 'ANY_TIME' && reason !== 'NO_CONTACT')
    .map(({ reason }) => reason)

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

describe('want of contact', () => {
  const inVain = (ordinal: number) => event(ContactAttempted, { made: false, ordinal })
  const ref = { process: caseProcess, id: 'case-1' }
  const afterAttempts = (...days: readonly string[]) => {
    const world = new World()
    for (const fact of inConsented) world.happened(ref, fact, '2019-11-12')
    days.forEach((day, at) => {
      world.happened(ref, inVain(at + 1), day)
    })
    return world
  }
  const closing = (on: string) => ({ command: closeCase, id: 'case-1', body: { reason: 'NO_CONTACT', note }, on })

  it('is shown by three attempts over thirty days', () => {
    const world = afterAttempts('2020-01-02', '2020-01-13', '2020-01-27')
    expect(world.decide(closing('2020-01-31'))).toMatchObject({
      refusal: { code: 'contact-not-tried', details: { have: 3, need: 3, lasted: 29, days: 30 } },
    })
    expect(world.decide(closing('2020-02-01')).accepted).toBe(true)
  })

  it('is not shown by fewer', () => {
    expect(afterAttempts('2020-01-02', '2020-01-13').decide(closing('2020-06-01'))).toMatchObject({
      refusal: { code: 'contact-not-tried', details: { have: 2, need: 3 } },
    })
    expect(afterAttempts().decide(closing('2020-06-01'))).toMatchObject({
      refusal: { code: 'contact-not-tried', details: { have: 0, lasted: 0 } },
    })
  })

  it('is counted anew once the client was reached', () => {
    const reached = [...inConsented, inVain(1), inVain(2), event(ContactAttempted, { made: true, ordinal: 3 })]
    given(caseProcess, ...reached)
      .when(recordContactAttempt, { made: false, means: 'VISIT' })
      .then(event(ContactAttempted, { made: false, ordinal: 1, means: 'VISIT' }))
    given(caseProcess, ...reached)
      .when(recordContactAttempt, { made: false, ordinal: 4 })
      .refuses('wrong-ordinal', { have: 4, need: 1 })
  })

  it('can be asked more of by a version of the model', () => {
    const { parameters } = builtInModel
    const world = new World(() => ({ ...builtInModel, parameters: { ...parameters, noContactAttempts: 5 } }))
    for (const fact of inConsented) world.happened(ref, fact, '2019-11-12')
    for (const at of [1, 2, 3]) world.happened(ref, inVain(at), '2020-01-02')
    expect(world.decide(closing('2020-06-01'))).toMatchObject({
      refusal: { code: 'contact-not-tried', details: { need: 5 } },
    })
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
