import type { Criterion } from '../cases/values.ts'

/**
 * The numbers in the rules of the model. They are data with a version: a partnership keeps the version that it was
 * opened under, and a case that of its partnership, so that a new version of the model never judges old work.
 */
export interface ModelParameters {
  readonly version: string
  /** Institutions besides the leader that must have signed before a partnership is constituted. */
  readonly minInstitutions: number
  /** Sectors among all that signed, the leader's included. */
  readonly minSectors: number
  /** How many of the selection criteria C1 to C5 a case must meet, and which of them it cannot do without. */
  readonly selectionThreshold: number
  readonly mandatoryCriteria: readonly Criterion[]
  readonly minTeamMembers: number
  readonly minTeamSectorsBesidesLeader: number
}

/**
 * 1.0 is the implementation version of 29 March 2019. Its full text could not be read: these numbers are proposals, which
 * is why they stand here as data and not in the guards.
 */
export const modelParameters: ModelParameters = {
  version: '1.0',
  minInstitutions: 3,
  minSectors: 3,
  selectionThreshold: 4,
  mandatoryCriteria: ['C1', 'C2'],
  minTeamMembers: 3,
  minTeamSectorsBesidesLeader: 2,
}

export const modelVersions: readonly ModelParameters[] = [modelParameters]

export const isModelVersion = (version: string): boolean => modelVersions.some((model) => model.version === version)

/**
 * Parameters of the version that a stream runs on; before its first fact, those of the newest. A stored version that
 * nobody knows is a broken installation, not a wrong request: guessing another version's rules would be worse.
 */
export function parametersOf(version: string | null): ModelParameters {
  if (version === null) return modelParameters
  const found = modelVersions.find((model) => model.version === version)
  if (!found) throw new Error(`no parameters are known for version ${version} of the model`)
  return found
}
