import { type RefusalCode, refusals } from '@kooperacje/domain'
import type { AppendRefusal } from '@kooperacje/events'

/**
 * Every error the API answers with, once: what the domain refuses (`refusals`), what the store refuses, and what never
 * gets that far. `docs/reference/errors.md` is generated from this registry and a test holds the two together.
 */
export interface ProblemType {
  readonly status: number
  readonly en: string
  readonly pl: string
}

const transport = {
  'malformed-json': { status: 400, en: 'The body is not valid JSON.', pl: 'Treść nie jest poprawnym JSON-em.' },
  'malformed-request': { status: 400, en: 'The request cannot be read.', pl: 'Nie można odczytać żądania.' },
  'invalid-request': {
    status: 422,
    en: 'The request does not follow its schema; see errors.',
    pl: 'Żądanie nie jest zgodne ze schematem; zob. errors.',
  },
  'unsupported-media-type': {
    status: 415,
    en: 'Bodies are sent as application/json.',
    pl: 'Treść wysyła się jako application/json.',
  },
  'body-too-large': {
    status: 413,
    en: 'The body is larger than 1 MiB.',
    pl: 'Treść jest większa niż 1 MiB.',
  },
  unauthenticated: {
    status: 401,
    en: 'A valid API key (Authorization: Bearer koop_…) or a log-in is needed.',
    pl: 'Potrzebny jest ważny klucz API (Authorization: Bearer koop_…) albo zalogowanie.',
  },
  forbidden: {
    status: 403,
    en: 'The caller may not do this.',
    pl: 'Wywołujący nie ma do tego uprawnienia.',
  },
  'no-such-route': { status: 404, en: 'There is nothing at this address.', pl: 'Pod tym adresem nic nie ma.' },
  'unknown-stream': {
    status: 404,
    en: 'The ledger has no such stream.',
    pl: 'W księdze nie ma takiego strumienia.',
  },
  'position-not-reached': {
    status: 422,
    en: 'The ledger has not reached this position; see details for the last one.',
    pl: 'Księga nie sięga tej pozycji; ostatnią podaje details.',
  },
  'version-conflict': {
    status: 409,
    en: 'The stream was changed meanwhile; read it again and repeat.',
    pl: 'Strumień został w międzyczasie zmieniony; odczytaj go ponownie i powtórz.',
  },
  'precondition-failed': {
    status: 412,
    en: 'If-Match names another version than the present one.',
    pl: 'If-Match podaje inną wersję niż obecna.',
  },
  'idempotency-key-reused': {
    status: 422,
    en: 'This idempotency key was used with another body.',
    pl: 'Tego klucza idempotencji użyto z inną treścią.',
  },
  'position-beyond-head': {
    status: 409,
    en: 'The ledger has not come to this position; its history is shorter than the one that you have read. Begin again.',
    pl: 'Rejestr nie doszedł do tej pozycji; jego historia jest krótsza niż ta, którą odczytano. Zacznij od początku.',
  },
  'too-many-searches': {
    status: 429,
    en: 'Too many searches for persons within an hour; try again later.',
    pl: 'Zbyt wiele wyszukiwań osób w ciągu godziny; spróbuj ponownie później.',
  },
  'not-sealed-yet': {
    status: 409,
    en: 'This part of the history is not sealed yet, which takes some seconds; try again.',
    pl: 'Ta część historii nie jest jeszcze zapieczętowana, co trwa kilka sekund; spróbuj ponownie.',
  },
  'projection-behind': {
    status: 503,
    en: 'The read model has not reached the position asked for yet; try again.',
    pl: 'Model odczytu nie osiągnął jeszcze żądanej pozycji; spróbuj ponownie.',
  },
  'simulations-running': {
    status: 503,
    en: 'As many simulations as may run at once are running; try again when one of them has ended.',
    pl: 'Trwa już tyle symulacji, ile może naraz; spróbuj ponownie, gdy któraś się skończy.',
  },
  unavailable: {
    status: 503,
    en: 'The database cannot be reached; whether the command was recorded is unknown. Repeat it with the same Idempotency-Key.',
    pl: 'Baza danych jest nieosiągalna; nie wiadomo, czy polecenie zapisano. Powtórz je z tym samym Idempotency-Key.',
  },
  'internal-error': {
    status: 500,
    en: 'An unexpected fault; it was logged under the request id.',
    pl: 'Nieoczekiwany błąd; zapisano go pod identyfikatorem żądania.',
  },
} as const satisfies Record<string, ProblemType>

const STATUS_OF_KIND = { conflict: 409, invalid: 422, missing: 404 } as const

export type ProblemCode = RefusalCode | keyof typeof transport

export const problemTypes: Readonly<Record<ProblemCode, ProblemType>> = {
  ...(Object.fromEntries(
    Object.entries(refusals).map(([code, { kind, en, pl }]) => [code, { status: STATUS_OF_KIND[kind], en, pl }]),
  ) as Record<RefusalCode, ProblemType>),
  ...transport,
}

export interface FieldError {
  /** Where: `body.urgency`, `query.limit`, `header.if-match`. */
  readonly path: string
  readonly message: string
}

/** Thrown by handlers to answer with a problem; expected, so it is not logged as a fault. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly details: Readonly<Record<string, unknown>> | undefined
  readonly errors: readonly FieldError[] | undefined

  constructor(
    code: ProblemCode,
    extra: { details?: Readonly<Record<string, unknown>>; errors?: readonly FieldError[] } = {},
  ) {
    super(code)
    this.code = code
    this.details = extra.details
    this.errors = extra.errors
  }
}

/** What the store refuses, in the words of the API. Anything but these two is a fault of ours. */
export function problemOfAppend(refusal: AppendRefusal, preconditioned: boolean): Problem {
  switch (refusal.code) {
    case 'wrong-version':
      return new Problem(preconditioned ? 'precondition-failed' : 'version-conflict', {
        details: { conflicts: refusal.conflicts },
      })
    case 'idempotency-key-reused':
      return new Problem('idempotency-key-reused')
    default:
      throw new Error(`the command layer built what the store refuses: ${refusal.code}`)
  }
}
