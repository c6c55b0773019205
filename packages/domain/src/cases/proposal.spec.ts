import { describe, expect, it } from 'vitest'
import { event } from '../kernel/event.ts'
import { partnership } from '../partnerships/process.ts'
import {
  accessRevoked,
  caseProposed,
  consent,
  consented,
  inConsented,
  inProgress,
  inQualified,
  inTeamAppointed,
  proposal,
} from '../testing/case-facts.ts'
import { active, dissolved, formalising, initiating, preparing, suspended } from '../testing/partnership-facts.ts'
import { given } from '../testing/specification.ts'
import { World } from '../testing/world.ts'
import {
  completeDiagnosis,
  completeEnvironmentalInterview,
  giveConsent,
  proposeCase,
  qualifyCase,
  refuseConsent,
  rejectCase,
  requireEnvironmentalInterview,
  withdrawConsent,
} from './commands.ts'
import {
  CaseProposed,
  CaseQualified,
  CaseRejected,
  ConsentGiven,
  ConsentRefused,
  ConsentWithdrawn,
  EnvironmentalInterviewCompleted,
  EnvironmentalInterviewRequired,
} from './events.ts'
import { caseProcess } from './process.ts'

const withdrawnAll = event(ConsentWithdrawn, { scope: 'ALL' })
const withdrawnSharing = event(ConsentWithdrawn, { scope: 'DATA_SHARING' })
const interviewRequired = event(EnvironmentalInterviewRequired, { urgent: false })

describe('a case is proposed', () => {
  it('to an active partnership, and runs on its version of the model', () => {
    given(caseProcess)
      .besides(partnership, 'pzk', ...active)
      .when(proposeCase, proposal)
      .then(caseProposed)
  })

  it('with a person key made for it when the client is not known yet', () => {
    const { clientId: _, ...unknown } = proposal
    given(caseProcess)
      .besides(partnership, 'pzk', ...active)
      .when(proposeCase, unknown)
      .then(event(CaseProposed, { ...caseProposed.data, clientId: 'this-client' }))
  })

  it.each([
    ['PREPARING', preparing],
    ['INITIATING', initiating],
  ])('before the partnership exists only as a preselection (%s)', (state, events) => {
    const early = given(caseProcess).besides(partnership, 'pzk', ...events)
    early.when(proposeCase, proposal).refuses('partnership-not-active', { state, preselected: false })
    early
      .when(proposeCase, { ...proposal, preselected: true })
      .then(event(CaseProposed, { ...caseProposed.data, preselected: true }))
  })

  it.each([
    ['FORMALISING', formalising],
    ['SUSPENDED', suspended],
    ['DISSOLVED', dissolved],
    ['NONE', []],
  ])('neither way to a partnership in state %s', (state, events) => {
    given(caseProcess)
      .besides(partnership, 'pzk', ...events)
      .when(proposeCase, { ...proposal, preselected: true })
      .refuses('partnership-not-active', { state, preselected: true })
  })
})

describe('a case is qualified', () => {
  const withCriteria = (...criteriaMet: string[]) =>
    given(caseProcess, caseProposed).when(qualifyCase, { criteriaMet, coordinatorId: 'sw-1' })

  it('by four of five criteria, C1 and C2 among them', () => {
    withCriteria('C1', 'C2', 'C3', 'C5').then(
      event(CaseQualified, { criteriaMet: ['C1', 'C2', 'C3', 'C5'], coordinatorId: 'sw-1' }),
    )
  })

  it('not by three', () => {
    withCriteria('C1', 'C2', 'C3').refuses('criteria-not-met', { have: 3, need: 4, missing: [] })
  })

  it('not by one that is counted twice', () => {
    withCriteria('C1', 'C2', 'C3', 'C3').refuses('criteria-not-met', { have: 3, need: 4, missing: [] })
  })

  it.each(['C1', 'C2'])('never without %s', (missing) => {
    const others = ['C1', 'C2', 'C3', 'C4', 'C5'].filter((criterion) => criterion !== missing)
    withCriteria(...others).refuses('criteria-not-met', { have: 4, need: 4, missing: [missing] })
  })

  it('or rejected, and then it is too late', () => {
    const rejected = event(CaseRejected, { reason: 'poza obszarem' })
    given(caseProcess, caseProposed).when(rejectCase, { reason: 'poza obszarem' }).then(rejected)
    given(caseProcess, caseProposed, rejected)
      .when(qualifyCase, { criteriaMet: ['C1', 'C2', 'C3', 'C4'], coordinatorId: 'sw-1' })
      .refuses('not-allowed-in-state')
  })
})

