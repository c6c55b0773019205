import type { Projection } from '@kooperacje/events'
import type { Pool } from 'pg'

/** Further behind than this, looking through all the facts in between would cost more than it saves. */
const NEAR = 1000

/**
 * Most facts concern few projections, but all checkpoints have to follow, since readers wait for them. This moves, in
 * one statement, those of the ledger whose projections have nothing to take in, and answers with the names of the others:
 * what they cost is a transaction each. As exact as the long way round: head, facts and checkpoints are seen at one
 * moment, a checkpoint that another worker holds is left alone, and one that has moved meanwhile is not the one seen.
 */
export async function skipToHead(pool: Pool, ledger: string, projections: readonly Projection[]): Promise<Set<string>> {
  const { rows } = await pool.query<{ projection: string }>({
    name: 'workers.skip',
    text: `
      with behind as (
        select w.projection, w.types, c.position, l.head
          from es.ledgers l cross join unnest($2::text[], $3::text[]) as w (projection, types)
          left join es.checkpoints c on c.ledger = l.ledger and c.projection = w.projection
         where l.ledger = $1 and coalesce(c.position, 0) < l.head
      ), unconcerned as (
        select b.projection, b.position, b.head
          from behind b
         where b.head - b.position <= ${NEAR}
           and not exists (select from es.events e
                            where e.ledger = $1 and e.position > b.position and e.position <= b.head
                              and e.type = any (string_to_array(b.types, ',')))
      ), free as (
        select c.projection, u.head
          from es.checkpoints c join unconcerned u on u.projection = c.projection and u.position = c.position
         where c.ledger = $1 for update of c skip locked
      ), moved as (
        update es.checkpoints c set position = f.head from free f
         where c.ledger = $1 and c.projection = f.projection returning c.projection
      )
      select b.projection from behind b where b.projection not in (select projection from moved)`,
    values: [ledger, projections.map(({ name }) => name), projections.map(({ types }) => types.join(','))],
  })
  return new Set(rows.map(({ projection }) => projection))
}
