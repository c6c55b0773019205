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
    body: structuredClone({ ...body, ...(creates ? { id } : {}), occurredAt: at }),
  }
}