describe('consent', () => {
  it('covers every adult of the family', () => {
    given(caseProcess, ...inQualified)
      .when(giveConsent, { ...consent, adultsCovered: 1 })
      .refuses('consent-incomplete', { have: 1, need: 2 })
    given(caseProcess, ...inQualified)
      .when(giveConsent, consent)
      .then(consented)
  })

  it('may tell the centre that an interview is needed', () => {
    given(caseProcess, ...inQualified)
      .when(giveConsent, { ...consent, interviewRequired: 'URGENT' })
      .then(consented, event(EnvironmentalInterviewRequired, { urgent: true }))
  })

  it('to sharing alone does not let the work begin, so no interview term begins either', () => {
    given(caseProcess, ...inQualified)
      .when(giveConsent, { ...consent, kind: 'DATA_SHARING', interviewRequired: 'NORMAL' })
      .refuses('not-allowed-in-state')
  })

  it('to taking part is renewed, to sharing given as often as something is added, each under an id of its own', () => {
    given(caseProcess, ...inConsented)
      .when(giveConsent, consent)
      .refuses('already-exists', { consentId: 'consent-1' })
    const renewed = { ...consented.data, consentId: 'consent-2' }
    given(caseProcess, ...inProgress)
      .when(giveConsent, renewed)
      .then(event(ConsentGiven, renewed))
    const more = { ...consented.data, kind: 'DATA_SHARING' as const, consentId: 'consent-2' }
    given(caseProcess, ...inProgress)
      .when(giveConsent, more)
      .then(event(ConsentGiven, more))
  })

  it('refused ends the case', () => {
    given(caseProcess, ...inQualified)
      .when(refuseConsent)
      .then(event(ConsentRefused, {}))
    given(caseProcess, ...inQualified, event(ConsentRefused, {}))
      .when(giveConsent, consent)
      .refuses('not-allowed-in-state')
  })
})

describe('consent to sharing comes before consent to taking part', () => {
  const sharing = event(ConsentGiven, {
    ...consented.data,
    consentId: 'consent-0',
    kind: 'DATA_SHARING',
    institutions: ['pto'],
  })

  it('and changes nothing but who may see the case', () => {
    given(caseProcess, ...inQualified, sharing)
      .when(giveConsent, consent)
      .then(consented)
  })

  it('and ends with the refusal to take part', () => {
    given(caseProcess, ...inQualified, sharing)
      .when(refuseConsent)
      .then(event(ConsentRefused, {}), accessRevoked('pto'))
  })
})

describe('consent is withdrawn', () => {
  it('and nobody sees the case any more, in the same commit', () => {
    given(caseProcess, ...inTeamAppointed)
      .when(withdrawConsent, { scope: 'ALL' })
      .then(withdrawnAll, accessRevoked('mops', 'sp-1', 'pup'))
  })

  it('for sharing only, and the work goes on', () => {
    given(caseProcess, ...inTeamAppointed)
      .when(withdrawConsent, { scope: 'DATA_SHARING' })
      .then(withdrawnSharing, accessRevoked('mops', 'sp-1', 'pup'))
    given(caseProcess, ...inTeamAppointed, withdrawnSharing)
      .when(completeDiagnosis, { needs: 1, ownResources: 1, communityResources: 0 })
      .refuses('no-team-meeting')
  })

  it('not before it was given, nor twice', () => {
    given(caseProcess, ...inQualified)
      .when(withdrawConsent, { scope: 'ALL' })
      .refuses('consent-not-in-force', {})
    given(caseProcess, ...inConsented, withdrawnAll)
      .when(withdrawConsent, { scope: 'ALL' })
      .refuses('consent-not-in-force')
    given(caseProcess, ...inConsented, withdrawnSharing)
      .when(withdrawConsent, { scope: 'DATA_SHARING' })
      .refuses('consent-not-in-force')
  })

  it('altogether also after sharing alone had been withdrawn', () => {
    given(caseProcess, ...inConsented, withdrawnSharing, accessRevoked('mops', 'sp-1', 'pup'))
      .when(withdrawConsent, { scope: 'ALL' })
      .then(withdrawnAll)
  })

  it('altogether, and no work of the model is possible after it', () => {
    const left = [...inTeamAppointed, withdrawnAll]
    given(caseProcess, ...left)
      .when(completeDiagnosis, { needs: 1, ownResources: 1, communityResources: 0 })
      .refuses('consent-not-in-force')
    given(caseProcess, ...left)
      .when(giveConsent, { ...consent, kind: 'DATA_SHARING' })
      .refuses('consent-not-in-force')
  })
})

