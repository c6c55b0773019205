import { setTimeout as sleep } from 'node:timers/promises'
import { type Batch, waitForPosition } from '@kooperacje/events'
import { may } from '../auth/permissions.ts'
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
  const { batches, follower, heartbeatMs, stillMay } = options
  const over = new AbortController()
  const signal = AbortSignal.any([options.signal, over.signal])
  const next = (): Promise<Piece | null> => {
    const piece = batches.next().then(({ done, value }) => (done ? null : written(value, follower, signal)))
    // Its failure is told when its turn comes; until this client has taken a heartbeat nobody listens.
    piece.catch(() => {})
    return piece
  }
  let position = options.after
  yield greeting
  let coming = next()
  let beat = soon(heartbeatMs, signal)
  try {
    while (!signal.aborted) {
      // The beat first: where there is always a next event, and while a projection is waited for, it would else never come.
      const piece = await Promise.race([beat, coming])
      if (piece === 'beat') {
        if (!(await stillMay())) return
        yield heartbeat(position)
        beat = soon(heartbeatMs, signal)
        continue
      }
      if (piece === null) return
      position = piece.position
      if (piece.text !== '') yield piece.text
      // Not before this client has taken that: what it may see is asked when it is sent.
      coming = next()
    }
  } finally {
    over.abort()
  }
}

interface Piece {
  readonly text: string
  readonly position: number
}

async function written({ events, position }: Batch, follower: Follower, signal: AbortSignal): Promise<Piece> {
  const { context, principal, ledger } = follower
  const clearance = { restricted: may(principal.role, 'case.read-restricted') }
  const projections = askedFor(principal, events)
  while (projections.length > 0 && !signal.aborted) {
    if (await waitForPosition(context.pool, projections, ledger, position, context.waitMs)) break
  }
  let text = ''
  for (const event of events) {
    if (!signal.aborted && (await maySee(follower, event))) text += eventFrame(event, clearance)
  }
  return { text, position }
}

const soon = (ms: number, signal: AbortSignal): Promise<'beat'> =>
  sleep(ms, 'beat' as const, { signal, ref: false }).catch(() => 'beat' as const)
