import type { CaseState } from '../cases/state.ts'
import type { DataOf, Fact } from '../kernel/event.ts'
import { type Absent, absent, defineProcess, type GuardInput, type ProcessState } from '../kernel/process.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import { contractDescription } from './description.ts'
import {
  type ContractParty,
  contractEvents,
  type SocialContractDrafted,
  type SocialContractEnded,
  type SocialContractSigned,
} from './events.ts'

type Status = Absent | 'DRAFTED' | 'HALF_SIGNED' | 'CONCLUDED' | 'ENDED'

export interface ContractState extends ProcessState<Status> {
  readonly contract: DataOf<typeof SocialContractDrafted> | null
  readonly signedBy: readonly ContractParty[]
}

interface ContractOthers {
  readonly case?: CaseState
}

type Input<Data> = GuardInput<ContractState, Data, ContractOthers>

export const socialContract = defineProcess<ContractState, ContractOthers>({
  name: 'contract',
  events: contractEvents,
  initial: { ...absent, contract: null, signedBy: [] },
  guards: { planAgreed, reviewsWithinTerm, notSignedByThem, endFits },
  description: contractDescription,
  looksAt: ({ contract }, data) => ({ case: { type: 'case', id: contract?.caseId ?? data.caseId ?? '' } }),
  remember: {
    SocialContractDrafted: (_, { data }: Fact<typeof SocialContractDrafted>) => ({ contract: data }),
    SocialContractSigned: ({ signedBy }, { data }: Fact<typeof SocialContractSigned>) => ({
      signedBy: [...signedBy, data.by],
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

function reviewsWithinTerm({ data, occurredOn }: Input<DataOf<typeof SocialContractDrafted>>): Refusal | null {
  const { reviewsOn, endsOn } = data
  if (endsOn < occurredOn) return refuse('date-order', { field: 'endsOn', notBefore: occurredOn })
  const within = reviewsOn.length > 0 && reviewsOn.every((day) => day >= occurredOn && day <= endsOn)
  return within ? null : refuse('review-dates-missing', { from: occurredOn, to: endsOn })
}

function notSignedByThem({ state, data }: Input<DataOf<typeof SocialContractSigned>>): Refusal | null {
  return state.signedBy.includes(data.by) ? refuse('already-signed', { by: data.by }) : null
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
