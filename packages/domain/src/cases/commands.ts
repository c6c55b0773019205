import { consentCommands } from './consent-commands.ts'
import { endingCommands } from './ending-commands.ts'
import { planCommands } from './plan-commands.ts'
import { proposalCommands } from './proposal-commands.ts'
import { restrictedCommands } from './restricted-commands.ts'
import { teamCommands } from './team-commands.ts'

export * from './consent-commands.ts'
export * from './ending-commands.ts'
export * from './plan-commands.ts'
export * from './proposal-commands.ts'
export * from './restricted-commands.ts'
export * from './team-commands.ts'

export const caseCommands = [
  ...proposalCommands,
  ...consentCommands,
  ...teamCommands,
  ...planCommands,
  ...endingCommands,
  ...restrictedCommands,
] as const
