import { describe, expect, it } from 'vitest'
import { event, type NewEvent } from '../kernel/event.ts'
import { holdMeeting } from '../meetings/commands.ts'
import { meeting } from '../meetings/process.ts'
import { partnership } from '../partnerships/process.ts'
import { type AnyCommand, commandDefinitions } from '../registry.ts'
import {
  accessRevoked,
  action,
  caseProposed,
  goals,
  inDiagnosed,
  inPlanned,
  inProgress,
  inQualified,
  inTeamAppointed,
  member,
  teamMeeting,
} from '../testing/case-facts.ts'
import { active } from '../testing/partnership-facts.ts'
import { given } from '../testing/specification.ts'
import { World } from '../testing/world.ts'
import {
  addTeamMember,
  agreePlan,
  closeCase,
  completeDiagnosis,
  qualifyCase,
  recordDisclosure,
  reopenCase,
  resumeCase,
  startPlanWithoutContract,
  suspendCase,
} from './commands.ts'
import { CaseClosed, CaseRejected, CaseResumed, CaseSuspended } from './events.ts'
import { caseProcess } from './process.ts'
import {
  BlueCardFormForwarded,
  BlueCardGroupMet,
  BlueCardPassedToGroup,
  BlueCardProcedureClosed,
  BlueCardProcedureOpened,
  BlueCardSuspectInformed,
  isRestricted,
  restrictedEvents,
} from './restricted.ts'
import {
  closeBlueCardProcedure,
  forwardBlueCardForm,
  openBlueCardProcedure,
  passBlueCardToGroup,
  recordBlueCardGroupMeeting,
  recordBlueCardSuspectInformed,
} from './restricted-commands.ts'

const opened = event(BlueCardProcedureOpened, {})
const forwarded = event(BlueCardFormForwarded, {})
const passed = event(BlueCardPassedToGroup, {})
const groupMet = event(BlueCardGroupMet, {})
const ended = event(BlueCardProcedureClosed, {})
const suspended = event(CaseSuspended, { reason: 'przerwa' })
const movedOn = event(CaseClosed, { reason: 'MOVED_TO_STATUTORY_PROCEDURE', clientId: 'client-1', note: 'x' })

describe('the facts of a Blue Card procedure', () => {
  it('carry a date and nothing else', () => {
    for (const { data } of restrictedEvents) expect(Object.keys(data.shape)).toEqual([])
    given(caseProcess, ...inTeamAppointed)
      .when(openBlueCardProcedure, { note: 'x' })
      .isMalformedAt('')
  })

  it('are restricted, and so are the facts that correct or annul them', () => {
    for (const { type } of restrictedEvents) {
      expect(isRestricted(type)).toBe(true)
      expect(isRestricted(`${type}Corrected`)).toBe(true)
      expect(isRestricted('FactAnnulled', { type })).toBe(true)
    }
    expect(isRestricted('CaseSuspended')).toBe(false)
    expect(isRestricted('FactAnnulled', { type: 'CaseSuspended' })).toBe(false)
  })

  it.each([
    ['PROPOSED', [caseProposed]],
    ['REJECTED', [caseProposed, event(CaseRejected, { reason: 'x' })]],
    ['TEAM_APPOINTED', inTeamAppointed],
    ['SUSPENDED', [...inTeamAppointed, suspended]],
    ['CLOSED', [...inTeamAppointed, movedOn]],
  ])('follow one another in state %s, because the procedure does not ask what became of the case', (_, facts) => {
    const steps: readonly (readonly [AnyCommand, NewEvent])[] = [
      [openBlueCardProcedure, opened],
      [forwardBlueCardForm, forwarded],
      [passBlueCardToGroup, passed],
      [recordBlueCardGroupMeeting, groupMet],
      [recordBlueCardSuspectInformed, event(BlueCardSuspectInformed, {})],
      [closeBlueCardProcedure, ended],
    ]
    steps.forEach(([command, fact], at) => {
      const before = steps.slice(0, at).map(([, past]) => past)
      given(caseProcess, ...facts, ...before)
        .when(command)
        .then(fact)
    })
  })

  it('come in their order, each at its time', () => {
    const at = (...facts: readonly NewEvent[]) => given(caseProcess, ...inTeamAppointed, ...facts)
    at(opened).when(openBlueCardProcedure).refuses('procedure-already-open', {})
    at().when(forwardBlueCardForm).refuses('procedure-not-open', {})
    at(opened).when(passBlueCardToGroup).refuses('procedure-step-missing', { need: 'BlueCardFormForwarded' })
    at(opened, forwarded).when(forwardBlueCardForm).refuses('procedure-step-taken', { step: 'BlueCardFormForwarded' })
    at(opened, forwarded)
      .when(recordBlueCardGroupMeeting)
      .refuses('procedure-step-missing', { need: 'BlueCardPassedToGroup' })
    at(opened, forwarded, passed, groupMet).when(recordBlueCardGroupMeeting).then(groupMet)
    at(opened, ended).when(closeBlueCardProcedure).refuses('procedure-not-open')
    at(opened, forwarded, ended).when(openBlueCardProcedure).then(opened)
  })
})

