import type { CountableFact, Counted } from './fact.ts'
import type { Tally } from './tally.ts'
import type { FactView } from './view.ts'

/** Who a case is about: known from its proposal, which may not lie after the cut-off date itself. */
export const proposalOf = (view: FactView, { streamId }: CountableFact): Counted<'CaseProposed'> | undefined =>
  view.proposals.get(streamId)

/** Parts by name, those named first there even when empty; what has another name is shown as well. */
export const sharedParts = (
  tally: Tally,
  names: readonly string[],
  nameOf: (row: number) => string | null,
): Readonly<Record<string, Tally>> => Object.fromEntries(tally.groups(nameOf, names))

export const split = (
  tally: Tally,
  names: readonly string[],
  nameOf: (fact: CountableFact, detail: object | null) => string | null,
): Readonly<Record<string, Tally>> =>
  sharedParts(tally, names, (row) => nameOf(tally.facts[row] as CountableFact, tally.detail(row)))

/** The first fact of each stream, and those after it. */
export function firstOfEach<Data>(facts: readonly CountableFact<Data>[]): {
  readonly first: ReadonlyMap<string, CountableFact<Data>>
  readonly later: readonly CountableFact<Data>[]
} {
  const first = new Map<string, CountableFact<Data>>()
  const later: CountableFact<Data>[] = []
  for (const fact of facts) {
    if (first.has(fact.streamId)) later.push(fact)
    else first.set(fact.streamId, fact)
  }
  return { first, later }
}

/** Cases with a task team: the denominator of what is said about cases at work. */
export const casesWithTeam = (view: FactView) => firstOfEach(view.of('TaskTeamAppointed'))
export const plannedCases = (view: FactView) => firstOfEach(view.of('PlanAgreed'))
export const consentedCases = (view: FactView) => firstOfEach(view.of('ConsentGiven'))
