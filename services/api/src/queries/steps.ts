import {
  businessDate,
  commandDefinitions,
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
      })
      .nullable(),
  })
  .meta({ id: 'Step' })

export type StepView = z.output<typeof StepView>

/** Collections of things that have a course: `/cases/:id/…` is where commands of the process `case` go. */
const collections = new Map<string, { process: string; routes: CommandRoute[] }>()
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
  const mine = routes.filter(({ permission }) => may(principal.role, permission))
  const commands = mine.map(({ command }) => commandDefinitions[command])
  const today = businessDate(context.now().toISOString())
  const offers = stepsIn({ process, commands, state, others, today, models: context.handler.models(ledger) })
  return mine.flatMap((route) => {
    const offer = offers.find(({ command }) => command === route.command)
    return offer ? [viewOf(route, id, offer)] : []
  })
}

function viewOf({ path, command }: CommandRoute, id: string, { refusal }: StepOffer): StepView {
  const { about } = commandDefinitions[command]
  const reason = refusal && { code: refusal.code, ...words(refusal.code), details: { ...refusal.details } }
  return { command, about, path: path.replace(':id', id), possible: refusal === null, reason }
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
