import type { Pool } from 'pg'
import type { EventCodec } from '../codec.ts'
import { PostgresEventStore } from '../postgres/store.ts'
import { inTransaction, type Projection } from './runner.ts'

export interface TogetherOptions {
  /** Further behind than this many positions, a projection is left to `runProjection`. Default 100. */
  readonly near?: number
}

/**
 * Takes what one ledger has just got into several projections in one transaction: one commit, one look at the checkpoints and
 * one reading of the events, where `runProjection` needs them for each. Exactly once in effect for the same reason: rows and
 * checkpoints commit together, under the checkpoints' row locks.
 *
 * Answers with the projections that it has brought to the head, and how many events each took in. Not among them are those that
 * another worker holds, that have no checkpoint yet, that are further behind, or that an event takes back to what they projected
 * before. When one of them throws nothing is taken in; `runProjection` then tells which.
 */
export async function runTogether(
  pool: Pool,
  codec: EventCodec,
  projections: readonly Projection[],
  ledger: string,
  { near = 100 }: TogetherOptions = {},
): Promise<ReadonlyMap<string, number>> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ projection: string; position: string; head: string }>({
      name: 'es.lock-checkpoints',
      text: `select c.projection, c.position, l.head
               from es.ledgers l join es.checkpoints c on c.ledger = l.ledger
              where l.ledger = $1 and c.projection = any ($2) and c.position < l.head and l.head - c.position <= $3
                for update of c skip locked`,
      values: [ledger, projections.map(({ name }) => name), near],
    })
    const positions = new Map(rows.map(({ projection, position }) => [projection, Number(position)]))
    const held = projections.filter(({ name }) => positions.has(name))
    if (held.length === 0) return new Map()
    const head = Number(rows[0]?.head)

    const store = new PostgresEventStore(client as unknown as Pool, codec)
    const types = [...new Set(held.flatMap((projection) => projection.types))]
    const range = { from: Math.min(...positions.values()) + 1, to: head, limit: near, types, open: false }
    const events = await store.readLedger(ledger, range)
    const taken = new Map<string, number>()
    for (const projection of held) {
      const from = positions.get(projection.name) as number
      const its = events.filter(({ position, type }) => position > from && projection.types.includes(type))
      if (its.some((event) => projection.reachesBack?.(event))) continue
      if (its.length > 0) await projection.apply(client, its, store)
      taken.set(projection.name, its.length)
    }
    await client.query({
      name: 'es.move-checkpoints',
      text: 'update es.checkpoints set position = $3 where ledger = $1 and projection = any ($2)',
      values: [ledger, [...taken.keys()], head],
    })
    return taken
  })
}
