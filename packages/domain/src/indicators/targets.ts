import { Region, regionOf } from '../reference/regions.ts'
import { sourcedTargets } from '../reference/targets.ts'
import type { CountedData } from './counted-data.ts'
import type { FactView } from './view.ts'

export type Comparator = 'EQ' | 'GTE' | 'LTE'

/** What was promised of an indicator: data, with who said so. Without region and code it is of the whole macroregion. */
export interface Target {
  readonly indicator: string
  readonly region: Region | null
  /** Of a municipality or a county. */
  readonly teryt: string | null
  readonly value: number
  readonly comparator: Comparator
  readonly source: string
  readonly validFrom: string
  readonly validTo: string | null
}

type Stated = CountedData['PilotTargetSet']

/** Those that come with the software, and those that were set by T, the last one set for the same thing standing. */
export function targetsOf(views: readonly FactView[]): readonly Target[] {
  const set = views.flatMap((view) => view.of('PilotTargetSet').map(({ data }) => data))
  return [...sourcedTargets, ...set].map(asTarget)
}

function asTarget(stated: Stated): Target {
  const { indicator, value, source, validFrom, teryt = null, validTo = null } = stated
  const region = Region.safeParse(stated.region)
  const comparator = stated.comparator as Comparator
  return {
    indicator,
    region: region.success ? region.data : null,
    teryt,
    value,
    comparator,
    source,
    validFrom,
    validTo,
  }
}

/** What a report is about: one local authority, a region, or (empty) the macroregion. */
export interface Place {
  readonly teryt?: string
  readonly region?: Region
}

/** The target in force on a day. A target of the region says nothing of one of its municipalities. */
export const targetFor = (
  targets: readonly Target[],
  indicator: string,
  { teryt, region }: Place,
  day: string,
): Target | null =>
  targets.findLast(
    (target) =>
      target.indicator === indicator &&
      target.teryt === (teryt ?? null) &&
      (teryt !== undefined
        ? target.region === null || target.region === regionOf(teryt)
        : target.region === (region ?? null)) &&
      target.validFrom <= day &&
      (target.validTo === null || day <= target.validTo),
  ) ?? null

/** Null where there is nothing to hold against it. */
export function isMet({ comparator, value: wanted }: Target, value: number | null): boolean | null {
  if (value === null) return null
  return comparator === 'EQ' ? value === wanted : comparator === 'GTE' ? value >= wanted : value <= wanted
}
