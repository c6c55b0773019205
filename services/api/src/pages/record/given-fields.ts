import { keysOf } from './keys.ts'
import type { Field } from './shape.ts'

/** Symbols that the system makes when nobody chooses one: asked for apart, where they stand in nobody's way. */
const given: ReadonlySet<string> = new Set([
  'clientId',
  'teamId',
  'AcceptReferral.caseId',
  'GiveConsent.consentId',
  'ProposeService.serviceId',
  'TakeDecision.decisionId',
])

export const isGiven = (command: string, { name, required }: Field): boolean =>
  !required && keysOf(command, name).some((key) => given.has(key))
