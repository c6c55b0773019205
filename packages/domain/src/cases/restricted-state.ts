import type { ProcessState } from '../kernel/process.ts'
import type { CaseState } from './state.ts'

/** What states keep of restricted facts. It is left out together with them: "none is open" would be an answer, too. */
const keptOfProcedures: ReadonlySet<string> = new Set(['blueCard'] satisfies (keyof CaseState)[])

export const withoutProcedure = (state: ProcessState): ProcessState =>
  Object.fromEntries(Object.entries(state).filter(([field]) => !keptOfProcedures.has(field))) as unknown as ProcessState
