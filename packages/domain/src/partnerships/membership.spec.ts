import { describe, expect, it } from 'vitest'
import { event, type NewEvent } from '../kernel/event.ts'
import {
  active,
  declaration,
  formalising,
  invited,
  mops,
  police,
  preparing,
  school,
  secondSchool,
  signedBy,
} from '../testing/partnership-facts.ts'
import { given } from '../testing/specification.ts'
import { World } from '../testing/world.ts'
import {
  answerInvitation,
  designateContactPersons,
  identifyCooperators,
  inviteCooperators,
  markMemberInactive,
  reactivateMember,
  signAccessionDeclarations,
  withdrawMember,
} from './commands.ts'
import {
  ContactPersonsDesignated,
  CooperatorAnswered,
  CooperatorIdentified,
  CooperatorInvited,
  MemberBecameInactive,
  MemberReactivated,
  MemberWithdrew,
  PartnershipBelowMinimum,
  PartnershipConstituted,
} from './events.ts'
import { partnership } from './process.ts'
import { activeMembersOf, membershipOf, membersOf } from './state.ts'

const ref = { process: partnership, id: 'pzk' }
const sp1 = { institutionId: 'sp-1' }
const sp2 = { institutionId: 'sp-2' }
const answered = (institutionId: string, answer: 'INTERESTED' | 'DECLINED') =>
  event(CooperatorAnswered, { institutionId, answer })
const partner = (institutionId: string | null) => ({ actorId: 'key:partner', role: 'PARTNER', institutionId })

function after(...events: readonly NewEvent[]) {
  const world = new World()
  for (const fact of events) world.happened(ref, fact, '2019-11-12')
  return world.state(ref)
}

describe('an institution on its way into the partnership', () => {
  it('is identified, once, before anybody invites it', () => {
    given(partnership, ...preparing)
      .when(identifyCooperators, { institutions: [police, secondSchool] })
      .then(event(CooperatorIdentified, police), event(CooperatorIdentified, secondSchool))
    given(partnership, ...preparing)
      .when(identifyCooperators, { institutions: [school] })
      .refuses('not-allowed-in-state', {
        process: 'membership',
        id: 'sp-1',
        state: 'INVITED',
        step: 'CooperatorIdentified',
        allowedIn: ['NONE'],
      })
  })

  it('answers for itself', () => {
    given(partnership, ...preparing)
      .by(partner('sp-1'))
      .when(answerInvitation, { answer: 'INTERESTED' })
      .then(answered('sp-1', 'INTERESTED'))
  })

  it('does not answer for another, unless it leads', () => {
    given(partnership, ...preparing)
      .by(partner('kpp'))
      .when(answerInvitation, { ...sp1, answer: 'DECLINED' })
      .refuses('acts-for-another', sp1)
    given(partnership, ...preparing)
      .by(partner('mops'))
      .when(answerInvitation, { ...sp1, answer: 'DECLINED' })
      .then(answered('sp-1', 'DECLINED'))
    given(partnership, ...preparing)
      .by(partner(null))
      .when(answerInvitation, { answer: 'DECLINED' })
      .refuses('sender-unknown', {})
  })

  it('answers only when it was asked', () => {
    given(partnership, ...preparing, event(CooperatorIdentified, police))
      .when(answerInvitation, { institutionId: 'kpp', answer: 'INTERESTED' })
      .refuses('not-allowed-in-state')
  })

  it('may decline after all, and is not interested again before it is asked again', () => {
    const declined = [...preparing, answered('sp-1', 'INTERESTED'), answered('sp-1', 'DECLINED')]
    expect(membershipOf(after(...declined), 'sp-1')).toBe('DECLINED')
    given(partnership, ...declined)
      .when(answerInvitation, { ...sp1, answer: 'INTERESTED' })
      .refuses('not-allowed-in-state')
    given(partnership, ...declined)
      .when(inviteCooperators, { institutions: [school] })
      .then(event(CooperatorInvited, school))
    expect(membershipOf(after(...declined, invited(school)), 'sp-1')).toBe('INVITED')
  })

  it('stays interested when it is asked to the next meeting', () => {
    expect(membershipOf(after(...preparing, answered('sp-1', 'INTERESTED'), invited(school)), 'sp-1')).toBe(
      'INTERESTED',
    )
  })

  it('does not sign while its last word was no', () => {
    given(partnership, ...formalising, answered('sp-1', 'DECLINED'))
      .when(signAccessionDeclarations, { declarations: [declaration(school)] })
      .refuses('not-allowed-in-state', {
        process: 'membership',
        id: 'sp-1',
        state: 'DECLINED',
        step: 'AccessionDeclarationSigned',
        allowedIn: ['NONE', 'IDENTIFIED', 'INVITED', 'INTERESTED', 'WITHDRAWN', 'EXCLUDED'],
      })
  })

  it('may come late: from identified to member while the partnership works', () => {
    const steps = [
      [event(CooperatorIdentified, secondSchool), 'IDENTIFIED'],
      [invited(secondSchool), 'INVITED'],
      [answered('sp-2', 'INTERESTED'), 'INTERESTED'],
      [signedBy(secondSchool)[0]!, 'ACTIVE'],
    ] as const
    const facts: NewEvent[] = [...active]
    for (const [fact, status] of steps) {
      facts.push(fact)
      expect(membershipOf(after(...facts), 'sp-2')).toBe(status)
    }
  })

  it('may belong to several partnerships: membership is of one institution in one of them', () => {
    const world = new World()
    const other = { process: partnership, id: 'pzk-sieradz' }
    for (const fact of active) world.happened(ref, fact, '2019-11-12')
    for (const fact of [...formalising, ...signedBy(mops, police, school, secondSchool)]) {
      world.happened(other, fact, '2019-11-12')
    }
    world.happened(other, event(PartnershipConstituted, { members: 4, sectors: 3 }), '2019-11-12')
    world.perform({ command: withdrawMember, id: 'pzk', body: sp1, on: '2019-11-13' })
    expect(membershipOf(world.state(ref), 'sp-1')).toBe('WITHDRAWN')
    expect(membershipOf(world.state(other), 'sp-1')).toBe('ACTIVE')
  })
})

