type Fields = Readonly<Record<string, unknown>>

/** As JSON: what is left out is not there, and the order of names does not matter. */
export function equal(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
  if (!Array.isArray(one))
    return !Array.isArray(other) && within(one as Fields, other as Fields) && onlyIn(one as Fields, other as Fields)
  return Array.isArray(other) && one.length === other.length && one.every((each, at) => equal(each, other[at]))
}

/** Everything that the first says, the second says too. */
const within = (one: Fields, other: Fields): boolean =>
  Object.keys(one).every((name) => equal(one[name], Object.hasOwn(other, name) ? other[name] : undefined))

/** The second says nothing that the first is silent about. */
const onlyIn = (one: Fields, other: Fields): boolean =>
  Object.keys(other).every((name) => other[name] === undefined || Object.hasOwn(one, name))
