import { type AnyCommand, commandDefinitions, type ProcessState } from '@kooperacje/domain'
import type { CommandRoute } from '../../http/command-route.ts'
import type { ApiContext } from '../../http/context.ts'
import { Problem } from '../../http/problems.ts'
import { beginsUnderGivenId } from '../../queries/steps.ts'
import { commandRoutes } from '../../routes/registry.ts'
import type { Thing } from '../parts/steps.ts'

/** The command that a form is for, and the thing that it is about; null where it begins one. */
export interface Target {
  readonly route: CommandRoute
  readonly command: AnyCommand
  readonly thing: Thing | null
}

/** By the routes of the API, so that there is one list of what can be sent and one permission for each. */
export function targetOf(name: string, thing: Thing | null): Target {
  const route = commandRoutes.find(({ command }) => command === name)
  const isHere = thing === null ? !route?.path.includes('/:id/') : route?.path.startsWith(`${thing.collection}/:id/`)
  if (!route || !isHere) throw new Problem('not-found')
  return { route, command: commandDefinitions[route.command], thing }
}

/** The state of the thing; null before it has begun. What is not there is not found, unless the command begins it. */
export async function stateOf(
  { handler }: ApiContext,
  ledger: string,
  { command, thing }: Target,
): Promise<ProcessState | null> {
  if (thing === null) return null
  const { process } = command
  const { state } = await handler.state(ledger, { process, id: thing.id })
  if (state.status !== process.initial.status) return state
  if (!beginsUnderGivenId(command)) throw new Problem('not-found')
  return null
}
