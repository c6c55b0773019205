import { describe, expect, it } from 'vitest'
import { CooperationAgreementSigned, CooperationAgreementTerminated } from '../agreements/events.ts'
import { agreement } from '../agreements/process.ts'
import { institution } from '../institutions/process.ts'
import { event, type NewEvent } from '../kernel/event.ts'
import { partStatus, partsOf } from '../kernel/process.ts'
import {
  active,
  declaration,
  formalising,
  initiating,
  initiatingMeeting,
  invited,
  labourOffice,
  leaderDesignated,
  mops,
  opened,
  police,
  preparing,
  registered,
  school,
  secondSchool,
  signedBy,
  thirdSchool,
} from '../testing/partnership-facts.ts'
import { given } from '../testing/specification.ts'
import { World } from '../testing/world.ts'
import {
  adoptRegulations,
  circulateRegulationsDraft,
  constitutePartnership,
  designateLeader,
  inviteCooperators,
  openPartnership,
  signAccessionDeclarations,
} from './commands.ts'
import {
  CooperatorInvited,
  LeaderDesignated,
  MemberWithdrew,
  PartnershipConstituted,
  PartnershipOpened,
} from './events.ts'
import { partnership } from './process.ts'
import { membersOf } from './state.ts'

const plan = { name: 'PZK', municipality: '2416021', agreementSignedOn: '2018-10-15' }

describe('a partnership is opened', () => {
  it('under the newest version of the model unless another is named', () => {
    given(partnership)
      .when(openPartnership, plan)
      .then(event(PartnershipOpened, { ...plan, modelVersion: '1.0' }))
  })

  it('on the day of its cooperation agreement, not before', () => {
    given(partnership)
      .on('2018-10-15')
      .when(openPartnership, plan)
      .then(event(PartnershipOpened, { ...plan, modelVersion: '1.0' }))
    given(partnership)
      .on('2018-10-14')
      .when(openPartnership, plan)
      .refuses('date-order', { field: 'agreementSignedOn', notAfter: '2018-10-14' })
  })

  const signed = event(CooperationAgreementSigned, {
    region: 'SLASKIE',
    parties: [
      { kind: 'VOIVODESHIP', teryt: '24' },
      { kind: 'MUNICIPALITY', teryt: '2416021' },
    ],
  })
  const ended = event(CooperationAgreementTerminated, { reason: 'koniec projektu' })
  const agreementId = 'agreement-2416021'
  const { agreementSignedOn: _, ...undated } = plan

  it('under the agreement that the ledger holds for its municipality, named or not', () => {
    const under = { ...plan, agreementSignedOn: '2019-04-08', agreementId, modelVersion: '1.0' }
    for (const body of [undated, { ...undated, agreementId }, { ...undated, agreementSignedOn: '2019-04-08' }]) {
      given(partnership)
        .on('2019-04-08')
        .besides(agreement, agreementId, signed)
        .when(openPartnership, body)
        .then(event(PartnershipOpened, under))
    }
  })

  it('not under one that has ended, is of another municipality or does not exist', () => {
    const facts = { teryt: '2416021', day: '2019-11-12' }
    given(partnership)
      .besides(agreement, agreementId, signed, ended)
      .when(openPartnership, undated)
      .refuses('agreement-not-in-force', { ...facts, signedOn: '2019-11-12', terminatedOn: '2019-11-12' })
    given(partnership)
      .besides(agreement, agreementId, signed)
      .when(openPartnership, { ...undated, municipality: '2401011', agreementId })
      .refuses('agreement-not-in-force')
    given(partnership)
      .when(openPartnership, { ...plan, agreementId: 'agreement-9' })
      .refuses('agreement-not-in-force', { ...facts, signedOn: null, terminatedOn: null })
    given(partnership).when(openPartnership, undated).refuses('agreement-not-in-force')
  })

  it('not under an agreement of another date than the one in the ledger', () => {
    given(partnership)
      .besides(agreement, agreementId, signed)
      .when(openPartnership, plan)
      .refuses('agreement-date-differs', { agreementSignedOn: '2018-10-15', signedOn: '2019-11-12' })
  })

  it('not under a version of the model that nobody knows', () => {
    given(partnership)
      .when(openPartnership, { ...plan, modelVersion: '9.9' })
      .refuses('unknown-model-version', { modelVersion: '9.9' })
  })

  it('not twice under one id', () => {
    given(partnership, opened).when(openPartnership, plan).refuses('already-exists', { process: 'partnership' })
  })
})

describe('the leader', () => {
  const body = { institutionId: 'mops' }

  it.each(['OPS', 'CUS'] as const)('is an %s, in the sector of the register', (kind) => {
    given(partnership, opened)
      .besides(institution, 'mops', registered(kind))
      .when(designateLeader, body)
      .then(event(LeaderDesignated, mops))
  })

  it('is no school', () => {
    given(partnership, opened)
      .besides(institution, 'mops', registered('SCHOOL', 'EDUCATION'))
      .when(designateLeader, body)
      .refuses('leader-not-eligible', { kind: 'SCHOOL' })
  })

  it('is an institution that the register knows', () => {
    given(partnership, opened).when(designateLeader, body).refuses('not-found', { field: 'institutionId' })
  })

  it('is one: a second leader is refused', () => {
    given(partnership, opened, leaderDesignated)
      .besides(institution, 'cus', registered('CUS'))
      .when(designateLeader, { institutionId: 'cus' })
      .refuses('leader-already-designated', { institutionId: 'mops' })
  })
})