describe('a case is no older than its partnership', () => {
  const open = given(caseProcess).besides(partnership, 'pzk', ...active)

  it('and is refused with an earlier date', () => {
    const world = new World()
    for (const fact of active) world.happened({ process: partnership, id: 'pzk' }, fact, '2019-10-25')
    const asked = { command: proposeCase, id: 'case-1', body: proposal }
    expect(world.decide({ ...asked, on: '2019-10-24' })).toEqual({
      accepted: false,
      refusal: { code: 'before-beginning', details: { occurredOn: '2019-10-24', begunOn: '2019-10-25' } },
    })
    expect(world.decide({ ...asked, on: '2019-10-25' }).accepted).toBe(true)
    open.when(proposeCase, proposal).then(caseProposed)
  })
})

describe('selection criteria', () => {
  const proposed = given(caseProcess, caseProposed)
  const evidence = [
    { criterion: 'C1', met: true, code: 'ADDRESS_CONFIRMED' },
    { criterion: 'C2', met: true, code: 'ON_BENEFITS' },
    { criterion: 'C3', met: true, note: 'zadłużenie, szkoła i praca' },
    { criterion: 'C4', met: true, code: 'CLIENT_SAID_SO' },
    { criterion: 'C5', met: false },
  ] as const
  const met = ['C1', 'C2', 'C3', 'C4'] as const
  const coordinatorId = 'sw-1'

  it('are met for reasons that are recorded', () => {
    proposed
      .when(qualifyCase, { evidence, coordinatorId })
      .then(
        event(CaseQualified, { evidence: [...evidence], criteriaMet: [...met], coordinatorId, clientId: 'client-1' }),
      )
  })

  it('name no person where nothing is said in words', () => {
    const inCodes = evidence.filter(({ criterion }) => criterion !== 'C3' && criterion !== 'C5')
    const third = { criterion: 'C3', met: true, code: 'PROBLEMS_IN_SEVERAL_AREAS' } as const
    proposed
      .when(qualifyCase, { evidence: [...inCodes, third], criteriaMet: met, coordinatorId })
      .then(event(CaseQualified, { evidence: [...inCodes, third], criteriaMet: [...met], coordinatorId }))
  })

  it('do not contradict their evidence, nor go without', () => {
    proposed
      .when(qualifyCase, { evidence, criteriaMet: [...met, 'C5'], coordinatorId })
      .refuses('evidence-missing', { criteria: ['C5'] })
    proposed
      .when(qualifyCase, { evidence: [{ criterion: 'C1', met: true }], criteriaMet: met, coordinatorId })
      .refuses('evidence-missing', { criteria: ['C1'] })
    proposed
      .when(qualifyCase, { evidence: [evidence[0], evidence[0]], criteriaMet: met, coordinatorId })
      .refuses('named-twice', { ids: ['C1'] })
  })
})

describe('the environmental interview', () => {
  it('is required once at a time', () => {
    given(caseProcess, ...inConsented)
      .when(requireEnvironmentalInterview, {})
      .then(interviewRequired)
    given(caseProcess, ...inConsented, interviewRequired)
      .when(requireEnvironmentalInterview, { urgent: true })
      .refuses('interview-already-required', {})
  })

  it('is held when it was required, also after the team was appointed and after consent was withdrawn', () => {
    given(caseProcess, ...inConsented)
      .when(completeEnvironmentalInterview)
      .refuses('interview-not-required', {})
    given(caseProcess, ...inTeamAppointed, interviewRequired, withdrawnAll)
      .when(completeEnvironmentalInterview)
      .then(event(EnvironmentalInterviewCompleted, {}))
  })

  it('may be required again when it was held', () => {
    given(caseProcess, ...inConsented, interviewRequired, event(EnvironmentalInterviewCompleted, {}))
      .when(requireEnvironmentalInterview, {})
      .then(interviewRequired)
  })
})
