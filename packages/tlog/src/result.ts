/** What comes from outside is refused with a value; only a caller's own mistake throws. */
export type RefusalCode =
  | 'malformed-key'
  | 'malformed-note'
  | 'malformed-checkpoint'
  | 'malformed-proof'
  | 'malformed-receipt'
  | 'wrong-root'
  | 'wrong-origin'
  | 'bad-signature'
  | 'no-signature'
  | 'too-few-witnesses'
  | 'not-included'
  | 'wrong-payload'

export interface Refusal {
  readonly code: RefusalCode
  /** A sentence without its end: what is wrong. */
  readonly reason: string
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal }

export const accept = <T>(value: T): Result<T> => ({ ok: true, value })
export const refuse = (code: RefusalCode, reason: string): { readonly ok: false; readonly refusal: Refusal } => ({
  ok: false,
  refusal: { code, reason },
})
