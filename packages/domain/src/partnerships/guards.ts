import { agreementInForce } from '../agreements/state.ts'
import type { DataOf } from '../kernel/event.ts'
import { type GuardInput, partsOf } from '../kernel/process.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import { migratable } from '../model/migration.ts'
import { partnershipDescription } from './description.ts'
import type {
  PartnershipOpened,
  RegulationsAdopted,
  ResourceMapDrawn,
  ServiceBasketVersionPublished,
} from './events.ts'
import {
  isMember,
  membersBesidesLeader,
  membersOf,
  type PartnershipOthers,
  type PartnershipState,
  sectorsOf,
} from './state.ts'

type Input<Data = unknown> = GuardInput<PartnershipState, Data, PartnershipOthers>

export const agreementSignedBefore = ({ data, occurredOn }: Input<DataOf<typeof PartnershipOpened>>): Refusal | null =>
  data.agreementSignedOn > occurredOn
    ? refuse('date-order', { field: 'agreementSignedOn', notAfter: occurredOn })
    : null

/**
 * A partnership opens under an agreement in force for its municipality. Where the ledger holds none, the agreement is one
 * on paper, and its date is all there is.
 */
export function underAgreement({ data, others, occurredOn }: Input<DataOf<typeof PartnershipOpened>>): Refusal | null {
  const { agreementId, municipality, agreementSignedOn } = data
  if (agreementId === undefined) return null
  if (!others.agreement) throw new Error('a command that opens a partnership must read the agreement')
  const refusal = agreementInForce(others.agreement, municipality, occurredOn)
  if (refusal) return refusal
  const { begunOn: signedOn } = others.agreement
  return agreementSignedOn === signedOn ? null : refuse('agreement-date-differs', { agreementSignedOn, signedOn })
}

export const noLeaderYet = ({ state }: Input): Refusal | null =>
  state.leader ? refuse('leader-already-designated', { institutionId: state.leader.institutionId }) : null

/** In every source the leader is a social assistance centre; since 2020 a municipality may have turned it into a CUS. */
export function leaderEligible({ others }: Input): Refusal | null {
  if (!others.institution) throw new Error('a command that designates the leader must read the institution')
  const kind = others.institution.institution?.kind
  if (kind === undefined) return refuse('not-found', { field: 'institutionId' })
  return kind === 'OPS' || kind === 'CUS' ? null : refuse('leader-not-eligible', { kind })
}

export const leaderDesignated = ({ state }: Input): Refusal | null => (state.leader ? null : refuse('leader-missing'))

export const invitationSent = ({ state }: Input): Refusal | null =>
  state.invitationsSent > 0 ? null : refuse('no-invitation-sent')

/** Only the first version is adopted on this way: what comes later amends it. */
export const firstRegulations = ({ data }: Input<DataOf<typeof RegulationsAdopted>>): Refusal | null =>
  data.regulationsVersion === 1 ? null : refuse('wrong-ordinal', { have: data.regulationsVersion, need: 1 })

export const leaderHasSigned = ({ state }: Input): Refusal | null =>
  state.leader && isMember(state, state.leader.institutionId) ? null : refuse('leader-has-not-signed')

export function enoughInstitutions({ state, model }: Input): Refusal | null {
  const have = membersBesidesLeader(state).length
  const need = model.parameters.minInstitutions
  return have < need ? refuse('too-few-institutions', { have, need }) : null
}

export function enoughSectors({ state, model }: Input): Refusal | null {
  const have = sectorsOf(membersOf(state)).length
  const need = model.parameters.minSectors
  return have < need ? refuse('too-few-sectors', { have, need }) : null
}

/** Plans refer to a service by its basket version, so a version that was published must stay what it was. */
export const newBasketVersion = ({
  state,
  data,
}: Input<DataOf<typeof ServiceBasketVersionPublished>>): Refusal | null =>
  state.basketVersions.includes(data.basketVersion)
    ? refuse('basket-version-published', { basketVersion: data.basketVersion })
    : null

/** Each family is looked after to its end: a team either finishes or is handed over before the partnership goes. */
export function noTeamOpen({ state }: Input): Refusal | null {
  const caseIds = partsOf(state, 'team', 'OPEN')
  return caseIds.length > 0 ? refuse('teams-open', { caseIds: caseIds.slice(0, 20), open: caseIds.length }) : null
}

/** A map that shows one sector twice would be read as its sum by one and as its last row by another. */
export function eachSectorOnce({ data }: Input<DataOf<typeof ResourceMapDrawn>>): Refusal | null {
  const ids = [...data.resources.map(({ sector }) => sector), ...data.gaps.map(({ gapId }) => gapId)]
  const twice = ids.filter((id, at) => ids.indexOf(id) !== at)
  return twice.length > 0 ? refuse('named-twice', { ids: [...new Set(twice)] }) : null
}

/** Under its version of the model the partnership must be able to go on from where it is. */
export const versionKnowsState = migratable('partnership', partnershipDescription)
