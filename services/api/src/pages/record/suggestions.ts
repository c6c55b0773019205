/** Symbols of things that a form makes: a row is given the next one, and whoever types has one thing less to invent. */
const suggestions: Readonly<Record<string, string>> = { goalId: 'G', actionId: 'A-', gapId: 'L-' }

/** A row that holds nothing but these is empty. */
export const suggestedKeys: ReadonlySet<string> = new Set(Object.keys(suggestions))

/** Lists in which such things are made; elsewhere the same field names one that is there already. */
const lists: ReadonlySet<string> = new Set(['goals.goalId', 'actions.actionId', 'gaps.gapId'])

/** What stands in row `index` of a list before anybody types; null where that is for the person to say. */
export function suggested(list: string, name: string, index: number): string | null {
  const start = suggestions[name]
  return start !== undefined && lists.has(`${list}.${name}`) ? `${start}${index + 1}` : null
}
