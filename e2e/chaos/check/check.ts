import { businessDate } from '@kooperacje/domain'
import type { EventStore } from '@kooperacje/events'
import type { Pool } from 'pg'
import type { Follower } from '../load/follower.ts'
import type { Journal } from '../load/journal.ts'
import { now } from '../settle.ts'
import { APIS, type World } from '../system/world.ts'
import type { Finding } from './finding.ts'
import { followersSawAll } from './followers.ts'
import { health } from './health.ts'
import { acknowledgement, numbering } from './log-laws.ts'
import { mails } from './mails.ts'
import { notices } from './notices.ts'
import { payloads } from './payloads.ts'
import { personSearch } from './person-search.ts'
import { projectionsEqualTheirFold } from './projections.ts'
import { replays } from './replays.ts'
import { type KeptCheckpoints, sealedLog } from './sealed-log.ts'
import { readStored } from './stored.ts'

export interface Proof {
  readonly findings: readonly Finding[]
  readonly figures: object
}

export interface CheckOptions {
  readonly pool: Pool
  readonly store: EventStore
  readonly ledgers: readonly string[]
  readonly apiKey: string
  readonly seed: number
  readonly followers: readonly Follower[]
  readonly kept: KeptCheckpoints
}

/** Every law, from the database and the journal alone. The system has come to rest. */
export async function check(world: World, journal: Journal, options: CheckOptions): Promise<Proof> {
  const { pool, store, ledgers, apiKey, seed, followers, kept } = options
  const addresses = APIS.map((api) => world.address(api))
  const at = now(world)
  const moment = at.toISOString()
  const day = businessDate(moment)
  const well = await health(world, { path: `/v1/${ledgers[0]}/partnerships`, apiKey })
  const stored = await readStored(pool)
  const delivered = await mails(pool, world.mails.delivered, at)
  return {
    findings: [
      ...numbering(stored),
      ...acknowledgement(stored, journal.sent),
      ...(await payloads(store, ledgers, journal.sent)),
      ...(await projectionsEqualTheirFold(world)),
      ...(await notices(pool, store, ledgers, { day, moment })),
      ...delivered.findings,
      ...(await personSearch(pool, journal.sent)),
      ...(await sealedLog(world, pool, ledgers, kept)),
      ...(await followersSawAll(store, followers, { addresses, apiKey })),
      ...well,
      // Last: what it may add to the log shall not be put down to the faults.
      ...(well.length === 0 ? await replays(journal, { store, address: world.address(APIS[0]), apiKey, seed }) : []),
    ],
    figures: {
      stored: {
        ledgers: stored.heads.size,
        events: stored.events.length,
        streams: new Set(stored.events.map(({ ledger, stream }) => `${ledger}/${stream}`)).size,
        notices: stored.events.filter(({ bySystem }) => bySystem).length,
      },
      mails: delivered.counts,
      followers: { seen: followers.map(({ seen }) => seen.length), breaks: followers.map(({ breaks }) => breaks) },
    },
  }
}
