import { Failure } from './errors.ts'

/** What went wrong, in one line for a person at a terminal. What we did not foresee keeps its own message. */
export function sentence(error: unknown): string {
  if (error instanceof Failure) return oneLine(error.message)
  const root = rootOf(error)
  const known = explanations[codeOf(root) ?? '']
  return oneLine(known ? known(messageOf(root)) : messageOf(root))
}

const UNREACHABLE = (message: string) =>
  `the server does not answer (${message}): start it, or correct DATABASE_URL; \`koop doctor\` checks the connection`
const UNMIGRATED = (message: string) =>
  `the database lacks what this command needs (${message}): \`koop doctor\` names the migrations that are missing`
const LOG_IN = (message: string) => `the server refused the log-in (${message}): correct DATABASE_URL`

/** Codes of Node and of PostgreSQL (appendix A of its manual) that an operator meets. */
const explanations: Readonly<Record<string, (message: string) => string>> = {
  ECONNREFUSED: UNREACHABLE,
  ECONNRESET: UNREACHABLE,
  EHOSTUNREACH: UNREACHABLE,
  ENETUNREACH: UNREACHABLE,
  ENOTFOUND: UNREACHABLE,
  EAI_AGAIN: UNREACHABLE,
  ETIMEDOUT: UNREACHABLE,
  '57P01': UNREACHABLE,
  '57P03': UNREACHABLE,
  '28000': LOG_IN,
  '28P01': LOG_IN,
  '3D000': LOG_IN,
  '3F000': UNMIGRATED,
  '42P01': UNMIGRATED,
  '42883': UNMIGRATED,
  // `role "kooperacje_service" does not exist`: the migrations make it.
  '22023': UNMIGRATED,
  '42501': (message) =>
    `the server refused (${message}): the log-in of DATABASE_URL needs the role kooperacje_service; \`koop doctor\` checks the rights`,
}

/** Several addresses of one name are tried together; the first failure tells as much as all of them. */
function rootOf(error: unknown): unknown {
  return error instanceof AggregateError && error.errors.length > 0 ? rootOf(error.errors[0]) : error
}

/** The bare reason, for the middle of a sentence that itself says what to do. */
export const reasonOf = (error: unknown): string => oneLine(messageOf(rootOf(error)))

export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { cause } = error
  const message = error.message || codeOf(error) || error.name
  return cause instanceof Error && !message.includes(cause.message) ? `${message}: ${cause.message}` : message
}

const oneLine = (text: string) => text.trim().replace(/\s*\n\s*/g, ' ')
