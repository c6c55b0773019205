/**
 * The first of these media types that an `Accept` names; the first of ours for whoever takes anything or names none of them.
 * Weights other than zero do not count: clients list what they want first.
 */
export function accepted<const Type extends string>(
  accept: string | undefined,
  types: readonly [Type, ...Type[]],
): Type {
  for (const range of (accept ?? '').split(',').map((each) => each.trim().toLowerCase())) {
    const [type, ...parameters] = range.split(';').map((each) => each.trim())
    if (parameters.some((each) => /^q=0(\.0*)?$/.test(each))) continue
    if (type === '*/*') return types[0]
    const found = types.find((candidate) => candidate === type)
    if (found !== undefined) return found
  }
  return types[0]
}
