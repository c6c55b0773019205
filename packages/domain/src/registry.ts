import { caseCommands } from './cases/commands.ts'
import { caseProcess } from './cases/process.ts'
import { contractCommands } from './contracts/commands.ts'
import { socialContract } from './contracts/process.ts'
import { deadlineCommands } from './deadlines/commands.ts'
import { deadline } from './deadlines/process.ts'
import { institutionCommands } from './institutions/commands.ts'
import { institution } from './institutions/process.ts'
import type { CommandDefinition } from './kernel/command.ts'
import type { EventDefinition } from './kernel/event.ts'
import type { ProcessDefinition } from './kernel/process.ts'
import { meetingCommands } from './meetings/commands.ts'
import { meeting } from './meetings/process.ts'
import { partnershipCommands } from './partnerships/commands.ts'
import { partnership } from './partnerships/process.ts'
import { referralCommands } from './referrals/commands.ts'
import { referral } from './referrals/process.ts'

// biome-ignore lint/suspicious/noExplicitAny: the registry mixes processes of all states
export type AnyProcess = ProcessDefinition<any, any>
// biome-ignore lint/suspicious/noExplicitAny: the registry mixes commands of all processes
export type AnyCommand = CommandDefinition<any, any, any>
// biome-ignore lint/suspicious/noExplicitAny: the registry mixes payloads of all events
export type AnyEvent = EventDefinition<string, any>

const all: readonly AnyProcess[] = [institution, partnership, referral, caseProcess, meeting, socialContract, deadline]

/** By stream type. */
export const processes: Readonly<Record<string, AnyProcess>> = byName(all, ({ name }) => name)

/** Every fact there is; each belongs to one process. */
export const eventDefinitions: readonly AnyEvent[] = all.flatMap(({ events }) => events)

/** Every command there is, by name. */
export const commandDefinitions: Readonly<Record<string, AnyCommand>> = byName<AnyCommand>(
  [
    ...institutionCommands,
    ...partnershipCommands,
    ...referralCommands,
    ...caseCommands,
    ...meetingCommands,
    ...contractCommands,
    ...deadlineCommands,
  ],
  ({ name }) => name,
)

/** Two of one name would be a mistake that nobody notices until the wrong one answers. */
function byName<T>(items: readonly T[], nameOf: (item: T) => string): Readonly<Record<string, T>> {
  const named = new Map(items.map((item) => [nameOf(item), item]))
  if (named.size !== items.length) throw new Error('two entries of a registry have the same name')
  return Object.fromEntries(named)
}
