import { caseRules } from './case-rules.ts'
import { partnershipRules } from './partnership-rules.ts'
import type { DeadlineRule } from './rule.ts'
import { statutoryRules } from './statutory-rules.ts'

/** The deadlines of the model that comes with the software. */
export const builtInDeadlineRules: readonly DeadlineRule[] = [...statutoryRules, ...partnershipRules, ...caseRules]
