import type { Random } from './random.ts'

/** Invented: colours, trees and weather, in a form that is nobody's in particular. */
const SURNAMES = [
  'Brzozowy',
  'Burzliwy',
  'Cienisty',
  'Dębowy',
  'Deszczowy',
  'Jaworowy',
  'Jesienny',
  'Kalinowy',
  'Klonowy',
  'Lipcowy',
  'Majowy',
  'Mglisty',
  'Morelowy',
  'Olchowy',
  'Piaskowy',
  'Rumiankowy',
  'Słoneczny',
  'Srebrzysty',
  'Sosnowy',
  'Wichrowy',
  'Wierzbowy',
  'Wrzosowy',
  'Zielony',
  'Zimowy',
] as const

export const inventedName = (random: Random, kind: string): string => {
  const surname = `${random.pick(SURNAMES)}-${random.pick(SURNAMES)}`
  if (kind === 'FAMILY') return `Rodzina ${surname}`
  return kind === 'GROUP' ? `Grupa sąsiedzka ${surname}` : `Osoba ${surname}`
}
