import { projections, type TableProjection } from '@kooperacje/readmodels'
import { Failure, UsageError } from '../command-line/errors.ts'
import { listed } from '../command-line/kinds.ts'

export interface Chosen {
  readonly projections: readonly TableProjection[]
  /** Left out of "all": they hold what no event tells, so there is nothing to build or compare them from. */
  readonly leftOut: readonly string[]
}

/** The projections that `NAME` or `--all` stands for. */
export function chooseProjections(name: string | undefined, all: boolean): Chosen {
  const known: readonly TableProjection[] = projections
  const derived = known.filter(({ rebuilt }) => rebuilt)
  const names = listed(
    derived.map(({ name }) => name),
    'or',
  )
  if (all && name !== undefined) throw new UsageError(`'${name}' and --all: one of the two`)
  if (all) return { projections: derived, leftOut: known.filter(({ rebuilt }) => !rebuilt).map(({ name }) => name) }
  if (name === undefined) throw new UsageError(`the NAME of a projection is missing, or --all: ${names}`)
  const projection = known.find((candidate) => candidate.name === name)
  if (!projection) throw new UsageError(`there is no projection '${name}', only ${names}`)
  if (!projection.rebuilt) {
    throw new Failure(`${name} holds what no event tells (whether a mail has left), so it cannot be derived again`)
  }
  return { projections: [projection], leftOut: [] }
}
