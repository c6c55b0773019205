import { describe, expect, it } from 'vitest'
import { event } from '../kernel/event.ts'
import {
  accessRevoked,
  caseProposed,
  consent,
  consented,
  inConsented,
  inProgress,
  inQualified,
  inTeamAppointed,
  probationOfficer,
} from '../testing/case-facts.ts'
import { given } from '../testing/specification.ts'
import { World } from '../testing/world.ts'
import { completeDiagnosis, expireConsent, giveConsent, recordDisclosure } from './commands.ts'
import { consentsRunOut, mayBeShared } from './consent.ts'
import {
  CaseClosed,
  CaseProposed,
  ConsentExpired,
  ConsentGiven,
  ConsentWithdrawn,
  DisclosureMade,
  TeamMemberAdded,
} from './events.ts'
import { caseProcess } from './process.ts'

describe('everybody whose consent it is', () => {
  const asked = given(caseProcess, ...inQualified)

  it('is named by the key of those who signed', () => {
    asked
      .when(giveConsent, { ...consent, signedBy: ['p-1', 'p-1'] })
      .refuses('consent-incomplete', { have: 1, need: 2 })
    const signed = { ...consented.data, signedBy: ['p-1', 'p-2'] }
    asked.when(giveConsent, signed).then(event(ConsentGiven, signed))
  })

  it('includes each member of a group', () => {
    const group = event(CaseProposed, { ...caseProposed.data, clientKind: 'GROUP', adults: 6, children: 0 })
    given(caseProcess, group, inQualified[1]!)
      .when(giveConsent, { ...consent, adultsCovered: 5 })
      .refuses('consent-incomplete', { have: 5, need: 6 })
  })

  it('hears the children, and from thirteen on records what they say', () => {
    const child = { personId: 'p-3', thirteenOrOlder: false, heard: true }
    const young = { personId: 'p-4', thirteenOrOlder: true, heard: true }
    const children = [child, { ...young, view: 'RESERVATIONS' as const }]
    asked.when(giveConsent, { ...consented.data, children }).then(event(ConsentGiven, { ...consented.data, children }))
    asked
      .when(giveConsent, { ...consent, children: [{ ...child, heard: false }, young] })
      .refuses('child-not-heard', { personIds: ['p-3', 'p-4'] })
    const baby = { ...child, heard: false, notHeardBecause: 'TOO_YOUNG' as const }
    const withBaby = { ...consented.data, children: [baby] }
    asked.when(giveConsent, withBaby).then(event(ConsentGiven, withBaby))
  })
})

describe('a consent with an end', () => {
  const ref = { process: caseProcess, id: 'case-1' }
  const until = (validUntil: string) => event(ConsentGiven, { ...consented.data, validUntil })
  const more = event(ConsentGiven, {
    ...consented.data,
    consentId: 'consent-2',
    kind: 'DATA_SHARING',
    institutions: ['pto'],
    dataScopes: ['HEALTH_MIN'],
    validUntil: '2019-12-31',
  })
  const world = (...facts: readonly Parameters<World['happened']>[1][]) => {
    const made = new World()
    for (const fact of facts) made.happened(ref, fact, '2019-11-12')
    return made
  }
  const ends = (consentId: string, on: string) => ({ command: expireConsent, id: 'case-1', body: { consentId }, on })

  it('does not end in the past', () => {
    given(caseProcess, ...inQualified)
      .when(giveConsent, { ...consent, validUntil: '2019-11-11' })
      .refuses('date-order', { field: 'validUntil', notBefore: '2019-11-12' })
  })

  it('ends after its last day, and with it what it allowed', () => {
    const sharing = world(...inTeamAppointed, more)
    expect(sharing.decide(ends('consent-2', '2019-12-31'))).toMatchObject({
      refusal: { code: 'consent-still-valid', details: { validUntil: '2019-12-31' } },
    })
    const decision = sharing.perform(ends('consent-2', '2020-01-01'))
    expect(decision.accepted && decision.events.map(({ event }) => event)).toEqual([
      event(ConsentExpired, { consentId: 'consent-2', kind: 'DATA_SHARING' }),
      accessRevoked('pto'),
    ])
    expect(sharing.state(ref)).toMatchObject({
      sharedWith: ['mops', 'sp-1', 'pup'],
      consent: { participation: true, sharing: true, institutions: ['mops', 'sp-1', 'pup'] },
    })
    expect(sharing.decide(ends('consent-2', '2020-01-02'))).toMatchObject({ refusal: { code: 'consent-not-in-force' } })
  })

  it('to take part stops the work until it is renewed', () => {
    const facts = [...inQualified, until('2019-11-20'), inTeamAppointed.at(-1)!]
    const working = world(...facts)
    expect(consentsRunOut(working.state(ref), '2019-11-20')).toEqual([])
    expect(consentsRunOut(working.state(ref), '2019-11-21')).toEqual(['consent-1'])
    working.perform(ends('consent-1', '2019-11-21'))
    expect(consentsRunOut(working.state(ref), '2019-11-22')).toEqual([])
    expect(working.state(ref).sharedWith).toEqual([])
    const diagnosis = { needs: 1, ownResources: 1, communityResources: 0 }
    const asked = { command: completeDiagnosis, id: 'case-1', body: diagnosis, on: '2019-11-22' }
    expect(working.decide(asked)).toMatchObject({ refusal: { code: 'consent-not-in-force' } })
    const renewal = { ...consent, consentId: 'consent-9' }
    working.perform({ command: giveConsent, id: 'case-1', body: renewal, on: '2019-11-22' })
    expect(working.decide(asked)).toMatchObject({ refusal: { code: 'no-team-meeting' } })
    expect(working.state(ref).sharedWith).toEqual(['mops', 'sp-1', 'pup'])
  })

  it('is none that nobody gave', () => {
    given(caseProcess, ...inConsented)
      .when(expireConsent, { consentId: 'consent-7' })
      .refuses('consent-not-in-force', { consentId: 'consent-7' })
  })
})

