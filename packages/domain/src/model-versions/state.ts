import type { Absent, ProcessState } from '../kernel/process.ts'
import type { ModelDocument } from '../model/document.ts'
import { BUILT_IN_VERSION } from '../model/version.ts'
import type { modelVersionDescription } from './description.ts'

export type ModelVersionStatus = keyof typeof modelVersionDescription.states

export interface ModelVersionState extends ProcessState<Absent | ModelVersionStatus> {
  readonly document: ModelDocument | null
  readonly publishedOn: string | null
}

/** The version that comes with the software is known and published without having been recorded. */
export const isKnown = ({ status }: ModelVersionState, version: string): boolean =>
  status !== 'NONE' || version === BUILT_IN_VERSION

/**
 * Whether partnerships may run on the version: from its approval on, and for good, as those that began under a version keep
 * it after another has superseded it.
 */
export const isPublished = ({ status, publishedOn }: ModelVersionState, version: string): boolean =>
  publishedOn !== null || (status === 'NONE' && version === BUILT_IN_VERSION)

export const isSuperseded = ({ status }: ModelVersionState): boolean => status === 'SUPERSEDED'