describe('institutions are invited', () => {
  it('in one request, each by a fact of its own', () => {
    given(partnership, opened)
      .when(inviteCooperators, { institutions: [school, police], replyBy: '2019-06-14' })
      .then(
        event(CooperatorInvited, { ...school, replyBy: '2019-06-14' }),
        event(CooperatorInvited, { ...police, replyBy: '2019-06-14' }),
      )
  })

  it('again, as long as they have not signed', () => {
    given(partnership, opened, invited(school))
      .when(inviteCooperators, { institutions: [school] })
      .then(event(CooperatorInvited, school))
  })

  it('also by a partnership that works already', () => {
    given(partnership, ...active)
      .when(inviteCooperators, { institutions: [secondSchool] })
      .then(event(CooperatorInvited, secondSchool))
  })

  it('not when they are members', () => {
    given(partnership, ...active)
      .when(inviteCooperators, { institutions: [school] })
      .refuses('member-already-signed', { institutionId: 'sp-1' })
  })
})

describe('regulations', () => {
  it('begin with version 1', () => {
    given(partnership, ...initiating)
      .when(adoptRegulations, { regulationsVersion: 2 })
      .refuses('wrong-ordinal', { have: 2, need: 1 })
  })

  it('are drafted and adopted after a first initiating meeting', () => {
    const refusal = { process: 'partnership', state: 'PREPARING' }
    given(partnership, ...preparing)
      .when(circulateRegulationsDraft, { draft: '0.1', recipients: 12 })
      .refuses('not-allowed-in-state', {
        ...refusal,
        step: 'RegulationsDraftCirculated',
        allowedIn: ['INITIATING', 'ACTIVE'],
      })
    given(partnership, ...preparing)
      .when(adoptRegulations, { regulationsVersion: 1 })
      .refuses('not-allowed-in-state', { ...refusal, step: 'RegulationsAdopted', allowedIn: ['INITIATING'] })
  })
})

describe('declarations', () => {
  it('are signed once by an institution', () => {
    given(partnership, ...formalising, ...signedBy(school))
      .when(signAccessionDeclarations, { declarations: [declaration(school)] })
      .refuses('member-already-signed', { institutionId: 'sp-1' })
  })

  it('are all refused when one list names an institution twice', () => {
    given(partnership, ...formalising)
      .when(signAccessionDeclarations, { declarations: [declaration(school), declaration(school)] })
      .refuses('member-already-signed', { institutionId: 'sp-1' })
  })

  it('need a signatory with a mandate', () => {
    given(partnership, ...formalising)
      .when(signAccessionDeclarations, { declarations: [{ ...school, signatoryHasMandate: false }] })
      .isMalformedAt('declarations.0.signatoryHasMandate')
  })

  it('wait for the regulations', () => {
    given(partnership, ...initiating)
      .when(signAccessionDeclarations, { declarations: [declaration(school)] })
      .refuses('not-allowed-in-state')
  })

  it('make a late signatory a member at once', () => {
    given(partnership, ...active)
      .when(signAccessionDeclarations, { declarations: [declaration(secondSchool)] })
      .then(...signedBy(secondSchool))
    const world = after(...active, ...signedBy(secondSchool))
    expect(membersOf(world).at(-1)).toEqual({ ...secondSchool, strategicPartner: false })
    expect(partStatus(world, 'membership', secondSchool.institutionId)).toBe('ACTIVE')
  })

  it('may be signed anew by a member that had left', () => {
    given(partnership, ...active, event(MemberWithdrew, { institutionId: 'sp-1' }))
      .when(signAccessionDeclarations, { declarations: [declaration(school)] })
      .then(...signedBy(school))
  })
})

describe('a partnership is constituted', () => {
  it('by the declarations of leader and others, which it counts itself', () => {
    given(partnership, ...formalising, ...signedBy(mops, police, school, secondSchool))
      .when(constitutePartnership)
      .then(event(PartnershipConstituted, { members: 4, sectors: 3 }))
  })

  it('not before the regulations are adopted', () => {
    given(partnership, ...initiating)
      .when(constitutePartnership)
      .refuses('not-allowed-in-state', {
        process: 'partnership',
        state: 'INITIATING',
        step: 'PartnershipConstituted',
        allowedIn: ['FORMALISING'],
      })
  })

  it('not without the declaration of the leader', () => {
    given(partnership, ...formalising, ...signedBy(police, school, labourOffice))
      .when(constitutePartnership)
      .refuses('leader-has-not-signed', {})
  })

  it('not by two institutions besides the leader', () => {
    given(partnership, ...formalising, ...signedBy(mops, police, school))
      .when(constitutePartnership)
      .refuses('too-few-institutions', { have: 2, need: 3 })
  })

  it('not by two sectors', () => {
    given(partnership, ...formalising, ...signedBy(mops, school, secondSchool, thirdSchool))
      .when(constitutePartnership)
      .refuses('too-few-sectors', { have: 2, need: 3 })
  })

  it('and its members become active', () => {
    const state = after(...active)
    expect(partsOf(state, 'membership', 'ACTIVE')).toHaveLength(5)
    expect(membersOf(state)).toHaveLength(5)
  })
})

describe('initiating meetings are counted', () => {
  it('by the state that the meeting slice asks for the next number', () => {
    expect(after(...initiating, initiatingMeeting(2)).initiatingMeetings).toBe(2)
  })
})

function after(...events: readonly NewEvent[]) {
  const ref = { process: partnership, id: 'pzk' }
  const world = new World()
  for (const fact of events) world.happened(ref, fact, '2019-11-12')
  return world.state(ref)
}
