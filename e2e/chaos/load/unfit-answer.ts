export interface WholeAnswer {
  readonly status: number
  readonly head: Headers
  readonly text: string
}

/**
 * Why nobody may be answered like this, whatever is broken; null when one may. 500 says "our fault, somebody look into it", and
 * what is done to the system here is nobody's. It may break off, not answer in time, or say that it cannot now and when to
 * ask again.
 */
export function unfitAnswer({ status, head, text }: WholeAnswer): string | null {
  if (status < 500) return null
  const isProblem = head.get('content-type')?.startsWith('application/problem+json') === true
  if (status !== 503 || !isProblem) return `answered ${status} ${text.slice(0, 300)}`
  return /^\d+$/.test(head.get('retry-after') ?? '') ? null : `answered 503 without Retry-After ${text.slice(0, 300)}`
}
