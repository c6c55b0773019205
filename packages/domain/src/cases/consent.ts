import type { DataOf } from '../kernel/event.ts'
import type { GuardInput } from '../kernel/process.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import type { ConsentExpired, ConsentGiven, ConsentWithdrawn, DisclosureMade } from './events.ts'
import type { CaseOthers, CaseState, ConsentRecord } from './state.ts'
import type { DataScope } from './values.ts'

type Input<Data = unknown> = GuardInput<CaseState, Data, CaseOthers>

/** Each adult signs for themself, parents for their children; of a group, everybody in it. */
export function everyAdultCovered({ state, data }: Input<DataOf<typeof ConsentGiven>>): Refusal | null {
  const { adultsCovered, signedBy } = data
  const have = signedBy === undefined ? adultsCovered : Math.min(adultsCovered, new Set(signedBy).size)
  return have < state.adults ? refuse('consent-incomplete', { have, need: state.adults }) : null
}

/** Parents sign, but a child is asked; what one from 13 on says is recorded apart. A baby cannot be heard, which is said. */
export function childrenHeard({ data: { children = [] } }: Input<DataOf<typeof ConsentGiven>>): Refusal | null {
  const unheard = children.filter(
    ({ heard, notHeardBecause, thirteenOrOlder, view }) =>
      (!heard && notHeardBecause === undefined) || (heard && thirteenOrOlder && view === undefined),
  )
  return unheard.length > 0 ? refuse('child-not-heard', { personIds: unheard.map(({ personId }) => personId) }) : null
}

export const newConsent = ({ state, data }: Input<DataOf<typeof ConsentGiven>>): Refusal | null =>
  recordOf(state, data.consentId) ? refuse('already-exists', { consentId: data.consentId }) : null

export const validAhead = ({ data, occurredOn }: Input<DataOf<typeof ConsentGiven>>): Refusal | null =>
  data.validUntil !== undefined && data.validUntil < occurredOn
    ? refuse('date-order', { field: 'validUntil', notBefore: occurredOn })
    : null

/**
 * Work on a case needs the client's part in it: after a withdrawal only statutory steps and the closing are left. The
 * day until which a consent holds limits what may be shown, which is checked by whoever shows it, on that day; the fact
 * that it ran out (`ConsentExpired`) then ends the work, too.
 */
export const clientTakesPart = ({ state }: Input): Refusal | null =>
  state.consent.participation ? null : refuse('consent-not-in-force')

/** Whoever withdrew everything has left: new sharing would need a new case, or this one reopened. */
export const notWithdrawn = ({ state }: Input): Refusal | null =>
  state.consent.withdrawn === 'ALL' ? refuse('consent-not-in-force') : null

export function somethingToWithdraw({ state, data }: Input<DataOf<typeof ConsentWithdrawn>>): Refusal | null {
  const { participation, sharing } = state.consent
  return sharing || (data.scope === 'ALL' && participation) ? null : refuse('consent-not-in-force')
}

/** The last day of validity still counts. */
export function pastValidity({ state, data, occurredOn }: Input<DataOf<typeof ConsentExpired>>): Refusal | null {
  const record = recordOf(state, data.consentId)
  if (!record?.participates && !record?.shares) return refuse('consent-not-in-force', { consentId: data.consentId })
  const { validUntil } = record
  return validUntil !== null && occurredOn > validUntil
    ? null
    : refuse('consent-still-valid', { consentId: data.consentId, validUntil })
}

/** Consents that have run out by a day and of which that is not recorded yet: what the daily sweep looks for. */
export const consentsRunOut = ({ consent }: Pick<CaseState, 'consent'>, day: string): readonly string[] =>
  consent.records
    .filter(
      ({ validUntil, participates, shares }) => (participates || shares) && validUntil !== null && validUntil < day,
    )
    .map(({ consentId }) => consentId)

/** Who may be shown what under the consents in force on a day. */
export const mayBeShared = (
  { consent }: Pick<CaseState, 'consent'>,
  institutionId: string,
  category: DataScope,
  day: string,
): boolean =>
  consent.records.some(
    ({ shares, institutions, dataScopes, validUntil }) =>
      shares &&
      institutions.includes(institutionId) &&
      dataScopes.includes(category) &&
      (validUntil === null || validUntil >= day),
  )

/** A disclosure names its right: a consent that covers receiver and kinds of data, or the article of a statute. */
export function disclosureCovered({ state, data, occurredOn }: Input<DataOf<typeof DisclosureMade>>): Refusal | null {
  const { toInstitutionId, categories, basis, legalBasis } = data
  if (basis === 'STATUTE') return legalBasis === undefined ? refuse('reason-missing', { field: 'legalBasis' }) : null
  if (basis === 'VITAL_INTEREST') return null
  const uncovered = categories.filter((category) => !mayBeShared(state, toInstitutionId, category, occurredOn))
  return uncovered.length > 0
    ? refuse('disclosure-not-covered', { institutionId: toInstitutionId, categories: uncovered })
    : null
}

const recordOf = ({ consent }: CaseState, consentId: string): ConsentRecord | undefined =>
  consent.records.find((record) => record.consentId === consentId)
