import { descriptionIn } from '../kernel/process.ts'
import type { ModelChange } from './change.ts'
import type { ModelDocument } from './document.ts'
import { byId, differences, paired, pairedRules } from './pairs.ts'
import { processChanges } from './process-changes.ts'
import { vocabulary } from './vocabulary.ts'

/**
 * What a version says differently from another, in the order in which people read it. Their numbers and what they are based
 * on are no change; nor is the order of a list that nothing depends on, nor a process that one of them leaves to the software
 * and the other repeats.
 */
export function changesBetween(before: ModelDocument, after: ModelDocument): readonly ModelChange[] {
  return [
    ...differences(paired(namesOf(before), namesOf(after))).map(
      (each) => ({ what: 'NAME', path: each.id, ...each }) as const,
    ),
    ...differences(paired(parametersOf(before), parametersOf(after))).map(
      (each) => ({ what: 'PARAMETER', path: `parameters.${each.id}`, ...each }) as const,
    ),
    ...differences(paired(byId(before.sectors, String), byId(after.sectors, String))).map(
      (each) => ({ what: 'SECTOR', path: `sectors.${each.id}`, ...each }) as const,
    ),
    ...stageChanges(before, after),
    ...vocabulary.flatMap((process) =>
      processChanges(process.name, descriptionIn(before, process), descriptionIn(after, process)),
    ),
    ...differences(pairedRules(before.deadlines, after.deadlines), withBound).map(
      (each) => ({ what: 'DEADLINE', path: `deadlines.${each.id}`, ...each }) as const,
    ),
    ...differences(paired(closuresOf(before), closuresOf(after))).map(
      (each) => ({ what: 'CLOSURE_REASON', path: `closureReasons.${each.id}`, ...each }) as const,
    ),
    ...taxonomyChanges(before, after),
  ]
}

const namesOf = ({ pl, en, family }: ModelDocument) => new Map(Object.entries({ pl, en, family }))

const parametersOf = ({ parameters }: ModelDocument) => new Map(Object.entries(parameters))

const closuresOf = ({ closureReasons }: ModelDocument) => byId(closureReasons, ({ reason }) => reason)

/** What is left out means so much. */
const withBound = (rule: ModelDocument['deadlines'][number]) => ({ ...rule, bound: rule.bound ?? 'AT_MOST' })

function stageChanges(before: ModelDocument, after: ModelDocument): readonly ModelChange[] {
  const [was, is] = [before, after].map(({ stages }) => byId(stages, ({ id }) => id)) as [StagesById, StagesById]
  const kept = [...was.keys()].filter((id) => is.has(id))
  const order = [...is.keys()].filter((id) => was.has(id))
  const moved = kept.join() !== order.join()
  return [
    ...differences(paired(was, is)).map((each) => ({ what: 'STAGE', path: `stages.${each.id}`, ...each }) as const),
    ...(moved ? [{ ...STAGE_ORDER, fields: [], before: [...was.keys()], after: [...is.keys()] }] : []),
  ]
}
type StagesById = ReadonlyMap<string, ModelDocument['stages'][number]>

const STAGE_ORDER = { what: 'STAGE_ORDER', change: 'CHANGED', path: 'stages', id: 'stages' } as const

function taxonomyChanges({ taxonomy: before }: ModelDocument, { taxonomy: after }: ModelDocument) {
  const categories = (taxonomy: typeof before) => byId(taxonomy.categories, ({ id }) => id)
  const pairs = ({ exclusive }: typeof before) => byId(exclusive.map(alphabetical), (pair) => pair.join('-'))
  return [
    ...differences(paired(categories(before), categories(after))).map(
      (each) => ({ what: 'CATEGORY', path: `taxonomy.categories.${each.id}`, ...each }) as const,
    ),
    ...differences(paired(pairs(before), pairs(after))).map(
      (each) => ({ what: 'EXCLUSIVE_PAIR', path: `taxonomy.exclusive.${each.id}`, ...each }) as const,
    ),
  ]
}

const alphabetical = (pair: readonly string[]): string[] => [...pair].sort()
