import { describe, it } from 'vitest'
import { closeCase } from '../cases/commands.ts'
import {
  CaseClosed,
  CaseProposed,
  ConsentWithdrawn,
  ContractAmended,
  SocialContractConcluded,
} from '../cases/events.ts'
import { caseProcess } from '../cases/process.ts'
import type { ClosureReason } from '../cases/values.ts'
import { event } from '../kernel/event.ts'
import { accessRevoked, caseProposed, inDiagnosed, inPlanned, inProgress } from '../testing/case-facts.ts'
import { given, onStream, THIS } from '../testing/specification.ts'
import { amendSocialContract, draftSocialContract, endSocialContract, signSocialContract } from './commands.ts'
import { SocialContractAmended, SocialContractDrafted, SocialContractEnded, SocialContractSigned } from './events.ts'
import { socialContract } from './process.ts'

const terms = { variant: 'A' as const, reviewsOn: ['2020-03-10', '2020-06-10'], endsOn: '2020-09-30' }
const paper = { caseId: 'case-1', ...terms }
const drafted = event(SocialContractDrafted, { ...paper, clientId: 'client-1' })
const signed = (by: 'CLIENT' | 'SOCIAL_WORKER') => event(SocialContractSigned, { by })
const concluded = onStream(caseProcess, 'case-1', event(SocialContractConcluded, { contractId: THIS, ...terms }))

describe('a social contract is drafted', () => {
  const planned = given(socialContract).besides(caseProcess, 'case-1', ...inPlanned)

  it('for the client of a case whose plan is agreed', () => {
    planned.when(draftSocialContract, paper).then(drafted)
  })

  it.each([
    ['DIAGNOSED', inDiagnosed],
    ['IN_PROGRESS', inProgress],
  ])('not for a case in state %s', (state, events) => {
    given(socialContract)
      .besides(caseProcess, 'case-1', ...events)
      .when(draftSocialContract, paper)
      .refuses('not-allowed-in-state', {
        process: 'case',
        state,
        step: 'SocialContractDrafted',
        allowedIn: ['PLANNED'],
      })
  })

  it('not for a case that nobody knows', () => {
    given(socialContract).when(draftSocialContract, paper).refuses('not-found', { field: 'caseId' })
  })

  it.each([
    ['none', []],
    ['one before it begins', ['2019-11-11']],
    ['one after it ends', ['2020-03-10', '2020-10-01']],
  ])('not with such dates of review: %s', (_, reviewsOn) => {
    planned
      .when(draftSocialContract, { ...paper, reviewsOn })
      .refuses('review-dates-missing', { from: '2019-11-12', to: '2020-09-30' })
  })

  it('for a term of one day, reviewed on that day', () => {
    const oneDay = { ...paper, reviewsOn: ['2019-11-12'], endsOn: '2019-11-12' }
    planned.when(draftSocialContract, oneDay).then(event(SocialContractDrafted, { ...oneDay, clientId: 'client-1' }))
  })

  it('not for a term that has passed', () => {
    planned
      .when(draftSocialContract, { ...paper, endsOn: '2019-11-11' })
      .refuses('date-order', { field: 'endsOn', notBefore: '2019-11-12' })
  })
})

describe('what the statutory template asks for', () => {
  const planned = given(socialContract).besides(caseProcess, 'case-1', ...inPlanned)
  const partA = { causes: 'utrata pracy', strengths: 'zaradność', mainGoal: 'praca' }
  const partB = { causesOfUnemployment: 'brak kwalifikacji', goals: 'kurs' }

  it.each([
    ['A', { partA }],
    ['B', { partB }],
  ] as const)('is filled in for variant %s', (variant, part) => {
    planned
      .when(draftSocialContract, { ...paper, variant, ...part })
      .then(event(SocialContractDrafted, { ...paper, variant, ...part, clientId: 'client-1' }))
  })

  it('is that of its own variant', () => {
    planned.when(draftSocialContract, { ...paper, partB }).refuses('part-of-other-variant', { variant: 'A' })
    planned
      .when(draftSocialContract, { ...paper, variant: 'B', partA })
      .refuses('part-of-other-variant', { variant: 'B' })
  })

  it('is signed by a person or family who decide freely; a group begins without', () => {
    planned.when(draftSocialContract, { ...paper, soundWill: false }).refuses('will-defective', {})
    given(socialContract, drafted)
      .besides(caseProcess, 'case-1', ...inPlanned)
      .when(signSocialContract, { by: 'CLIENT', soundWill: false })
      .refuses('will-defective', {})
    const group = event(CaseProposed, { ...caseProposed.data, clientKind: 'GROUP' })
    given(socialContract)
      .besides(caseProcess, 'case-1', group, ...inPlanned.slice(1))
      .when(draftSocialContract, paper)
      .refuses('contract-not-for-groups', {})
  })
})

