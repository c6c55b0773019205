import { describe, it } from 'vitest'
import { event } from '../kernel/event.ts'
import {
  active,
  dissolved,
  formalising,
  labourOffice,
  mops,
  police,
  school,
  secondSchool,
  signedBy,
  suspended,
  thirdSchool,
} from '../testing/partnership-facts.ts'
import { given } from '../testing/specification.ts'
import {
  abandonPartnership,
  adoptWorkPlan,
  appointNetworkOfficer,
  dissolvePartnership,
  excludeMember,
  publishServiceBasket,
  resumePartnership,
  suspendPartnership,
  withdrawMember,
} from './commands.ts'
import {
  MemberExcluded,
  MemberWithdrew,
  PartnershipBelowMinimum,
  PartnershipConstituted,
  PartnershipDissolved,
  PartnershipResumed,
  PartnershipSuspended,
  ServiceBasketVersionPublished,
} from './events.ts'
import { partnership } from './process.ts'

describe('members leave', () => {
  it('and the partnership goes on', () => {
    given(partnership, ...active)
      .when(withdrawMember, { institutionId: 'sp-1' })
      .then(event(MemberWithdrew, { institutionId: 'sp-1' }))
  })

  it('with a warning when too few institutions are left', () => {
    given(partnership, ...active, event(MemberWithdrew, { institutionId: 'sp-1' }))
      .when(excludeMember, { institutionId: 'kpp', reason: 'brak udziału' })
      .then(
        event(MemberExcluded, { institutionId: 'kpp', reason: 'brak udziału' }),
        event(PartnershipBelowMinimum, { institutions: 2, sectors: 3 }),
      )
  })

  it('with a warning when too few sectors are left', () => {
    const schools = [...formalising, ...signedBy(mops, school, secondSchool, thirdSchool, police)]
    given(partnership, ...schools, event(PartnershipConstituted, { members: 5, sectors: 3 }))
      .when(withdrawMember, { institutionId: 'kpp' })
      .then(
        event(MemberWithdrew, { institutionId: 'kpp' }),
        event(PartnershipBelowMinimum, { institutions: 3, sectors: 2 }),
      )
  })

  it('without a warning when exactly enough are left', () => {
    const four = [...formalising, ...signedBy(mops, school, secondSchool, police, labourOffice)]
    given(partnership, ...four, event(PartnershipConstituted, { members: 5, sectors: 4 }))
      .when(withdrawMember, { institutionId: 'pup' })
      .then(event(MemberWithdrew, { institutionId: 'pup' }))
  })

  it('only if they are members', () => {
    given(partnership, ...active)
      .when(withdrawMember, { institutionId: 'sp-2' })
      .refuses('not-a-member', { institutionId: 'sp-2' })
    given(partnership, ...active, event(MemberWithdrew, { institutionId: 'sp-1' }))
      .when(withdrawMember, { institutionId: 'sp-1' })
      .refuses('not-a-member', { institutionId: 'sp-1' })
  })

  it('but never the leader', () => {
    given(partnership, ...active)
      .when(withdrawMember, { institutionId: 'mops' })
      .refuses('leader-cannot-leave', { institutionId: 'mops' })
    given(partnership, ...active)
      .when(excludeMember, { institutionId: 'mops', reason: 'x' })
      .refuses('leader-cannot-leave', { institutionId: 'mops' })
  })

  it('is not confused by ids that every object inherits', () => {
    given(partnership, ...active)
      .when(withdrawMember, { institutionId: 'constructor' })
      .refuses('not-a-member', { institutionId: 'constructor' })
  })
})

describe('a working partnership', () => {
  it('appoints its network officer at a member', () => {
    given(partnership, ...active)
      .when(appointNetworkOfficer, { institutionId: 'sp-2' })
      .refuses('not-a-member', { institutionId: 'sp-2' })
  })

  it('never publishes a basket without a service', () => {
    given(partnership, ...active)
      .when(publishServiceBasket, { basketVersion: '0.1', services: 0, institutions: 1 })
      .isMalformedAt('services')
  })

  it('never changes a basket version that was published', () => {
    const published = event(ServiceBasketVersionPublished, { basketVersion: '0.1', services: 31, institutions: 8 })
    given(partnership, ...active, published)
      .when(publishServiceBasket, { basketVersion: '0.1', services: 32, institutions: 8 })
      .refuses('basket-version-published', { basketVersion: '0.1' })
  })

  it('is suspended with a reason and works again', () => {
    given(partnership, ...active)
      .when(suspendPartnership, {})
      .isMalformedAt('reason')
    given(partnership, ...active)
      .when(suspendPartnership, { reason: 'EPIDEMIC' })
      .then(event(PartnershipSuspended, { reason: 'EPIDEMIC' }))
    given(partnership, ...suspended)
      .when(resumePartnership, { mode: 'REMOTE' })
      .then(event(PartnershipResumed, { mode: 'REMOTE' }))
  })

  it('does nothing new while it is suspended', () => {
    given(partnership, ...suspended)
      .when(adoptWorkPlan, { year: 2021 })
      .refuses('not-allowed-in-state')
  })

  it('may be dissolved also while suspended, once', () => {
    given(partnership, ...suspended)
      .when(dissolvePartnership, { reason: 'koniec' })
      .then(event(PartnershipDissolved, { reason: 'koniec' }))
    given(partnership, ...dissolved)
      .when(dissolvePartnership, { reason: 'koniec' })
      .refuses('not-allowed-in-state')
  })

  it('is not abandoned but dissolved', () => {
    given(partnership, ...active)
      .when(abandonPartnership, { reason: 'x' })
      .refuses('not-allowed-in-state')
  })
})
