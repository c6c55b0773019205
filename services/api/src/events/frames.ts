import { setTimeout as sleep } from 'node:timers/promises'
import { type Batch, waitForPosition } from '@kooperacje/events'
import { eventFrame, greeting, heartbeat } from './server-sent.ts'
import { askedFor, type Follower, maySee } from './visibility.ts'

export interface FramesOptions {
  readonly batches: AsyncGenerator<Batch, void>
  readonly after: number
  readonly follower: Follower
  readonly heartbeatMs: number
  /** Asked with every heartbeat: a key that was revoked must not go on reading. */
  readonly stillMay: () => Promise<boolean>
  readonly signal: AbortSignal
}

/** What is written to one client, piece by piece, as fast as it takes it. */
export async function* frames(options: FramesOptions): AsyncGenerator<string, void> {
  const { batches, follower, heartbeatMs, stillMay, signal } = options
  let position = options.after
  yield greeting
  let coming = batches.next()
  coming.catch(() => {})
  for (let beat = soon(heartbeatMs, signal); !signal.aborted; ) {
    const next = await Promise.race([coming, beat])
    if (next === 'beat') {
      if (!(await stillMay())) return
      yield heartbeat(position)
      beat = soon(heartbeatMs, signal)
      continue
    }
    if (next.done) return
    const text = await written(next.value, follower, signal)
    position = next.value.position
    coming = batches.next()
    // Its failure is told when its turn comes; until this client has taken what is written nobody listens.
    coming.catch(() => {})
    if (text !== '') yield text
  }
}

async function written({ events, position }: Batch, follower: Follower, signal: AbortSignal): Promise<string> {
  const { context, principal, ledger } = follower
  const projections = askedFor(principal, events)
  while (projections.length > 0 && !signal.aborted) {
    if (await waitForPosition(context.pool, projections, ledger, position, context.waitMs)) break
  }
  let text = ''
  for (const event of events) if (!signal.aborted && (await maySee(follower, event))) text += eventFrame(event)
  return text
}

const soon = (ms: number, signal: AbortSignal): Promise<'beat'> =>
  sleep(ms, 'beat' as const, { signal, ref: false }).catch(() => 'beat' as const)
