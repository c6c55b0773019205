import {
  ABSENT,
  type AnyCommand,
  businessDate,
  commandDefinitions,
  descriptionIn,
  type ProcessDescription,
  type ProcessState,
  processes,
  refusals,
  type StepOffer,
  stepsIn,
} from '@kooperacje/domain'
import { z } from 'zod'
import { may, type Permission } from '../auth/permissions.ts'
import type { Principal } from '../auth/principal.ts'
import type { CommandRoute } from '../http/command-route.ts'
import type { ApiContext } from '../http/context.ts'
import { query } from '../http/query-route.ts'
import { commandRoutes } from '../routes/registry.ts'
import { beginningsAt } from './beginnings.ts'

const StepView = z
  .object({
    command: z.string(),
    about: z.string(),
    path: z.string().describe('Where to post it, below /v1/:ledger'),
    possible: z.boolean().describe('As far as the state alone can tell: the rest is decided when it is posted'),
    reason: z
      .object({
        code: z.string(),
        en: z.string(),
        pl: z.string(),
        details: z.record(z.string(), z.unknown()),
        allowedIn: z
          .array(z.object({ state: z.string(), en: z.string(), pl: z.string() }))
          .describe('States in which it would be allowed, where the state is what forbids it'),
        guard: z
          .object({ process: z.string(), name: z.string() })
          .nullable()
          .describe('The guard that refuses, as the description of its process names it, where it is one'),
      })
      .nullable(),
    body: z
      .record(z.string(), z.unknown())
      .describe('What the body has to say to be about this thing, where the address does not'),
  })
  .meta({ id: 'Step' })

export type StepView = z.output<typeof StepView>

/** Collections of things that have a course: `/cases/:id/…` is where commands of the process `case` go. */
export const collections = new Map<string, { readonly process: string; readonly routes: CommandRoute[] }>()
for (const route of commandRoutes) {
  const collection = /^(\/[a-z-]+)\/:id\//.exec(route.path)?.[1]
  if (collection === undefined) continue
  const process = commandDefinitions[route.command].process.name
  const known = collections.get(collection) ?? { process, routes: [] }
  known.routes.push(route)
  collections.set(collection, known)
}

/** What this caller could ask for of one thing now, and why not; `null` when there is no such thing. */
export async function stepsOf(
  context: ApiContext,
  ledger: string,
  collection: string,
  id: string,
  principal: Principal,
): Promise<readonly StepView[] | null> {
  const { process: name, routes } = collections.get(collection) ?? { process: '', routes: [] }
  const process = processes[name]
  if (!process) throw new Error(`nothing has a course at ${collection}`)
  const { state } = await context.handler.state(ledger, { process, id })
  if (state.status === process.initial.status) return null
  const looked = Object.entries(process.looksAt?.(state, {}) ?? {}).map(async ([as, { type, id }]) => {
    const other = processes[type]
    if (!other) throw new Error(`${name} looks at ${type}, which is no process`)
    return [as, (await context.handler.state(ledger, { process: other, id })).state] as const
  })
  const others: Readonly<Record<string, ProcessState>> = Object.fromEntries(await Promise.all(looked))
  const today = businessDate(context.now().toISOString())
  const models = context.handler.models(ledger)
  const description = descriptionIn(models(state.modelVersion), process)
  const offersOf = (commands: readonly AnyCommand[]) => stepsIn({ process, commands, state, others, today, models })

  const own = routes
    .filter(({ permission }) => may(principal.role, permission))
    .flatMap((route) =>
      offersOf([commandDefinitions[route.command]]).map((offer) => viewOf(process, description, route, id, offer)),
    )
  const begun = beginningsAt(collection, id).flatMap(({ command, fact, body }) => {
    const route = commandRoutes.find((each) => each.command === command)
    if (!route || !may(principal.role, route.permission)) return []
    // It is the thing looked at that has to take the fact in, as if the command were one of its own.
    return offersOf([{ ...commandDefinitions[command], process, adds: [fact], history: false }]).map((offer) => ({
      ...viewOf(process, description, route, id, offer),
      body,
    }))
  })
  return [...own, ...begun]
}

/** How a thing that is not there yet is begun, where its id comes from elsewhere. */
export function openingsOf(collection: string, id: string, principal: Principal): readonly StepView[] {
  const { routes = [] } = collections.get(collection) ?? {}
  return routes
    .filter(
      ({ permission, command }) => may(principal.role, permission) && beginsUnderGivenId(commandDefinitions[command]),
    )
    .map((route) =>
      viewOf(commandDefinitions[route.command].process, { pl: '', en: '', states: {}, transitions: {} }, route, id, {
        command: route.command,
        refusal: null,
        guard: null,
      }),
    )
}

/** A basket has the id of its partnership, a pilot a name of its own: no command of theirs makes one. */
export const beginsUnderGivenId = ({ process, adds, history }: AnyCommand): boolean =>
  history !== true &&
  (process.description.transitions[adds[0]?.type ?? ''] ?? []).some(({ from }) => from.includes(ABSENT))

function viewOf(
  process: { readonly name: string },
  description: ProcessDescription,
  { path, command }: CommandRoute,
  id: string,
  { refusal, guard }: StepOffer,
): StepView {
  const { about } = commandDefinitions[command]
  const reason = refusal && {
    code: refusal.code,
    ...words(refusal.code),
    details: { ...refusal.details },
    allowedIn: statesNamed(description, refusal),
    guard: guard === null ? null : { process: process.name, name: guard },
  }
  return { command, about, path: path.replace(':id', id), possible: refusal === null, reason, body: {} }
}

/** The refusal of a step that a part of the thing forbids names the kind of part as its process. */
function statesNamed({ states, parts }: ProcessDescription, { details }: NonNullable<StepOffer['refusal']>) {
  const {
    process = '',
    part = process,
    allowedIn = [],
  } = details as {
    process?: string
    part?: string
    allowedIn?: readonly string[]
  }
  const named = parts?.[part]?.states ?? states
  return allowedIn.flatMap((state) => {
    const names = named[state]
    return names ? [{ state, en: names.en, pl: names.pl }] : []
  })
}

const words = (code: StepOffer['refusal'] extends infer R ? (R extends { code: infer C } ? C : never) : never) => {
  const { en, pl } = refusals[code]
  return { en, pl }
}

export const stepQueries = [...collections].map(([collection, { process, routes }]) =>
  query({
    path: `${collection}/:id/steps`,
    operationId: `stepsOf${process.replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase())}At${collection.slice(1)}`,
    tag: process,
    about: 'What can be recorded of it now, and why not: by the table and the guards that decide when it is posted.',
    permission: [...new Set(routes.map(({ permission }) => permission))] as readonly Permission[],
    projections: [],
    params: z.object({ id: z.string() }),
    query: z.object({}),
    answer: z.object({ items: z.array(StepView) }),
    run: async ({ ledger, params: { id }, principal, context }) => {
      const items = await stepsOf(context, ledger, collection, id, principal)
      return items && { items: [...items] }
    },
  }),
)
