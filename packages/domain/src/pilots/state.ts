import type { Absent, ProcessState } from '../kernel/process.ts'
import type { Macroregion } from '../model-versions/values.ts'
import type { PilotTarget } from './events.ts'

export type PilotStatus = 'PREPARING' | 'RUNNING' | 'BETWEEN_PHASES' | 'ENDED'

export interface PilotState extends ProcessState<Absent | PilotStatus> {
  /** The version that each macroregion tries out. */
  readonly chosen: Readonly<Partial<Record<Macroregion, string>>>
  readonly targets: readonly PilotTarget[]
}

/** Two targets that are about the same figure of the same place. */
export const sameAim = (one: PilotTarget, other: PilotTarget): boolean =>
  one.indicator === other.indicator && one.region === other.region && one.teryt === other.teryt

/** Targets in force on a day: of several with the same aim the one that began last. */
export function targetsOn(targets: readonly PilotTarget[], day: string): readonly PilotTarget[] {
  const begun = targets.filter(({ validFrom }) => validFrom <= day)
  const newest = begun.filter((one) => !begun.some((other) => sameAim(one, other) && other.validFrom > one.validFrom))
  return newest.filter(({ validTo }) => validTo === undefined || day <= validTo)
}

/** Whether a figure reaches its target; a figure that cannot be computed reaches nothing. */
export function reaches(
  { comparator, value }: Pick<PilotTarget, 'comparator' | 'value'>,
  actual: number | null,
): boolean {
  if (actual === null) return false
  if (comparator === 'EQ') return actual === value
  return comparator === 'GTE' ? actual >= value : actual <= value
}
