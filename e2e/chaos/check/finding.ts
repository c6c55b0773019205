/** A promise that was broken, with what shows it. */
export interface Finding {
  readonly law: string
  readonly detail: string
  /** How many of it there are; the detail tells of some. */
  readonly count: number
}

const SHOWN = 5

/** One finding for everything that breaks the same law; none when nothing does. */
export function findings(law: string, broken: readonly string[]): readonly Finding[] {
  if (broken.length === 0) return []
  const more = broken.length > SHOWN ? `; and ${broken.length - SHOWN} more` : ''
  return [{ law, detail: broken.slice(0, SHOWN).join('; ') + more, count: broken.length }]
}