describe('a restricted fact that was recorded wrongly', () => {
  const ref = { process: caseProcess, id: 'case-1' }
  const world = () => {
    const made = new World()
    for (const fact of [...inTeamAppointed, opened]) made.happened(ref, fact, '2019-11-12')
    return made
  }
  const annul = { corrects: inTeamAppointed.length + 1, reason: 'WRONG_PERSON', annul: true }
  const asked = { id: 'case-1', body: annul, on: '2019-11-13' }

  it('is corrected by those who may know of it', () => {
    const it = world()
    expect(it.perform({ ...asked, command: commandDefinitions.CorrectRestrictedFact }).accepted).toBe(true)
    expect(it.state(ref).blueCard.open).toBe(false)
  })

  it('is not there for others', () => {
    expect(world().decide({ ...asked, command: commandDefinitions.CorrectCaseFact })).toMatchObject({
      refusal: { code: 'no-such-fact' },
    })
  })
})

describe('while a procedure is open, the team', () => {
  const plan = { clientTookPart: true, goals, actions: [action('A1', 'G1')] }
  const diagnosis = { needs: 1, ownResources: 1, communityResources: 0 }

  it.each([
    ['does not diagnose', [...inTeamAppointed, teamMeeting(1)], completeDiagnosis, diagnosis],
    ['agrees no plan', inDiagnosed, agreePlan, plan],
    ['begins no plan', inPlanned, startPlanWithoutContract, { reason: 'x' }],
    [
      'gets no data',
      inProgress,
      recordDisclosure,
      { toInstitutionId: 'sp-1', categories: ['COOPERATION'], basis: 'CONSENT' },
    ],
  ])('%s, and is not told why', (_, facts, command, body) => {
    given(caseProcess, ...facts, opened)
      .when(command, body)
      .refuses('case-on-hold', {})
  })

  it('does not meet, nor grow', () => {
    given(meeting)
      .besides(caseProcess, 'case-1', ...inTeamAppointed, opened)
      .when(holdMeeting, {
        of: { kind: 'TEAM', caseId: 'case-1' },
        invited: 3,
        present: 3,
        clientPresent: true,
        mode: 'ON_SITE',
      })
      .refuses('case-on-hold', {})
    given(caseProcess, ...inTeamAppointed, opened)
      .besides(partnership, 'pzk', ...active)
      .when(addTeamMember, { member: member('guest-1', 'JUSTICE') })
      .refuses('case-on-hold', {})
  })

  it('is suspended until it is over', () => {
    given(caseProcess, ...inTeamAppointed, opened)
      .when(suspendCase, { reason: 'przerwa' })
      .then(suspended)
    given(caseProcess, ...inTeamAppointed, opened, suspended)
      .when(resumeCase)
      .refuses('case-on-hold', {})
    given(caseProcess, ...inTeamAppointed, opened, suspended, ended)
      .when(resumeCase)
      .then(event(CaseResumed, {}))
  })

  it('ends with the case', () => {
    given(caseProcess, ...inTeamAppointed, opened)
      .when(closeCase, { reason: 'MOVED_TO_STATUTORY_PROCEDURE', note: 'x' })
      .then(movedOn, accessRevoked('mops', 'sp-1', 'pup'))
    given(caseProcess, ...inTeamAppointed, opened, movedOn)
      .besides(partnership, 'pzk', ...active)
      .when(reopenCase, { reason: 'x' })
      .refuses('case-on-hold', {})
  })
})

describe('criterion C5', () => {
  const qualification = { criteriaMet: ['C1', 'C2', 'C3', 'C5'], coordinatorId: 'sw-1' }

  it('is not met while a procedure is open', () => {
    given(caseProcess, caseProposed, opened)
      .when(qualifyCase, qualification)
      .refuses('criteria-not-met', { missing: ['C5'] })
  })

  it('is not needed where four others are', () => {
    given(caseProcess, caseProposed, opened)
      .when(qualifyCase, { ...qualification, criteriaMet: ['C1', 'C2', 'C3', 'C4'] })
      .then(inQualified[1]!)
  })
})
