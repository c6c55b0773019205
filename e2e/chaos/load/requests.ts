import { commandRoutes } from '@kooperacje/api'
import { commandDefinitions } from '@kooperacje/domain'
import type { Wish } from '@kooperacje/town'

export interface Request {
  /** Of idempotency. */
  readonly key: string
  readonly ledger: string
  readonly command: string
  readonly path: string
  readonly body: Readonly<Record<string, unknown>>
}

const paths = new Map(commandRoutes.map(({ command, path }) => [command, path]))

/** A wish of the simulated town as the request that a client would send. */
export function requestOf(ledger: string, key: string, { command, id, body, at }: Wish): Request {
  const path = paths.get(command)
  if (!path) throw new Error(`no route leads to ${command}`)
  const creates = commandDefinitions[command].creates === true
  return {
    key,
    ledger,
    command,
    path: `/v1/${ledger}${path.replace(':id', id)}`,
    // A copy: the life that it comes from may go on with parts of it, and an attempt may come much later.
    body: structuredClone({
      ...body,
      ...(creates ? { id } : {}),
      // The town knows nobody's number; here everybody has one.
      ...(command === 'SubmitReferral' ? { clientPesel: peselOf(`${ledger}/${body.clientId}`) } : {}),
      occurredAt: at,
    }),
  }
}

const WEIGHTS = [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]
const numbers = new Map<string, number>()

/** A number that holds together and is nobody else's in this run: born in 1950 or later, in the order of asking. */
function peselOf(person: string): string {
  const nth = numbers.get(person) ?? numbers.size
  numbers.set(person, nth)
  const two = (number: number) => String(number).padStart(2, '0')
  const day = Math.floor(nth / 10_000)
  const digits = `${50 + Math.floor(day / 336)}${two(1 + (Math.floor(day / 28) % 12))}${two(1 + (day % 28))}${String(nth % 10_000).padStart(4, '0')}`
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(digits[i]), 0)
  return `${digits}${(10 - (sum % 10)) % 10}`
}
