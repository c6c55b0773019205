import { type FieldError, Problem } from './problems.ts'

/**
 * JSON can spell half of a surrogate pair, `"\ud800"`, and UTF-8 cannot: such a text has no form in which the history could be
 * signed, so the store refuses it. Told here, where the field can be named.
 */
export function refuseHalfCharacters(body: unknown): void {
  const errors = halves(body, 'body')
  if (errors.length > 0) throw new Problem('invalid-request', { errors })
}

function halves(node: unknown, path: string): FieldError[] {
  if (typeof node === 'string') return node.isWellFormed() ? [] : [{ path, message: 'The text has half a character.' }]
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([key, value]) =>
    key.isWellFormed() ? halves(value, `${path}.${key}`) : [{ path, message: 'A name has half a character.' }],
  )
}
