import { basketCommands } from './basket/commands.ts'
import { basketEvents } from './basket/events.ts'
import { basket } from './basket/process.ts'
import { caseCommands } from './cases/commands.ts'
import { caseEvents } from './cases/events.ts'
import { caseProcess } from './cases/process.ts'
import { contractCommands } from './contracts/commands.ts'
import { contractEvents } from './contracts/events.ts'
import { socialContract } from './contracts/process.ts'
import { correctionCommands } from './corrections/commands.ts'
import { dataRightsCommands, dataRightsEvents, dataRightsProcesses } from './data-rights.ts'
import { deadlineCommands } from './deadlines/commands.ts'
import { deadlineEvents } from './deadlines/events.ts'
import { deadline } from './deadlines/process.ts'
import { governanceCommands, governanceEvents, governanceProcesses } from './governance.ts'
import { institutionCommands } from './institutions/commands.ts'
import { institutionEvents } from './institutions/events.ts'
import { institution } from './institutions/process.ts'
import type { CommandDefinition } from './kernel/command.ts'
import { correctionOf, FactAnnulled } from './kernel/correction.ts'
import type { EventDefinition } from './kernel/event.ts'
import type { ProcessDefinition } from './kernel/process.ts'
import { meetingCommands } from './meetings/commands.ts'
import { meetingEvents } from './meetings/events.ts'
import { meeting } from './meetings/process.ts'
import { partnershipCommands } from './partnerships/commands.ts'
import { partnershipEvents } from './partnerships/events.ts'
import { partnership } from './partnerships/process.ts'
import { referralCommands } from './referrals/commands.ts'
import { referralEvents } from './referrals/events.ts'
import { referral } from './referrals/process.ts'

// biome-ignore lint/suspicious/noExplicitAny: the registry mixes processes of all states
export type AnyProcess = ProcessDefinition<any, any>
// biome-ignore lint/suspicious/noExplicitAny: the registry mixes commands of all processes
export type AnyCommand = CommandDefinition<any, any, any>
const all: readonly AnyProcess[] = [
  institution,
  partnership,
  referral,
  caseProcess,
  meeting,
  socialContract,
  basket,
  ...governanceProcesses,
  ...dataRightsProcesses,
  deadline,
]

/** By stream type. */
export const processes: Readonly<Record<string, AnyProcess>> = byName(all)

/** Every fact there is; each belongs to one process. The type keeps each payload, for whoever switches over all. */
export const eventDefinitions = [
  ...institutionEvents,
  ...partnershipEvents,
  ...referralEvents,
  ...caseEvents,
  ...meetingEvents,
  ...contractEvents,
  ...basketEvents,
  ...governanceEvents,
  ...dataRightsEvents,
  ...deadlineEvents,
] as const

/** What a store must know: the facts, and for each the fact that corrects it. */
export const storedEventDefinitions: readonly EventDefinition[] = [
  ...eventDefinitions,
  ...eventDefinitions.map((definition) => correctionOf(definition as unknown as EventDefinition)),
  FactAnnulled as unknown as EventDefinition,
]

const commands = [
  ...institutionCommands,
  ...partnershipCommands,
  ...referralCommands,
  ...caseCommands,
  ...meetingCommands,
  ...contractCommands,
  ...basketCommands,
  ...governanceCommands,
  ...dataRightsCommands,
  ...deadlineCommands,
  ...correctionCommands,
] as const

export type CommandName = (typeof commands)[number]['name']

/** Every command there is, by name. */
export const commandDefinitions: Readonly<Record<CommandName, AnyCommand>> = byName<AnyCommand, CommandName>(commands)

/** Two of one name would be a mistake that nobody notices until the wrong one answers. */
function byName<T extends { readonly name: string }, Name extends string = string>(items: readonly T[]) {
  const named = new Map(items.map((item) => [item.name, item]))
  if (named.size !== items.length) throw new Error('two entries of a registry have the same name')
  return Object.fromEntries(named) as Readonly<Record<Name, T>>
}