describe('a social contract is amended', () => {
  const inForce = given(socialContract, drafted, signed('CLIENT'), signed('SOCIAL_WORKER')).besides(
    caseProcess,
    'case-1',
    ...inPlanned,
    event(SocialContractConcluded, { contractId: THIS, ...terms }),
  )
  const dates = { reviewsOn: ['2020-12-10'], endsOn: '2020-12-31' }
  const both = ['CLIENT', 'SOCIAL_WORKER'] as ('CLIENT' | 'SOCIAL_WORKER')[]

  it('by the signatures of both, and the case learns of it', () => {
    inForce
      .when(amendSocialContract, { ...dates, signedBy: both })
      .then(
        event(SocialContractAmended, { ...dates, signedBy: both, clientId: 'client-1' }),
        onStream(caseProcess, 'case-1', event(ContractAmended, { ...dates, contractId: THIS })),
      )
    inForce
      .when(amendSocialContract, { ...dates, signedBy: ['CLIENT'] })
      .refuses('signatures-missing', { missing: ['SOCIAL_WORKER'] })
  })

  it('to dates that are possible', () => {
    inForce.when(amendSocialContract, { ...dates, reviewsOn: [], signedBy: both }).refuses('review-dates-missing')
    inForce.when(amendSocialContract, { ...dates, endsOn: '2019-11-11', signedBy: both }).refuses('date-order')
  })

  it('once it is concluded', () => {
    given(socialContract, drafted)
      .besides(caseProcess, 'case-1', ...inPlanned)
      .when(amendSocialContract, { ...dates, signedBy: both })
      .refuses('not-allowed-in-state')
  })
})

describe('the contract of a case that is closed', () => {
  const facts = [...inPlanned, event(SocialContractConcluded, { contractId: 'contract-1', ...terms })]
  const closing = (reason: ClosureReason) =>
    given(caseProcess, ...facts)
      .besides(socialContract, 'contract-1', drafted, signed('CLIENT'), signed('SOCIAL_WORKER'))
      .when(closeCase, { reason, note: 'x' })
  const ended = (reason: ClosureReason, how: 'BROKEN' | 'CASE_CLOSED') =>
    onStream(socialContract, 'contract-1', event(SocialContractEnded, { how, because: reason }))

  it.each([
    ['CONTRACT_BROKEN', 'BROKEN'],
    ['MOVED_AWAY', 'CASE_CLOSED'],
  ] as const)('ends for the same reason: %s', (reason, how) => {
    closing(reason).then(
      event(CaseClosed, { reason, note: 'x', clientId: 'client-1' }),
      accessRevoked('mops', 'sp-1', 'pup'),
      ended(reason, how),
    )
  })
})

