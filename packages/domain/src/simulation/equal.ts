/** As JSON: what is left out is not there, and the order of names does not matter. */
export function equal(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
  if (Array.isArray(one) !== Array.isArray(other)) return false
  const [a, b] = [present(one), present(other)]
  return a.size === b.size && [...a].every(([name, value]) => b.has(name) && equal(value, b.get(name)))
}

const present = (value: object) => new Map(Object.entries(value).filter(([, each]) => each !== undefined))
