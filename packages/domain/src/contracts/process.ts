import type { CaseState } from '../cases/state.ts'
import type { DataOf, Fact } from '../kernel/event.ts'
import { type Absent, absent, defineProcess, type GuardInput, type ProcessState } from '../kernel/process.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import { contractDescription } from './description.ts'
import {
  ContractParty,
  contractEvents,
  type SocialContractAmended,
  type SocialContractDrafted,
  type SocialContractEnded,
  type SocialContractSigned,
} from './events.ts'

type Status = Absent | 'DRAFTED' | 'HALF_SIGNED' | 'CONCLUDED' | 'ENDED'

export interface ContractState extends ProcessState<Status> {
  /** Its dates and whose it is; what was agreed in words is for readers, not for rules. */
  readonly contract: Pick<DataOf<typeof SocialContractDrafted>, (typeof KEPT)[number]> | null
  readonly signedBy: readonly ContractParty[]
}

interface ContractOthers {
  readonly case?: CaseState
}

const KEPT = ['caseId', 'clientId', 'variant', 'reviewsOn', 'endsOn'] as const

type Input<Data> = GuardInput<ContractState, Data, ContractOthers>

export const socialContract = defineProcess<ContractState, ContractOthers>({
  name: 'contract',
  events: contractEvents,
  initial: { ...absent, contract: null, signedBy: [] },
  guards: { planAgreed, notForGroups, soundWill, partFits, reviewsWithinTerm, notSignedByThem, signedByBoth, endFits },
  description: contractDescription,
  looksAt: ({ contract }, data) => ({ case: { type: 'case', id: contract?.caseId ?? data.caseId ?? '' } }),
  remember: {
    SocialContractDrafted: (_, { data }: Fact<typeof SocialContractDrafted>) => {
      const { caseId, clientId, variant, reviewsOn, endsOn } = data
      return { contract: { caseId, clientId, variant, reviewsOn, endsOn } }
    },
    SocialContractSigned: ({ signedBy }, { data }: Fact<typeof SocialContractSigned>) => ({
      signedBy: [...signedBy, data.by],
    }),
    SocialContractAmended: ({ contract }, { data: { reviewsOn, endsOn } }: Fact<typeof SocialContractAmended>) => ({
      contract: contract && { ...contract, reviewsOn, endsOn },
    }),
  },
})

/** The contract puts an agreed plan into the form of the statute; without a plan there is nothing to sign. */
function planAgreed({ others }: Input<unknown>): Refusal | null {
  if (!others.case) throw new Error('a command that drafts a contract must read its case')
  const { status } = others.case
  if (status === 'NONE') return refuse('not-found', { field: 'caseId' })
  if (status === 'PLANNED') return null
  const step = 'SocialContractDrafted'
  return refuse('not-allowed-in-state', { process: 'case', state: status, step, allowedIn: ['PLANNED'] })
}

/** The template is one for a person or family; what a group plans begins without a contract. */
function notForGroups({ others }: Input<unknown>): Refusal | null {
  return others.case?.clientKind === 'GROUP' ? refuse('contract-not-for-groups') : null
}

/** No contract with a person whose declaration of will would be defective; the plan can begin without one. */
function soundWill({
  data,
}: Input<DataOf<typeof SocialContractDrafted> | DataOf<typeof SocialContractSigned>>): Refusal | null {
  return data.soundWill === false ? refuse('will-defective') : null
}

function partFits({ data: { variant, partA, partB } }: Input<DataOf<typeof SocialContractDrafted>>): Refusal | null {
  const other = variant === 'A' ? partB : partA
  return other === undefined ? null : refuse('part-of-other-variant', { variant })
}

type Dates = DataOf<typeof SocialContractDrafted> | DataOf<typeof SocialContractAmended>

function reviewsWithinTerm({ data, occurredOn }: Input<Dates>): Refusal | null {
  const { reviewsOn, endsOn } = data
  if (endsOn < occurredOn) return refuse('date-order', { field: 'endsOn', notBefore: occurredOn })
  const within = reviewsOn.length > 0 && reviewsOn.every((day) => day >= occurredOn && day <= endsOn)
  return within ? null : refuse('review-dates-missing', { from: occurredOn, to: endsOn })
}

function notSignedByThem({ state, data }: Input<DataOf<typeof SocialContractSigned>>): Refusal | null {
  return state.signedBy.includes(data.by) ? refuse('already-signed', { by: data.by }) : null
}

function signedByBoth({ data }: Input<DataOf<typeof SocialContractAmended>>): Refusal | null {
  const missing = ContractParty.options.filter((party) => !data.signedBy.includes(party))
  return missing.length > 0 ? refuse('signatures-missing', { missing }) : null
}

/** What was never concluded can neither be fulfilled nor broken nor run out; only its case can end under it. */
function endFits({ state, data, occurredOn }: Input<DataOf<typeof SocialContractEnded>>): Refusal | null {
  if (data.how !== 'CASE_CLOSED' && state.status !== 'CONCLUDED') {
    const step = 'SocialContractEnded'
    return refuse('not-allowed-in-state', { process: 'contract', state: state.status, step, allowedIn: ['CONCLUDED'] })
  }
  const endsOn = state.contract?.endsOn
  const early = data.how === 'EXPIRED' && endsOn !== undefined && occurredOn < endsOn
  return early ? refuse('date-order', { field: 'endsOn', notBefore: endsOn }) : null
}
