import { type AnyCommand, commandDefinitions, correctionCommands, type ProcessState } from '@kooperacje/domain'
import type { z } from 'zod'
import type { CommandRoute } from '../../http/command-route.ts'
import type { ApiContext } from '../../http/context.ts'
import { Problem } from '../../http/problems.ts'
import { beginsUnderGivenId } from '../../queries/steps.ts'
import { commandRoutes } from '../../routes/registry.ts'
import type { Thing } from '../parts/steps.ts'
import { bodyOfCorrection, fieldsOfCorrection, placeOfFact } from './correction.ts'
import type { FactToCorrect } from './fact-to-correct.ts'
import { type Field, fieldsOf } from './shape.ts'

/** The command that a form is for, and the thing that it is about; null where it begins one. */
export interface Target {
  readonly route: CommandRoute
  readonly command: AnyCommand
  readonly thing: Thing | null
  /** For a correction, once it is chosen. */
  readonly fact: FactToCorrect | null
}

export const isOfCorrection = ({ command }: Target): boolean =>
  correctionCommands.some(({ name }) => name === command.name)

/** What the form asks for. */
export function askedBy(target: Target): readonly Field[] {
  const fields = fieldsOf(target.command.body)
  return isOfCorrection(target) ? fieldsOfCorrection(fields, target.fact) : fields
}

type Parsed = { readonly body: Readonly<Record<string, unknown>> } | { readonly issues: readonly z.core.$ZodIssue[] }

/** The body as the command takes it; a corrected fact as its own schema does, so that each fault is told at its field. */
export function parsedBy({ command, fact }: Target, said: Readonly<Record<string, unknown>>): Parsed {
  const { data: body, error } = command.body.safeParse(fact ? bodyOfCorrection(said, fact) : said)
  if (error) return { issues: error.issues }
  const { fact: corrected } = body as { readonly fact?: unknown }
  if (fact === null || corrected === undefined) return { body }
  const issues = fact.schema.safeParse(corrected).error?.issues ?? []
  const place = placeOfFact(fact)
  return issues.length === 0
    ? { body }
    : { issues: issues.map((issue) => ({ ...issue, path: [place, ...issue.path] })) }
}

/** By the routes of the API, so that there is one list of what can be sent and one permission for each. */
export function targetOf(name: string, thing: Thing | null): Target {
  const route = commandRoutes.find(({ command }) => command === name)
  const isHere = thing === null ? !route?.path.includes('/:id/') : route?.path.startsWith(`${thing.collection}/:id/`)
  if (!route || !isHere) throw new Problem('not-found')
  return { route, command: commandDefinitions[route.command], thing, fact: null }
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
