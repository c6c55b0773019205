/** Where something stands in a document: `deadlines`, `3`. */
export type Steps = readonly string[]

export const stepsOf = (path: string): Steps => path.split('.').filter((step) => step !== '')

const isHolder = (value: unknown): value is Record<string, unknown> | unknown[] =>
  typeof value === 'object' && value !== null

/** What is not there is undefined; what an object inherits is not there. */
export function valueAt(value: unknown, [step, ...rest]: Steps): unknown {
  if (step === undefined) return value
  if (!isHolder(value) || !Object.hasOwn(value, step)) return undefined
  return valueAt((value as Readonly<Record<string, unknown>>)[step], rest)
}

/** The document with this there; undefined takes away what was there. */
export function withValue(value: unknown, [step, ...rest]: Steps, put: unknown): unknown {
  if (step === undefined) return put
  const inner = withValue(valueAt(value, [step]), rest, put)
  if (Array.isArray(value)) {
    const at = Number(step)
    return inner === undefined ? value.filter((_, i) => i !== at) : value.with(at, inner)
  }
  const { [step]: _, ...others } = (isHolder(value) ? value : {}) as Readonly<Record<string, unknown>>
  if (inner === undefined) return others
  return isHolder(value) && Object.hasOwn(value, step) ? { ...value, [step]: inner } : { ...others, [step]: inner }
}
