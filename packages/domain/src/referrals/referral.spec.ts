import { describe, it } from 'vitest'
import { CaseProposed } from '../cases/events.ts'
import { caseProcess } from '../cases/process.ts'
import { event } from '../kernel/event.ts'
import { partnership } from '../partnerships/process.ts'
import { active, preparing } from '../testing/partnership-facts.ts'
import { given, onStream } from '../testing/specification.ts'
import { acceptReferral, redirectReferral, returnReferral, submitReferral } from './commands.ts'
import { ReferralAccepted, ReferralRedirected, ReferralReturned, ReferralSubmitted } from './events.ts'
import { referral } from './process.ts'

const counsellor = { actorId: 'counsellor-1', role: 'PARTNER', institutionId: 'sp-1' }
const form = {
  partnershipId: 'pzk',
  clientId: 'client-1',
  clientKind: 'FAMILY' as const,
  source: 'SCHOOL' as const,
  knownSince: '2019-11-06',
  urgency: 'NORMAL' as const,
  clientAgreed: 'YES' as const,
  clientName: 'Rodzina Alfa',
  problemAreas: ['UNEMPLOYMENT' as const],
}
const submitted = event(ReferralSubmitted, { ...form, fromInstitutionId: 'sp-1' })
const waiting = given(referral, submitted).besides(partnership, 'pzk', ...active)

describe('a referral is submitted', () => {
  const fromSchool = given(referral)
    .besides(partnership, 'pzk', ...active)
    .by(counsellor)

  it("by the caller's own institution", () => {
    fromSchool.when(submitReferral, form).then(submitted)
  })

  it('about somebody who gets a key when they have none', () => {
    const { clientId: _, ...unknown } = form
    fromSchool
      .when(submitReferral, unknown)
      .then(event(ReferralSubmitted, { ...form, clientId: 'this-client', fromInstitutionId: 'sp-1' }))
  })

  it('by an institution, never by somebody without one', () => {
    given(referral)
      .besides(partnership, 'pzk', ...active)
      .by({ ...counsellor, institutionId: null })
      .when(submitReferral, form)
      .refuses('sender-unknown')
  })

  it('to a partnership that exists', () => {
    given(referral).by(counsellor).when(submitReferral, form).refuses('not-found', { field: 'partnershipId' })
  })

  it('not before the need was known', () => {
    fromSchool
      .on('2019-11-05')
      .when(submitReferral, form)
      .refuses('date-order', { field: 'knownSince', notAfter: '2019-11-05' })
  })
})

describe('a referral is answered', () => {
  const accepted = event(ReferralAccepted, { caseId: 'case-1' })
  const proposed = event(CaseProposed, {
    partnershipId: 'pzk',
    clientId: 'client-1',
    clientKind: 'FAMILY',
    adults: 1,
    children: 2,
    source: 'SCHOOL',
    referralId: 'this',
    preselected: false,
    modelVersion: '1.0',
    clientName: 'Rodzina Alfa',
    problemAreas: ['UNEMPLOYMENT'],
  })

  it('by accepting it: a case is proposed in the same commit', () => {
    waiting
      .when(acceptReferral, { caseId: 'case-1', adults: 1, children: 2 })
      .then(accepted, onStream(caseProcess, 'case-1', proposed))
  })

  it('by accepting it, only where a case can be proposed', () => {
    given(referral, submitted)
      .besides(partnership, 'pzk', ...preparing)
      .when(acceptReferral, { caseId: 'case-1', adults: 1, children: 2 })
      .refuses('partnership-not-active', { state: 'PREPARING', preselected: false })
  })

  it('by returning it with a reason', () => {
    waiting
      .when(returnReferral, { reason: 'OUTSIDE_AREA' })
      .then(event(ReferralReturned, { reason: 'OUTSIDE_AREA', clientId: 'client-1' }))
    waiting.when(returnReferral, {}).isMalformedAt('reason')
  })

  it('by redirecting it, though not to its sender', () => {
    waiting
      .when(redirectReferral, { toInstitutionId: 'pcpr' })
      .then(event(ReferralRedirected, { toInstitutionId: 'pcpr', clientId: 'client-1' }))
    waiting.when(redirectReferral, { toInstitutionId: 'sp-1' }).refuses('same-institution')
  })

  it('once', () => {
    given(referral, submitted, accepted).when(returnReferral, { reason: 'OTHER' }).refuses('not-allowed-in-state')
  })

  it('if it exists', () => {
    given(referral).when(acceptReferral, { adults: 1, children: 0 }).refuses('not-found', { process: 'referral' })
    given(referral).when(returnReferral, { reason: 'OTHER' }).refuses('not-found', { process: 'referral' })
  })
})
