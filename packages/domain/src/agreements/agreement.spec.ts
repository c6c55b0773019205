import { describe, expect, it } from 'vitest'
import { event } from '../kernel/event.ts'
import { fold } from '../kernel/process.ts'
import { builtInModels } from '../model/built-in.ts'
import { given } from '../testing/specification.ts'
import { noon } from '../testing/world.ts'
import { signCooperationAgreement, terminateCooperationAgreement } from './commands.ts'
import { CooperationAgreementSigned, CooperationAgreementTerminated } from './events.ts'
import { agreement } from './process.ts'
import { agreementInForce } from './state.ts'

const silesia = { kind: 'VOIVODESHIP', teryt: '24' } as const
const zawiercie = { kind: 'MUNICIPALITY', teryt: '2416021' } as const
const county = { kind: 'COUNTY', teryt: '2416' } as const
const body = { parties: [silesia, zawiercie, county], region: 'SLASKIE' as const }
const signed = event(CooperationAgreementSigned, body)
const terminated = event(CooperationAgreementTerminated, { reason: 'koniec projektu' })

describe('a cooperation agreement', () => {
  it('is signed by the voivodeship, a municipality and its county', () => {
    given(agreement).when(signCooperationAgreement, body).then(signed)
  })

  it('needs the voivodeship and a local authority', () => {
    const parties = [zawiercie, county]
    given(agreement)
      .when(signCooperationAgreement, { ...body, parties })
      .refuses('agreement-parties-incomplete', { voivodeship: false, localAuthority: true })
  })

  it('names each party once', () => {
    const parties = [silesia, zawiercie, zawiercie]
    given(agreement)
      .when(signCooperationAgreement, { ...body, parties })
      .refuses('named-twice', { id: '2416021' })
  })

  it('lies within one voivodeship', () => {
    const parties = [silesia, { kind: 'MUNICIPALITY', teryt: '1261011' }]
    given(agreement)
      .when(signCooperationAgreement, { ...body, parties })
      .refuses('party-outside-region', { teryt: '1261011', region: 'SLASKIE' })
  })

  it('tells a county from a municipality by the code', () => {
    const parties = [silesia, { kind: 'COUNTY', teryt: '2416021' }]
    given(agreement)
      .when(signCooperationAgreement, { ...body, parties })
      .isMalformedAt('parties.1.teryt')
  })

  it('ends once', () => {
    given(agreement, signed).when(terminateCooperationAgreement, { reason: 'koniec projektu' }).then(terminated)
    given(agreement, signed, terminated)
      .when(terminateCooperationAgreement, { reason: 'koniec projektu' })
      .refuses('not-allowed-in-state')
  })

  it('gives no reason that names a person', () => {
    given(agreement, signed)
      .when(terminateCooperationAgreement, { reason: 'na wniosek Jana Nowaka' })
      .refuses('names-a-person', { found: [{ field: 'reason', kind: 'PERSON_NAME', from: 11, to: 22 }] })
  })
})

describe('an agreement is in force', () => {
  const of = (...facts: readonly (readonly [string, typeof signed | typeof terminated])[]) =>
    fold(
      agreement,
      facts.map(([day, fact]) => ({ ...fact, streamId: 'agreement-2416021', occurredAt: noon(day) })),
      builtInModels,
    )
  const whole = of(['2018-10-15', signed], ['2021-03-31', terminated])

  it('for its parties, from the day it was signed until the day it ends', () => {
    expect(agreementInForce(whole, '2416021', '2018-10-15')).toBeNull()
    expect(agreementInForce(whole, '2416', '2021-03-30')).toBeNull()
  })

  it.each([
    ['before', '2416021', '2018-10-14'],
    ['after', '2416021', '2021-03-31'],
    ['for a stranger', '2401011', '2019-04-08'],
  ])('not %s', (_, teryt, day) => {
    expect(agreementInForce(whole, teryt, day)?.code).toBe('agreement-not-in-force')
  })

  it('never where none was signed', () => {
    expect(agreementInForce(agreement.initial, '2416021', '2019-04-08')?.code).toBe('agreement-not-in-force')
  })
})
