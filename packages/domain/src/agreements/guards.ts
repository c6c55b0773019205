import type { DataOf } from '../kernel/event.ts'
import type { GuardInput } from '../kernel/process.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import { regionOf } from '../reference/regions.ts'
import type { CooperationAgreementSigned } from './events.ts'
import type { AgreementState } from './state.ts'

type Signing = GuardInput<AgreementState, DataOf<typeof CooperationAgreementSigned>, unknown>

export function partiesDiffer({ data: { parties } }: Signing): Refusal | null {
  const codes = parties.map(({ teryt }) => teryt)
  const twice = codes.find((teryt, at) => codes.indexOf(teryt) !== at)
  return twice === undefined ? null : refuse('named-twice', { id: twice })
}

export function partiesComplete({ data: { parties } }: Signing): Refusal | null {
  const region = parties.some(({ kind }) => kind === 'VOIVODESHIP')
  const local = parties.some(({ kind }) => kind !== 'VOIVODESHIP')
  return region && local ? null : refuse('agreement-parties-incomplete', { voivodeship: region, localAuthority: local })
}

/** A TERYT code begins with that of its voivodeship. */
export function partiesInRegion({ data: { parties, region } }: Signing): Refusal | null {
  const outside = parties.find(({ teryt }) => regionOf(teryt) !== region)
  return outside ? refuse('party-outside-region', { teryt: outside.teryt, region }) : null
}
