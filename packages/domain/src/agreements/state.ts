import type { Absent, ProcessState } from '../kernel/process.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import type { AgreementParty } from './events.ts'

export type AgreementStatus = 'SIGNED' | 'TERMINATED'

export interface AgreementState extends ProcessState<Absent | AgreementStatus> {
  readonly parties: readonly AgreementParty[]
  readonly terminatedOn: string | null
}

/**
 * Where the agreement of a local authority is looked for when nobody names another: one authority has one at a time, and
 * one that follows a terminated agreement has an id of its own.
 */
export const agreementIdOf = (teryt: string): string => `agreement-${teryt}`

/**
 * A partnership opens only in a local authority that is party to an agreement in force on that day. Days and not the
 * present status decide: what happened in 2019 is entered late, and an agreement that ended in 2021 was in force then.
 */
export function agreementInForce(agreement: AgreementState, teryt: string, day: string): Refusal | null {
  const { begunOn, terminatedOn } = agreement
  const party = agreement.parties.some((each) => each.teryt === teryt)
  const inForce = begunOn !== null && begunOn <= day && (terminatedOn === null || day < terminatedOn)
  return party && inForce ? null : refuse('agreement-not-in-force', { teryt, day, signedOn: begunOn, terminatedOn })
}
