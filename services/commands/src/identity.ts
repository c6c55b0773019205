import { createHash } from 'node:crypto'
import { uuidV7 } from '@kooperacje/events'
import { v5 as uuidv5 } from 'uuid'

/** Namespace of ids derived from idempotency keys; arbitrary and ours alone. */
const NAMESPACE = '5f3c9a52-8f0b-4c55-9d5e-0b1c6a7f2d10'

/**
 * A repeated request must name the same new things, so under an idempotency key ids are derived, not drawn.
 * @param made told of each id
 */
export function idMaker(ledger: string, command: string, idempotencyKey: string | undefined, made: Set<string>) {
  return (purpose: string): string => {
    const id =
      idempotencyKey === undefined ? uuidV7() : uuidv5([ledger, command, idempotencyKey, purpose].join('\n'), NAMESPACE)
    made.add(id)
    return id
  }
}

/** What "the same body" means for an idempotency key. Bodies come from their schema, so their keys are in its order. */
export function fingerprintOf(command: string, id: string | null, body: unknown, occurredAt: string | null): string {
  return createHash('sha256')
    .update(JSON.stringify([command, id, body, occurredAt]))
    .digest('base64url')
}
