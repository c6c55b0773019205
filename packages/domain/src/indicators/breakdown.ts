import { regionOf } from '../reference/regions.ts'
import type { Breakdown, NameOfRow } from './definition.ts'
import type { Evaluation } from './evaluation.ts'
import type { CountableFact } from './fact.ts'
import { type Figure, Tally } from './tally.ts'
import type { FactView } from './view.ts'

export interface Group {
  readonly figure: Figure
  readonly tally: Tally
  readonly parts: Readonly<Record<string, Figure>>
}

/** What every indicator can be broken down by. A row falls in the month of the event that makes it count. */
const common: Readonly<Record<string, NameOfRow>> = {
  region: (fact, detail, view) => regionOf(lauOf(fact, detail, view) ?? '') ?? null,
  lau: (fact, detail, view) => lauOf(fact, detail, view),
  month: ({ occurredOn }) => occurredOn.slice(0, 7),
  quarter: ({ occurredOn }) => `${occurredOn.slice(0, 4)}-Q${Math.ceil(Number(occurredOn.slice(5, 7)) / 3)}`,
}

/** A party of an agreement is itself the local authority that is counted. */
function lauOf(fact: CountableFact, detail: object | null, view: FactView): string | null {
  const own = (detail as { teryt?: unknown } | null)?.teryt
  return typeof own === 'string' ? own : view.lauOf(fact)
}

export const commonBreakdowns: readonly string[] = Object.keys(common)

export const breakdownsOf = ({ definition }: Pick<Evaluation, 'definition'>): readonly string[] => [
  ...commonBreakdowns,
  ...Object.keys(definition.breakdowns),
]

/** The figure for each group, in the order of their names. What says nothing of the group is in none. */
export function breakdown({ definition, views }: Evaluation, by: string): ReadonlyMap<string, Group> {
  const name = Object.hasOwn(common, by) ? common[by] : undefined
  const own = Object.hasOwn(definition.breakdowns, by) ? definition.breakdowns[by] : undefined
  const chosen: Breakdown | undefined = name ? { name } : own
  if (!chosen) throw new Error(`${definition.id} has no breakdown by ${by}`)
  const main = new Map<string, Tally>()
  const parts = new Map<string, Map<string, Tally>>()
  for (const view of views) {
    if ('groups' in chosen) {
      collect(main, chosen.groups(view))
      continue
    }
    const measured = definition.measure(view)
    collect(main, grouped(measured.main, chosen.name, view))
    for (const [part, tally] of Object.entries(measured.parts ?? {})) {
      const groups = grouped(tally, chosen.name, view)
      if (chosen.joins?.includes(part)) collect(main, groups)
      else if (chosen.joins === undefined)
        for (const [key, group] of groups) collect(inner(parts, key), [[part, group]])
    }
  }
  const keys = [...new Set([...main.keys(), ...parts.keys()])].sort()
  return new Map(keys.map((key) => [key, groupOf(main.get(key), parts.get(key), definition, views)]))
}

const grouped = (tally: Tally, name: NameOfRow, view: FactView) =>
  tally.groups((row) => name(tally.facts[row] as CountableFact, tally.detail(row), view))

function collect(into: Map<string, Tally>, groups: Iterable<readonly [string, Tally]>): void {
  for (const [key, group] of groups) {
    const known = into.get(key)
    if (known) known.join(group)
    else into.set(key, new Tally(group.formula).join(group))
  }
}

function inner(parts: Map<string, Map<string, Tally>>, key: string): Map<string, Tally> {
  const known = parts.get(key) ?? new Map<string, Tally>()
  parts.set(key, known)
  return known
}

function groupOf(
  main: Tally | undefined,
  parts: ReadonlyMap<string, Tally> | undefined,
  definition: Evaluation['definition'],
  views: readonly FactView[],
): Group {
  // A group that only a part has still has the figure of the whole: that of no rows.
  const tally = main ?? new Tally(views[0] ? definition.measure(views[0]).main.formula : 'COUNT')
  return {
    figure: tally.figure(),
    tally,
    parts: Object.fromEntries([...(parts ?? [])].map(([name, part]) => [name, part.figure()])),
  }
}
