import { basket } from '../basket/process.ts'
import { caseProcess } from '../cases/process.ts'
import { socialContract } from '../contracts/process.ts'
import { institution } from '../institutions/process.ts'
import type { ProcessDefinition } from '../kernel/process.ts'
import { meeting } from '../meetings/process.ts'
import { partnership } from '../partnerships/process.ts'
import { referral } from '../referrals/process.ts'

// biome-ignore lint/suspicious/noExplicitAny: the list mixes processes of all states
type AnyProcess = ProcessDefinition<any, any>

/**
 * The processes that a version of the model may describe: all but those that speak about models and deadlines themselves.
 * Their facts, guards and reactions are the words that its document may use.
 */
export const vocabulary: readonly AnyProcess[] = [
  institution,
  partnership,
  referral,
  caseProcess,
  meeting,
  socialContract,
  basket,
]
