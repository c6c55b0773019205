import {
  localAuthorities,
  localAuthorityOf,
  MACROREGION,
  type Place,
  type Region,
  regionOf,
  regions,
  terytLevel,
} from '@kooperacje/domain'

/** A ledger that a report could be of, by the code of its local authority. */
export interface ReportedLedger {
  readonly ledger: string
  readonly name: string
  readonly region: Region | null
}

export interface ReportScope {
  readonly kind: 'LOCAL_AUTHORITY' | 'REGION' | 'MACROREGION'
  readonly code: string
  readonly name: string
  /** Whose targets stand beside the figures. */
  readonly place: Place
  readonly ledgers: readonly ReportedLedger[]
}

const reported = (ledger: string): ReportedLedger => ({
  ledger,
  name: localAuthorityOf(ledger)?.name ?? ledger,
  region: regionOf(ledger),
})

/**
 * What a report is of: a TERYT code, a region, or the macroregion. Which ledgers belong to a region is said by the
 * reference data; a local authority that it does not know, and that the caller may read, belongs where its code lies.
 */
export function scopeOf(code: string, readable: readonly string[]): ReportScope | null {
  const region = regions.find((each) => each.code === code)
  const ofRegions = (wanted: (region: Region | null) => boolean) => {
    const known = localAuthorities.map(({ municipality }) => municipality)
    const all = new Set([...known, ...readable.filter((ledger) => terytLevel(ledger) === 'MUNICIPALITY')])
    return [...all].map(reported).filter((each) => wanted(each.region))
  }
  if (region) {
    const ledgers = ofRegions((each) => each === region.code)
    return { kind: 'REGION', code, name: region.pl, place: { region: region.code }, ledgers }
  }
  if (code === MACROREGION) {
    return {
      kind: 'MACROREGION',
      code,
      name: 'makroregion III',
      place: {},
      ledgers: ofRegions((each) => each !== null),
    }
  }
  const level = terytLevel(code)
  if (level !== 'MUNICIPALITY' && level !== 'COUNTY') return null
  const ledger = readable.includes(code) ? code : (localAuthorityOf(code)?.municipality ?? code)
  const own = reported(ledger)
  return { kind: 'LOCAL_AUTHORITY', code, name: own.name, place: { teryt: code }, ledgers: [own] }
}