describe('a social contract is signed', () => {
  it('by one party, and nothing is concluded yet', () => {
    given(socialContract, drafted)
      .besides(caseProcess, 'case-1', ...inPlanned)
      .when(signSocialContract, { by: 'CLIENT' })
      .then(signed('CLIENT'))
  })

  it.each([
    ['CLIENT', 'SOCIAL_WORKER'],
    ['SOCIAL_WORKER', 'CLIENT'],
  ] as const)('by %s and then %s, which concludes it and begins the work', (first, second) => {
    given(socialContract, drafted, signed(first))
      .besides(caseProcess, 'case-1', ...inPlanned)
      .when(signSocialContract, { by: second })
      .then(signed(second), concluded)
  })

  it('even on the last day of its term, which is one of review', () => {
    const reviewed = { ...terms, reviewsOn: ['2020-09-30'] }
    given(socialContract, event(SocialContractDrafted, { ...drafted.data, ...reviewed }), signed('CLIENT'))
      .besides(caseProcess, 'case-1', ...inPlanned)
      .on('2020-09-30')
      .when(signSocialContract, { by: 'SOCIAL_WORKER' })
      .then(
        signed('SOCIAL_WORKER'),
        onStream(caseProcess, 'case-1', event(SocialContractConcluded, { contractId: THIS, ...reviewed })),
      )
  })

  it('by each party once', () => {
    given(socialContract, drafted, signed('CLIENT'))
      .besides(caseProcess, 'case-1', ...inPlanned)
      .when(signSocialContract, { by: 'CLIENT' })
      .refuses('already-signed', { by: 'CLIENT' })
  })

  it('only once altogether', () => {
    given(socialContract, drafted, signed('CLIENT'), signed('SOCIAL_WORKER'))
      .besides(caseProcess, 'case-1', ...inProgress)
      .when(signSocialContract, { by: 'CLIENT' })
      .refuses('not-allowed-in-state')
  })

  it('in vain when the case has gone on without it or the client has left', () => {
    given(socialContract, drafted, signed('CLIENT'))
      .besides(caseProcess, 'case-1', ...inProgress)
      .when(signSocialContract, { by: 'SOCIAL_WORKER' })
      .refuses('not-allowed-in-state', {
        process: 'case',
        state: 'IN_PROGRESS',
        step: 'SocialContractConcluded',
        allowedIn: ['PLANNED'],
      })
    given(socialContract, drafted, signed('CLIENT'))
      .besides(caseProcess, 'case-1', ...inPlanned, event(ConsentWithdrawn, { scope: 'ALL' }))
      .when(signSocialContract, { by: 'SOCIAL_WORKER' })
      .refuses('consent-not-in-force')
  })

  it('in vain when its term has passed meanwhile', () => {
    given(socialContract, drafted, signed('CLIENT'))
      .besides(caseProcess, 'case-1', ...inPlanned)
      .on('2020-10-01')
      .when(signSocialContract, { by: 'SOCIAL_WORKER' })
      .refuses('date-order', { field: 'endsOn', notBefore: '2020-10-01' })
  })

  it('not when there is none', () => {
    given(socialContract).when(signSocialContract, { by: 'CLIENT' }).refuses('not-found')
  })
})

describe('a social contract ends', () => {
  const inForce = given(socialContract, drafted, signed('CLIENT'), signed('SOCIAL_WORKER'))

  it.each(['FULFILLED', 'BROKEN', 'CASE_CLOSED'] as const)('once: %s', (how) => {
    const ended = event(SocialContractEnded, { how })
    inForce.when(endSocialContract, { how }).then(ended)
    given(socialContract, drafted, signed('CLIENT'), signed('SOCIAL_WORKER'), ended)
      .when(endSocialContract, { how })
      .refuses('not-allowed-in-state')
  })

  it('by its term when that has come', () => {
    inForce
      .on('2020-09-30')
      .when(endSocialContract, { how: 'EXPIRED' })
      .then(event(SocialContractEnded, { how: 'EXPIRED' }))
    inForce
      .on('2020-09-29')
      .when(endSocialContract, { how: 'EXPIRED' })
      .refuses('date-order', { field: 'endsOn', notBefore: '2020-09-30' })
  })

  it('before it is concluded only with its case', () => {
    given(socialContract, drafted)
      .when(endSocialContract, { how: 'BROKEN' })
      .refuses('not-allowed-in-state', {
        process: 'contract',
        state: 'DRAFTED',
        step: 'SocialContractEnded',
        allowedIn: ['CONCLUDED'],
      })
    given(socialContract, drafted)
      .when(endSocialContract, { how: 'CASE_CLOSED' })
      .then(event(SocialContractEnded, { how: 'CASE_CLOSED' }))
  })
})