describe('data is handed over', () => {
  const working = given(caseProcess, ...inProgress)
  const toSchool = { toInstitutionId: 'sp-1', categories: ['COOPERATION' as const], basis: 'CONSENT' as const }
  const toCourt = { toInstitutionId: 'sad', categories: ['CONVICTIONS' as const], basis: 'STATUTE' as const }

  it('under a consent that names the receiver and the kind of data', () => {
    working.when(recordDisclosure, toSchool).then(event(DisclosureMade, toSchool))
    working
      .when(recordDisclosure, { ...toSchool, toInstitutionId: 'pto' })
      .refuses('disclosure-not-covered', { institutionId: 'pto', categories: ['COOPERATION'] })
    working
      .when(recordDisclosure, { ...toSchool, categories: ['COOPERATION', 'HEALTH_MIN'] })
      .refuses('disclosure-not-covered', { institutionId: 'sp-1', categories: ['HEALTH_MIN'] })
  })

  it.each(['ALL', 'DATA_SHARING'] as const)('not under one that was withdrawn (%s)', (scope) => {
    given(caseProcess, ...inProgress, event(ConsentWithdrawn, { scope }), accessRevoked('mops', 'sp-1', 'pup'))
      .when(recordDisclosure, toSchool)
      .refuses('disclosure-not-covered')
  })

  it('not for want of a seat: a guest without a consent gets nothing', () => {
    given(caseProcess, ...inTeamAppointed, event(TeamMemberAdded, { member: probationOfficer }))
      .when(recordDisclosure, { ...toSchool, toInstitutionId: 'kuratorzy' })
      .refuses('disclosure-not-covered')
  })

  it('by a statute that is named, also after the end', () => {
    working.when(recordDisclosure, toCourt).refuses('reason-missing', { field: 'legalBasis' })
    const named = { ...toCourt, legalBasis: 'art. 248 KPC' }
    const closed = event(CaseClosed, { reason: 'DEATH', clientId: 'client-1' })
    given(caseProcess, ...inProgress, closed)
      .when(recordDisclosure, named)
      .then(event(DisclosureMade, named))
    given(caseProcess, ...inProgress, closed)
      .when(recordDisclosure, toSchool)
      .refuses('not-allowed-in-state')
  })

  it('to save a life, to whoever can', () => {
    const rescue = { ...toCourt, toInstitutionId: 'pogotowie', basis: 'VITAL_INTEREST' as const }
    working.when(recordDisclosure, rescue).then(event(DisclosureMade, rescue))
  })

  it('by the day on which the consent still holds', () => {
    const state = new World().happened(
      { process: caseProcess, id: 'c' },
      event(ConsentGiven, { ...consented.data, validUntil: '2020-01-31' }),
      '2019-11-12',
    )
    const shared = (day: string) =>
      mayBeShared(state.state({ process: caseProcess, id: 'c' }), 'sp-1', 'COOPERATION', day)
    expect([shared('2020-01-31'), shared('2020-02-01')]).toEqual([true, false])
  })
})
