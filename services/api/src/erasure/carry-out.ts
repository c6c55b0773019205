import { setTimeout as pause } from 'node:timers/promises'
import type { CommandHandler, CommandOutcome } from '@kooperacje/commands'
import { type Actor, carryOutErasure as begin, completeErasure, type ErasureState, erasure } from '@kooperacje/domain'
import { forgetCaughtMails } from '@kooperacje/workers'
import type { Pool } from 'pg'
import { streamsAbout } from './streams.ts'

export interface ErasureMeans {
  readonly pool: Pool
  readonly handler: CommandHandler
  /** Destroys the key of a person, and tells every running process. */
  readonly forget: (ledger: string, subject: string) => Promise<boolean>
}

/** A command that is on its way with what it read before the key went has come through, or was refused, by then. */
const SETTLE_MS = 1000

/**
 * Carries a confirmed request out: asks for holds a last time, destroys the key, clears away what else could tell of the
 * person, and records that it is done. Whatever it is interrupted by, calling it again finishes it: each step can be
 * repeated, and a request that is BEGUN has no way but on. What is cleared is listed in docs/explanation/erasure.md.
 */
export async function carryOutErasure(
  { pool, handler, forget }: ErasureMeans,
  asked: {
    readonly ledger: string
    readonly erasureId: string
    readonly by: Actor
    readonly correlationId: string
    readonly occurredAt?: string | undefined
  },
): Promise<CommandOutcome> {
  const { ledger, erasureId: id, ...rest } = asked
  const ref = { process: erasure, id }
  const before = await handler.state(ledger, ref)
  if (before.state.status !== 'BEGUN') {
    const begun = await handler.execute({ ...rest, ledger, command: begin, id, body: {} })
    if (!begun.ok) return begun
  }
  const { clientId } = (await handler.state(ledger, ref)).state as ErasureState
  if (clientId === null) throw new Error(`erasure ${id} names nobody`)

  await forget(ledger, clientId)
  await pause(SETTLE_MS)
  // Such a command may have made the person a new key for what it had in memory.
  await forget(ledger, clientId)
  const streams = await streamsAbout(pool, ledger, clientId)
  // Words in facts that do not name the client are sealed under the key of their stream.
  for (const stream of streams) await forget(ledger, stream.slice(stream.indexOf('/') + 1))
  await pool.query('select es.forget_fingerprints($1, $2)', [ledger, streams])
  await forgetCaughtMails(pool, ledger, streams)
  return handler.execute({ ...rest, ledger, command: completeErasure, id, body: {} })
}
