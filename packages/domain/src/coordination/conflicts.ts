import type { ModelDocument } from '../model/document.ts'

/**
 * The first aim of the model: services are coordinated, not duplicated, not contradictory. Which actions of one client
 * stand in each other's way is decided here and nowhere else: while a plan is being agreed, on the page of the case, and in
 * the indicator of what remains.
 */

/** An open action of a plan, as far as this question needs it. */
export interface CoordinatedAction {
  readonly caseId: string
  readonly actionId: string
  /** An institution, or `CLIENT`. */
  readonly owner: string
  readonly serviceId?: string | null | undefined
  /** The kind of help, where no service of the basket says it. */
  readonly category?: string | null | undefined
  /** First and last day. */
  readonly from: string
  readonly due: string
}

/** A service of the basket, as far as this question needs it. */
export interface CoordinatedService {
  readonly serviceId: string
  readonly institutionId: string
  readonly category: string
}

type Exclusive = Pick<ModelDocument['taxonomy'], 'exclusive'>

/** One action among those that are compared. */
export interface ActionRef {
  readonly caseId: string
  readonly actionId: string
}

export interface Conflict {
  /** Two institutions do the same, or what they do does not go together. */
  readonly kind: 'DUPLICATE' | 'CONTRADICTION'
  /** Always in the same order, whichever way they were given; the lists below follow it. */
  readonly actions: readonly [ActionRef, ActionRef]
  readonly services: readonly [string | null, string | null]
  readonly categories: readonly [string, string]
  readonly institutions: readonly [string, string]
  /** The days on which both run. */
  readonly from: string
  readonly until: string
}

type Side = {
  readonly action: CoordinatedAction
  readonly serviceId: string | null
  readonly institutionId: string | null
  readonly category: string | null
}

/** What the service is says more than what the action was called. */
export const categoryOf = (
  { serviceId, category }: Pick<CoordinatedAction, 'serviceId' | 'category'>,
  services: readonly CoordinatedService[],
): string | null => services.find((service) => service.serviceId === serviceId)?.category ?? category ?? null

/** Who does it: the institution whose service it is, else the owner. What clients do by themselves, nobody does twice. */
export const institutionOf = (
  { serviceId, owner }: Pick<CoordinatedAction, 'serviceId' | 'owner'>,
  services: readonly CoordinatedService[],
): string | null =>
  services.find((service) => service.serviceId === serviceId)?.institutionId ?? (owner === 'CLIENT' ? null : owner)

/** The same kind of help by two institutions: what R-13 counts, at whatever time. */
export const sharesCategory = (
  a: CoordinatedAction,
  b: CoordinatedAction,
  services: readonly CoordinatedService[],
): boolean => duplicates(sideOf(a, services), sideOf(b, services))

/**
 * Every pair of these actions of one client that duplicates or contradicts, in a fixed order. One institution alone is never in
 * conflict with itself: what its own people do is for it to arrange.
 */
export function conflictsIn(
  actions: readonly CoordinatedAction[],
  services: readonly CoordinatedService[],
  taxonomy: Exclusive,
): readonly Conflict[] {
  const sides = actions.map((action) => sideOf(action, services)).sort((a, b) => inOrder(a.action, b.action))
  return sides.flatMap((a, at) => sides.slice(at + 1).flatMap((b) => conflictOf(a, b, taxonomy) ?? []))
}

const sideOf = (action: CoordinatedAction, services: readonly CoordinatedService[]): Side => ({
  action,
  serviceId: action.serviceId ?? null,
  institutionId: institutionOf(action, services),
  category: categoryOf(action, services),
})

const apart = (a: Side, b: Side): boolean =>
  a.institutionId !== null && b.institutionId !== null && a.institutionId !== b.institutionId

const duplicates = (a: Side, b: Side): boolean => apart(a, b) && a.category !== null && a.category === b.category

const contradicts = (a: Side, b: Side, { exclusive }: Exclusive): boolean =>
  apart(a, b) &&
  a.category !== b.category &&
  exclusive.some((pair) => pair.includes(a.category as string) && pair.includes(b.category as string))

function conflictOf(a: Side, b: Side, taxonomy: Exclusive): Conflict | null {
  const from = laterOf(a.action.from, b.action.from)
  const until = earlierOf(a.action.due, b.action.due)
  const kind = duplicates(a, b) ? 'DUPLICATE' : contradicts(a, b, taxonomy) ? 'CONTRADICTION' : null
  if (kind === null || from > until) return null
  return {
    kind,
    actions: [refOf(a.action), refOf(b.action)],
    services: [a.serviceId, b.serviceId],
    categories: [a.category as string, b.category as string],
    institutions: [a.institutionId as string, b.institutionId as string],
    from,
    until,
  }
}

const refOf = ({ caseId, actionId }: CoordinatedAction): ActionRef => ({ caseId, actionId })

/** By code unit: an order by language would differ between machines. */
const inOrder = (a: ActionRef, b: ActionRef): number => compare(a.caseId, b.caseId) || compare(a.actionId, b.actionId)

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const laterOf = (a: string, b: string): string => (compare(a, b) > 0 ? a : b)
const earlierOf = (a: string, b: string): string => (compare(a, b) < 0 ? a : b)
