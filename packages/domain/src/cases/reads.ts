import { basket } from '../basket/process.ts'
import { socialContract } from '../contracts/process.ts'
import { partnership } from '../partnerships/process.ts'
import type { CaseState } from './state.ts'

/** Other streams that commands of a case look at. */
export const itsPartnership = ({ state }: { state: CaseState }) => ({
  partnership: { process: partnership, id: state.partnershipId ?? '' },
})

/** A basket has the id of its partnership. */
export const itsBasket = ({ state }: { state: CaseState }) => ({
  basket: { process: basket, id: state.partnershipId ?? '' },
})

export const itsContract = ({ state }: { state: CaseState }) => ({
  contract: { process: socialContract, id: state.contractId ?? '' },
})

/** A case without its proposal is refused by the table; the empty key then reaches no store. */
export const clientOf = ({ clientId }: CaseState): string => clientId ?? ''
