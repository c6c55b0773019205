import {
  Action,
  asAmended,
  type BasketState,
  basket as basketProcess,
  businessDate,
  type CaseState,
  type ConflictDecided,
  caseProcess,
  conflictsOfPlan,
  type DataOf,
  Decisions,
  decidedBy,
  decisionFacts,
  droppedBy,
  isOffered,
  placeOf,
  placesLeft,
  serviceIn,
  undecided,
} from '@kooperacje/domain'
import { z } from 'zod'
import { Problem } from '../http/problems.ts'
import { query } from '../http/query-route.ts'

const Pair = <Item extends z.ZodType>(item: Item) => z.array(item).length(2)

const ConflictView = z
  .object({
    kind: z.enum(['DUPLICATE', 'CONTRADICTION']),
    actions: Pair(z.object({ caseId: z.string(), actionId: z.string() })),
    services: Pair(z.string().nullable()),
    categories: Pair(z.string()),
    institutions: Pair(z.string()),
    from: z.iso.date(),
    until: z.iso.date(),
    decided: z.boolean().describe('By an earlier decision, or by one that was sent along'),
  })
  .meta({ id: 'Conflict' })

/** The body of `AgreePlan` and of `AmendPlan` fits, so that a client shows first what it is about to send. */
const Preview = z.object({
  actions: z.array(Action.omit({ text: true, goalId: true }).loose()).max(200),
  decisions: Decisions.optional(),
})

export const planPreviewQuery = query({
  path: '/cases/:id/plan-preview',
  operationId: 'previewPlan',
  tag: 'case',
  about:
    'What a plan would meet: actions that duplicate or contradict each other, services that are full or not offered. ' +
    'Nothing is written. Send what you would send to agree or amend the plan.',
  permission: 'case.manage',
  projections: [],
  params: z.object({ id: z.string() }),
  query: z.object({}),
  body: Preview,
  answer: z.object({
    conflicts: z.array(ConflictView),
    full: z.array(
      z.object({ serviceId: z.string(), capacity: z.int(), taken: z.int(), waitingDays: z.int().nullable() }),
    ),
    notOffered: z.array(z.string()).describe('Services that are not published, suspended or out of their term'),
  }),
  run: async ({ ledger, params: { id }, body: { actions, decisions = [] }, context }) => {
    const { handler } = context
    const state = (await handler.state(ledger, { process: caseProcess, id })).state as CaseState
    if (state.status === 'NONE') return null
    const ref = { process: basketProcess, id: state.partnershipId ?? '' }
    const basket = (await handler.state(ledger, ref)).state as BasketState
    const model = handler.models(ledger)(state.modelVersion)
    const today = businessDate(context.now().toISOString())

    const wanted = asAmended(state, actions, today)
    const conflicts = conflictsOfPlan({ state, actions: wanted, basket, model })
    const facts = decisionFacts(id, state.clientId ?? '', decisions, conflicts)
    if ('code' in facts) throw new Problem(facts.code, { details: facts.details })
    const dropped = droppedBy(id, decisions)
    const open = undecided(conflicts, [
      ...state.decided,
      ...facts.map(({ data }) => decidedBy(id, data as DataOf<typeof ConflictDecided>)),
    ])
    const kept = wanted.filter(({ actionId }) => !dropped.includes(actionId))
    return {
      conflicts: conflicts.map((conflict) => ({
        ...conflict,
        actions: [...conflict.actions],
        services: [...conflict.services],
        categories: [...conflict.categories],
        institutions: [...conflict.institutions],
        decided: !open.includes(conflict),
      })),
      ...placesFor(id, kept, basket, today),
    }
  },
})

/** Services that the plan would need a place in and does not have one yet. A basket on paper keeps no places. */
function placesFor(caseId: string, actions: ReturnType<typeof asAmended>, basket: BasketState, today: string) {
  if (basket.status !== 'OPEN') return { full: [], notOffered: [] }
  const wanted = [...new Set(actions.flatMap(({ serviceId }) => serviceId ?? []))]
  const missing = wanted.filter((serviceId) => placeOf(basket, serviceId, caseId) === undefined)
  const notOffered = missing.filter((serviceId) => !isOffered(basket, serviceId, today))
  const full = missing.flatMap((serviceId) => {
    const service = serviceIn(basket, serviceId)
    if (!service || notOffered.includes(serviceId) || placesLeft(service) !== 0) return []
    const { inForce, places, waitingDays } = service
    return [{ serviceId, capacity: inForce?.capacity ?? 0, taken: places.length, waitingDays }]
  })
  return { full, notOffered }
}
