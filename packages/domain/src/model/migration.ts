import type { DueDate } from '../deadlines/rule.ts'
import type { ProcessDescription } from '../kernel/description.ts'
import type { Model } from '../kernel/model.ts'
import { descriptionIn, type GuardInput, type ProcessDefinition, type ProcessState } from '../kernel/process.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import { whyNot } from '../kernel/steps.ts'
import type { ModelParameters } from './document.ts'

/** What a stream is in and the other version's description does not have: there it could never leave it. */
export interface MissingStates {
  readonly states: readonly string[]
  readonly parts: readonly { readonly kind: string; readonly state: string }[]
}

export interface ChangedStep {
  readonly step: string
  /** Null: possible, as far as the state alone can tell. */
  readonly now: Refusal | null
  readonly after: Refusal | null
}

export interface ChangedDeadline {
  readonly id: string
  readonly validFrom: string
  /** Null: the version has no such row. */
  readonly now: DueDate | null
  readonly after: DueDate | null
}

/** What would change for one stream if it went from one version of the model to another. */
export interface MigrationPreview {
  readonly from: string
  readonly to: string
  readonly missing: MissingStates
  readonly steps: readonly ChangedStep[]
  readonly parameters: readonly { readonly name: string; readonly now: unknown; readonly after: unknown }[]
  readonly deadlines: readonly ChangedDeadline[]
}

// biome-ignore lint/suspicious/noExplicitAny: a preview serves processes of every state
type AnyProcess = ProcessDefinition<any, any>

/**
 * Pure, so that it can be shown before anybody decides, and for every stream of an office at once. Two deadlines are
 * compared by their term: those that run already keep the one that they began with or get the new one, as their law says.
 */
export const previewMigration = (
  process: AnyProcess,
  state: ProcessState,
  from: Model,
  to: Model,
): MigrationPreview => ({
  from: from.version,
  to: to.version,
  missing: statesMissingIn(descriptionIn(to, process), state),
  steps: changedSteps(process, state, from, to),
  parameters: changedParameters(from, to),
  deadlines: changedDeadlines(process.name, from, to),
})

export function statesMissingIn(description: ProcessDescription, state: ProcessState): MissingStates {
  const { status, former } = state
  const own = former === null ? [status] : [status, former]
  const parts = Object.entries(state.parts).flatMap(([kind, ids]) =>
    [...new Set(Object.values(ids))]
      .filter((each) => !Object.hasOwn(description.parts?.[kind]?.states ?? {}, each))
      .map((each) => ({ kind, state: each })),
  )
  return { states: own.filter((each) => !Object.hasOwn(description.states, each)), parts }
}

export const isMissingSomething = ({ states, parts }: MissingStates): boolean => states.length > 0 || parts.length > 0

/**
 * The guard of the fact by which a stream goes to another version: it must be another one, and must know the states that
 * the stream and its parts are in. A version that nobody has published is refused before (`unknown-model-version`).
 */
export const migratable =
  (process: string, asBroughtAlong: ProcessDescription) =>
  ({ state, data, model, models }: GuardInput<ProcessState, { modelVersion: string }, unknown>): Refusal | null => {
    const { modelVersion } = data
    if (modelVersion === model.version) return refuse('same-model-version', { modelVersion })
    const missing = statesMissingIn(models(modelVersion).processes[process] ?? asBroughtAlong, state)
    return isMissingSomething(missing) ? refuse('model-lacks-state', { modelVersion, ...missing }) : null
  }

function changedSteps(process: AnyProcess, state: ProcessState, from: Model, to: Model): readonly ChangedStep[] {
  const types = process.events.map(({ type }) => type)
  return types
    .map((step) => ({ step, now: stepIn(process, state, from, step), after: stepIn(process, state, to, step) }))
    .filter(({ now, after }) => !same(now, after))
}

/** As the page of the thing itself tells it, under either version. */
const stepIn = (process: AnyProcess, state: ProcessState, model: Model, type: string): Refusal | null =>
  whyNot({ process, state, others: {}, today: state.since ?? '', models: () => model }, type)

function changedParameters(from: Model, to: Model): MigrationPreview['parameters'] {
  const names = Object.keys({ ...from.parameters, ...to.parameters }) as (keyof ModelParameters)[]
  return names
    .map((name) => ({ name, now: from.parameters[name], after: to.parameters[name] }))
    .filter(({ now, after }) => !same(now, after))
}

function changedDeadlines(process: string, from: Model, to: Model): readonly ChangedDeadline[] {
  const dues = (model: Model) =>
    new Map(
      model.deadlines
        .filter((rule) => rule.process === process)
        .map(({ id, validFrom, due }) => [`${id} ${validFrom}`, { id, validFrom, due }]),
    )
  const [now, after] = [dues(from), dues(to)]
  return [...new Map([...now, ...after])]
    .map(([key, { id, validFrom }]) => {
      return { id, validFrom, now: now.get(key)?.due ?? null, after: after.get(key)?.due ?? null }
    })
    .filter((row) => !same(row.now, row.after))
}

/** Both sides are JSON that was made in one order. */
const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)
