import type { Pool, PoolClient } from 'pg'
import type { EventCodec } from '../codec.ts'
import { PostgresEventStore } from '../postgres/store.ts'
import type { RecordedEvent } from '../types.ts'
import { allEnded } from './all-ended.ts'
import { inTransaction, type Projection } from './runner.ts'

export interface TogetherOptions {
  /** Further behind than this many positions, a projection is left to `runProjection`. Default 1000, as in its batches. */
  readonly near?: number
}

export interface TakenTogether {
  /** Of the ledger, when any of the projections was behind it. */
  readonly head: number
  /** The projections that are at the head now and were not before, and how many events each took in. */
  readonly taken: ReadonlyMap<string, number>
  /** Those that another worker holds. */
  readonly busy: ReadonlySet<string>
  /** Those that have no checkpoint yet, that are further behind, or that an event takes back to what they projected before. */
  readonly left: ReadonlySet<string>
}

/**
 * Takes what one ledger has just got into several projections in one transaction: one commit, one look at the checkpoints and
 * one reading of the events, where `runProjection` needs them for each. Exactly once in effect for the same reason: rows and
 * checkpoints commit together, under the checkpoints' row locks. Most facts concern few projections; the checkpoints of the
 * others move with them, since readers wait for all. Projections are independent of each other, so that their statements go out
 * beside each other: the transaction waits as often as the one of them that asks most often, and not for each.
 *
 * When one of them throws nothing is taken in; `runProjection` then tells which.
 */
export async function runTogether(
  pool: Pool,
  codec: EventCodec,
  projections: readonly Projection[],
  ledger: string,
  { near = 1000 }: TogetherOptions = {},
): Promise<TakenTogether> {
  return inTransaction(pool, async (client) => {
    const { head, positions, ...others } = await lockCheckpoints(client, projections, ledger, near)
    const held = projections.filter(({ name }) => positions.has(name))
    if (held.length === 0) return { head, taken: new Map(), ...others }

    const store = new PostgresEventStore(client as unknown as Pool, codec)
    const { types, takers } = interests(projections)
    const range = { from: Math.min(...positions.values()) + 1, to: head, limit: near, types, open: false }
    const news = new Map<Projection, RecordedEvent[]>(held.map((projection) => [projection, []]))
    for (const event of await store.readLedger(ledger, range))
      for (const projection of takers.get(event.type) ?? [])
        if (event.position > (positions.get(projection.name) ?? head)) news.get(projection)?.push(event)
    const taken = new Map<string, number>()
    const work: Promise<void>[] = []
    for (const [projection, its] of news) {
      if (its.some((event) => projection.reachesBack?.(event))) {
        others.left.add(projection.name)
        continue
      }
      if (its.length > 0) work.push(projection.apply(client, its, store))
      taken.set(projection.name, its.length)
    }
    await allEnded(work)
    await client.query({
      name: 'es.move-checkpoints',
      text: 'update es.checkpoints set position = $3 where ledger = $1 and projection = any ($2)',
      values: [ledger, [...taken.keys()], head],
    })
    return { head, taken, ...others }
  })
}

interface Interests {
  readonly types: readonly string[]
  readonly takers: ReadonlyMap<string, readonly Projection[]>
}

/** Of the same list in every pass: some twenty projections name a thousand types between them. */
const known = new WeakMap<readonly Projection[], Interests>()

function interests(projections: readonly Projection[]): Interests {
  const found = known.get(projections)
  if (found) return found
  const takers = new Map<string, Projection[]>()
  for (const projection of projections)
    for (const type of new Set(projection.types)) takers.set(type, [...(takers.get(type) ?? []), projection])
  const made = { types: [...takers.keys()], takers }
  known.set(projections, made)
  return made
}

/** Of those that are behind the ledger's head: the positions of those that are held now, and why the others are not. */
async function lockCheckpoints(client: PoolClient, projections: readonly Projection[], ledger: string, near: number) {
  const { rows } = await client.query<{ projection: string; head: string; seen: string | null; held: string | null }>({
    name: 'es.lock-checkpoints',
    text: `with behind as (
             select p.projection, c.position, l.head
               from es.ledgers l cross join unnest($2::text[]) as p (projection)
               left join es.checkpoints c on c.ledger = l.ledger and c.projection = p.projection
              where l.ledger = $1 and coalesce(c.position, 0) < l.head
           ), held as (
             select c.projection, c.position
               from es.checkpoints c join behind b on b.projection = c.projection
              where c.ledger = $1 and c.position < b.head and b.head - c.position <= $3
                for update of c skip locked
           )
           select b.projection, b.head, b.position as seen, h.position as held
             from behind b left join held h on h.projection = b.projection`,
    values: [ledger, projections.map(({ name }) => name), near],
  })
  const head = Number(rows[0]?.head ?? 0)
  const positions = new Map<string, number>()
  const busy = new Set<string>()
  const left = new Set<string>()
  for (const { projection, seen, held } of rows) {
    if (held !== null) positions.set(projection, Number(held))
    else if (seen === null || head - Number(seen) > near) left.add(projection)
    else busy.add(projection)
  }
  return { head, positions, busy, left }
}
