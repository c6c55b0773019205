/**
 * One text for all ways to write the same: the order of names says nothing, nor does that of a list, nor what is left out or
 * empty. A list whose order does say something goes through `inOrder` first.
 */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).sort().join()}]`
  if (!isRecord(value)) return JSON.stringify(value ?? null)
  const fields = Object.entries(value).filter(([, each]) => !saysNothing(each))
  return `{${fields
    .map(([name, each]) => `${JSON.stringify(name)}:${canonical(each)}`)
    .sort()
    .join()}}`
}

export const inOrder = (list: readonly unknown[] = []): object => ({ ...list })

/** Where two of a kind differ, inside records too: `due.after.count`. Lists are taken whole. */
export function differingFields(one: unknown, other: unknown, at = ''): readonly string[] {
  if (canonical(one) === canonical(other)) return []
  if (!isRecord(one) || !isRecord(other)) return at === '' ? [] : [at]
  const names = Object.keys({ ...one, ...other })
  return names.flatMap((name) => differingFields(one[name], other[name], at === '' ? name : `${at}.${name}`))
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const saysNothing = (value: unknown): boolean =>
  value === undefined || (typeof value === 'object' && value !== null && Object.keys(value).length === 0)
