import { setTimeout as sleep } from 'node:timers/promises'
import type { EventStore } from '@kooperacje/events'
import { Follower, type FollowerOptions } from '../load/follower.ts'
import { type Finding, findings } from './finding.ts'

/** A stream whose process was hurt needs that process's time limits, and its own of silence, to begin anew. */
const ARRIVES_WITHIN_MS = 90_000

/**
 * Whoever followed all along, through every break, has seen what one sees who reads it all at once afterwards: every fact,
 * once, in order.
 */
export async function followersSawAll(
  store: EventStore,
  along: readonly Follower[],
  who: Omit<FollowerOptions, 'ledger'>,
): Promise<readonly Finding[]> {
  const broken: string[] = []
  for (const follower of along) {
    const { ledger } = follower
    const afterwards = new Follower({ ...who, ledger })
    const head = await store.head(ledger)
    for (const [name, one] of [
      ['all along', follower],
      ['afterwards', afterwards],
    ] as const) {
      const until = performance.now() + ARRIVES_WITHIN_MS
      while (one.position < head && performance.now() < until) await sleep(100)
      if (one.position < head) broken.push(`who followed ${ledger} ${name} is at ${one.position} of ${head}`)
    }
    await Promise.all([follower.stop(), afterwards.stop()])
    const at = follower.seen.findIndex((position, n) => position !== afterwards.seen[n])
    if (at >= 0 || follower.seen.length !== afterwards.seen.length) {
      const place = at >= 0 ? at : follower.seen.length
      const [saw, is] = [follower.seen[place], afterwards.seen[place]]
      broken.push(`who followed ${ledger} saw ${saw ?? 'nothing'} as number ${place + 1}, which is ${is ?? 'nothing'}`)
    }
  }
  return findings('followers-see-every-fact-once', broken)
}
