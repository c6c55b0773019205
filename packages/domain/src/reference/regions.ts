import { z } from 'zod'
import { voivodeshipOf } from './teryt.ts'

/** The four regions of macroregion III; Śląskie leads. */
export const Region = z.enum(['SLASKIE', 'MALOPOLSKIE', 'LODZKIE', 'OPOLSKIE'])
export type Region = z.infer<typeof Region>

export interface RegionEntry {
  readonly code: Region
  readonly pl: string
  /** Of the voivodeship, in TERYT. */
  readonly teryt: string
  /** Its regional centre of social policy. */
  readonly centre: string
}

export const regions: readonly RegionEntry[] = [
  { code: 'SLASKIE', pl: 'śląskie', teryt: '24', centre: 'ROPS Katowice' },
  { code: 'MALOPOLSKIE', pl: 'małopolskie', teryt: '12', centre: 'ROPS Kraków' },
  { code: 'LODZKIE', pl: 'łódzkie', teryt: '10', centre: 'RCPS Łódź' },
  { code: 'OPOLSKIE', pl: 'opolskie', teryt: '16', centre: 'ROPS Opole' },
]

export const MACROREGION = 'macroregion-3'

/** The region that a place lies in, by its code; null outside the macroregion. */
export const regionOf = (teryt: string): Region | null =>
  regions.find((region) => region.teryt === voivodeshipOf(teryt))?.code ?? null
