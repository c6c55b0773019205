import { type DataOf, event, type NewEvent } from '../kernel/event.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import type { ActionRef, Conflict } from './conflicts.ts'
import { ConflictDecided, type PlanDecision } from './events.ts'

/** What a case remembers of a decision: enough to know the conflict again. */
export interface DecidedConflict {
  readonly kind: Conflict['kind']
  readonly actions: readonly [ActionRef, ActionRef]
  readonly categories: readonly [string, string]
}

/** The memory of one `ConflictDecided` on the stream of a case. */
export const decidedBy = (caseId: string, data: DataOf<typeof ConflictDecided>): DecidedConflict => ({
  kind: data.kind,
  actions: [
    { caseId, actionId: data.actions[0] },
    { caseId: data.otherCaseId ?? caseId, actionId: data.actions[1] },
  ],
  categories: data.categories,
})

/**
 * The same two actions about the same two kinds of help. An action that has become something else since is asked about again;
 * a mere change of its dates is not.
 */
export const settles = (decided: DecidedConflict, conflict: Conflict): boolean =>
  decided.kind === conflict.kind &&
  ((same(decided.actions, conflict.actions) && alike(decided.categories, conflict.categories)) ||
    (same(decided.actions, turned(conflict.actions)) && alike(decided.categories, turned(conflict.categories))))

export const undecided = (conflicts: readonly Conflict[], decided: readonly DecidedConflict[]): readonly Conflict[] =>
  conflicts.filter((conflict) => !decided.some((each) => settles(each, conflict)))

/** A plan is agreed when nothing in it stands in each other's way unnoticed. */
export function allDecided(conflicts: readonly Conflict[], decided: readonly DecidedConflict[]): Refusal | null {
  const open = undecided(conflicts, decided)
  return open.length > 0 ? refuse('conflicts-undecided', { conflicts: open }) : null
}

/** The facts of the decisions that a command carries; one about no conflict there is, is a mistake and is told. */
export function decisionFacts(
  caseId: string,
  clientId: string,
  decisions: readonly PlanDecision[],
  conflicts: readonly Conflict[],
): readonly NewEvent[] | Refusal {
  const facts: NewEvent[] = []
  for (const { kind, actions, otherCaseId, decision, reason } of decisions) {
    const wanted = [
      { caseId, actionId: actions[0] },
      { caseId: otherCaseId ?? caseId, actionId: actions[1] },
    ] as const
    const asGiven = conflicts.find((conflict) => conflict.kind === kind && same(wanted, conflict.actions))
    const asTurned = conflicts.find((conflict) => conflict.kind === kind && same(wanted, turned(conflict.actions)))
    const conflict = asGiven ?? asTurned
    if (!conflict) return refuse('unknown-conflict', { kind, actions })
    const services = asGiven ? conflict.services : turned(conflict.services)
    const categories = asGiven ? conflict.categories : turned(conflict.categories)
    facts.push(
      event(ConflictDecided, {
        clientId,
        kind,
        actions,
        ...(otherCaseId !== undefined && otherCaseId !== caseId && { otherCaseId }),
        services: [...services],
        categories: [...categories],
        decision,
        reason,
      }),
    )
  }
  return facts
}

/** Ids of this case's actions that the decisions let go. */
export const droppedBy = (caseId: string, decisions: readonly PlanDecision[]): readonly string[] =>
  decisions.flatMap(({ actions: [first, second], decision, otherCaseId = caseId }) => {
    if (decision === 'DROP_FIRST') return [first]
    // The other case is for its own team to amend.
    return decision === 'DROP_SECOND' && otherCaseId === caseId ? [second] : []
  })

const same = (a: readonly [ActionRef, ActionRef], b: readonly [ActionRef, ActionRef]): boolean =>
  a.every(({ caseId, actionId }, at) => caseId === b[at]?.caseId && actionId === b[at]?.actionId)

const alike = (a: readonly [string, string], b: readonly [string, string]): boolean => a[0] === b[0] && a[1] === b[1]

const turned = <T>([first, second]: readonly [T, T]): readonly [T, T] => [second, first]
