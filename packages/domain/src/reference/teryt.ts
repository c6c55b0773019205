/**
 * Structure of a TERYT code, WW PP GG R: voivodeship 02 to 32 in even numbers; county 01 to 60, city with county rights
 * 61 to 99; municipality 01 to 99; type 1 urban, 2 rural, 3 urban-rural, 4 town and 5 rural area of an urban-rural one,
 * 8 a district of Warsaw, 9 a delegature of Kraków, Łódź, Poznań or Wrocław. Text, because leading zeros matter.
 */
export type TerytLevel = 'VOIVODESHIP' | 'COUNTY' | 'MUNICIPALITY'

const LEVELS: Readonly<Record<number, TerytLevel>> = { 2: 'VOIVODESHIP', 4: 'COUNTY', 7: 'MUNICIPALITY' }
const TYPES = '1234589'

/** What a code names, or null when it is built like none. Whether such a place exists only the register knows. */
export function terytLevel(code: string): TerytLevel | null {
  const level = /^\d+$/.test(code) ? (LEVELS[code.length] ?? null) : null
  if (level === null) return null
  const voivodeship = Number(code.slice(0, 2))
  if (voivodeship < 2 || voivodeship > 32 || voivodeship % 2 !== 0) return null
  if (code.length > 2 && Number(code.slice(2, 4)) === 0) return null
  if (code.length > 4 && (Number(code.slice(4, 6)) === 0 || !TYPES.includes(code.charAt(6)))) return null
  return level
}

export const countyOf = (code: string): string => code.slice(0, 4)
export const voivodeshipOf = (code: string): string => code.slice(0, 2)

/** Cities with county rights are counties of one municipality, numbered from 61. */
export const hasCountyRights = (code: string): boolean => Number(code.slice(2, 4)) > 60
