import { agreement } from '../agreements/process.ts'
import { barrier } from '../barriers/process.ts'
import { basket } from '../basket/process.ts'
import { caseProcess } from '../cases/process.ts'
import { socialContract } from '../contracts/process.ts'
import { institution } from '../institutions/process.ts'
import { interdisciplinaryTeam } from '../interdisciplinary-teams/process.ts'
import type { ProcessDefinition } from '../kernel/process.ts'
import { matter } from '../matters/process.ts'
import { meeting } from '../meetings/process.ts'
import { milestone } from '../milestones/process.ts'
import { partnership } from '../partnerships/process.ts'
import { pilot } from '../pilots/process.ts'
import { practice } from '../practices/process.ts'
import { recommendation } from '../recommendations/process.ts'
import { referral } from '../referrals/process.ts'
import { remark } from '../remarks/process.ts'
import { support } from '../support/process.ts'

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
  agreement,
  pilot,
  milestone,
  support,
  remark,
  barrier,
  recommendation,
  practice,
  matter,
  interdisciplinaryTeam,
]