describe('a member that takes no part', () => {
  it('is inactive and comes back', () => {
    const inactive = event(MemberBecameInactive, sp1)
    given(partnership, ...active)
      .when(markMemberInactive, sp1)
      .then(inactive)
    given(partnership, ...active, inactive)
      .when(reactivateMember, sp1)
      .then(event(MemberReactivated, sp1))
    given(partnership, ...active)
      .when(reactivateMember, sp1)
      .refuses('not-allowed-in-state')
  })

  it('is a member still: it cannot sign twice, and may leave', () => {
    const facts = [...active, event(MemberBecameInactive, sp1)]
    expect([membersOf(after(...facts)).length, activeMembersOf(after(...facts)).length]).toEqual([5, 4])
    given(partnership, ...facts)
      .when(signAccessionDeclarations, { declarations: [declaration(school)] })
      .refuses('member-already-signed', sp1)
    given(partnership, ...facts)
      .when(withdrawMember, sp1)
      .then(event(MemberWithdrew, sp1))
  })

  it('is missed by the minimum', () => {
    given(partnership, ...active, event(MemberWithdrew, { institutionId: 'pup' }))
      .when(markMemberInactive, sp1)
      .then(event(MemberBecameInactive, sp1), event(PartnershipBelowMinimum, { institutions: 2, sectors: 3 }))
  })

  it('is never the leader, and is a member to begin with', () => {
    given(partnership, ...active)
      .when(markMemberInactive, { institutionId: 'mops' })
      .refuses('leader-cannot-leave')
    given(partnership, ...active)
      .when(markMemberInactive, sp2)
      .refuses('not-a-member', sp2)
  })
})

describe('contact persons and team candidates', () => {
  const byInstitution = [
    { institutionId: 'mops', contactPersonIds: ['staff-1'], teamCandidateIds: ['staff-2', 'staff-3'] },
    { institutionId: 'sp-1', contactPersonIds: ['staff-4'], teamCandidateIds: [] },
  ]
  const body = { contactPersons: 2, teamCandidates: 2, byInstitution }

  it('are designated as numbers, and by key where the keys are known', () => {
    for (const told of [{ contactPersons: 10, teamCandidates: 14 }, body]) {
      given(partnership, ...active)
        .when(designateContactPersons, told)
        .then(event(ContactPersonsDesignated, told))
    }
  })

  it('are those of members, as many as are counted', () => {
    given(partnership, ...active)
      .when(designateContactPersons, { ...body, teamCandidates: 3 })
      .refuses('list-and-count-differ', { field: 'teamCandidates', count: 3, listed: 2 })
    const [first] = byInstitution
    given(partnership, ...active)
      .when(designateContactPersons, { ...body, byInstitution: [first, { ...byInstitution[1], ...sp2 }] })
      .refuses('not-a-member', sp2)
    given(partnership, ...active)
      .when(designateContactPersons, { ...body, byInstitution: [first, first] })
      .refuses('named-twice', { ids: ['staff-1'] })
  })
})
