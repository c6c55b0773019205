import { setTimeout as pause } from 'node:timers/promises'
import type { CommandHandler, CommandOutcome } from '@kooperacje/commands'
import {
  type Actor,
  carryOutErasure as begin,
  completeErasure,
  type ErasureState,
  erasure,
  nameErasureKeys,
  refuse,
} from '@kooperacje/domain'
import { keptKeys } from '@kooperacje/events'
import type { Pool } from 'pg'
import { forgetCaughtMails } from '../mail/caught.ts'
import { ifFree, type Patience, whenFree } from './one-at-a-time.ts'
import { streamsAbout } from './streams.ts'

export interface ErasureMeans extends Patience {
  readonly pool: Pool
  readonly handler: CommandHandler
  /** Destroys the key of a person, if it is still the one that was wrapped so, and tells every running process. */
  readonly forget: (ledger: string, subject: string, wrapped: Buffer) => Promise<boolean>
  /** Default one second. */
  readonly settleMs?: number | undefined
}

export interface ErasureOrder {
  readonly ledger: string
  readonly erasureId: string
  readonly by: Actor
  readonly correlationId: string
  readonly causationId?: string | undefined
  readonly occurredAt?: string | undefined
}

/** A command that is on its way with what it read before the key went has come through, or was refused, by then. */
const SETTLE_MS = 1000

/**
 * Carries a confirmed request out: asks for holds a last time, records which keys are going to be destroyed, destroys these and
 * no others, clears away what else could tell of the person, and records that it is done. Whatever it is interrupted by, it is
 * finished by calling it again, or by the workers (`resumeErasure`): each step can be repeated, and a request that is BEGUN has
 * no way but on. What is cleared is listed in docs/explanation/erasure.md.
 */
export async function carryOutErasure(means: ErasureMeans, order: ErasureOrder): Promise<CommandOutcome> {
  const outcome = await whenFree(means.pool, nameOf(order), () => beginAndFinish(means, order), means)
  return outcome ?? { ok: false, refusal: refuse('erasure-under-way') }
}

async function beginAndFinish(means: ErasureMeans, order: ErasureOrder): Promise<CommandOutcome> {
  if ((await stateOf(means, order)).status === 'BEGUN') return finish(means, order)
  const { erasureId: id, ...rest } = order
  const begun = await means.handler.execute({ ...rest, command: begin, id, body: {} })
  if (!begun.ok) return begun
  return finish(means, { ...order, causationId: `${order.ledger}@${begun.position}` })
}

/** Goes on with a request that is BEGUN; null when there is nothing to go on with, or somebody is at it. */
export async function resumeErasure(means: ErasureMeans, order: ErasureOrder): Promise<CommandOutcome | null> {
  return ifFree(means.pool, nameOf(order), async () =>
    (await stateOf(means, order)).status === 'BEGUN' ? finish(means, order) : null,
  )
}

async function finish(means: ErasureMeans, order: ErasureOrder): Promise<CommandOutcome> {
  const { pool, handler, settleMs = SETTLE_MS } = means
  const { ledger, erasureId: id, ...rest } = order
  const { clientId } = await stateOf(means, order)
  if (clientId === null) throw new Error(`erasure ${id} names nobody`)

  await destroyKeys(means, order, clientId)
  await pause(settleMs)
  // Such a command may have made the person a new key for what it had in memory, or a new thing that is about them.
  while (await destroyKeys(means, order, clientId)) await pause(settleMs)
  const streams = await streamsAbout(pool, ledger, clientId)
  await pool.query('select es.forget_fingerprints($1, $2)', [ledger, streams])
  await forgetCaughtMails(pool, ledger, streams)
  return handler.execute({ ...rest, ledger, command: completeErasure, id, body: {} })
}

/**
 * Names the keys that there are and destroys them; answers whether there were any. In this order, and none but those that were
 * named: what is gone from the history without a fact that says so looks as if somebody had hidden it.
 */
async function destroyKeys(means: ErasureMeans, order: ErasureOrder, clientId: string): Promise<boolean> {
  const { pool, handler, forget } = means
  const { ledger, erasureId: id, ...rest } = order
  const streams = await streamsAbout(pool, ledger, clientId)
  // Words in facts that do not name the client are sealed under the key of their stream.
  const kept = await keptKeys(pool, ledger, [
    clientId,
    ...streams.map((stream) => stream.slice(stream.indexOf('/') + 1)),
  ])
  if (kept.length === 0) return false
  const keys = kept.flatMap(({ names }) => names)
  if (keys.length > 0) {
    const named = await handler.execute({ ...rest, ledger, command: nameErasureKeys, id, body: { keys } })
    if (!named.ok) throw new Error(`the keys that erasure ${id} destroys could not be named: ${named.refusal.code}`)
  }
  for (const { subject, wrapped } of kept) await forget(ledger, subject, wrapped)
  return true
}

const stateOf = async ({ handler }: ErasureMeans, { ledger, erasureId: id }: ErasureOrder): Promise<ErasureState> =>
  (await handler.state(ledger, { process: erasure, id })).state as ErasureState

const nameOf = ({ ledger, erasureId }: ErasureOrder) => `erasure/${ledger}/${erasureId}`
