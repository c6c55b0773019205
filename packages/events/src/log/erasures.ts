import type { Db } from './stored-row.ts'

/** The fact that names the keys which an erasure is about to destroy, and the streams that it is recorded in. */
const KEYS_NAMED = 'ErasureKeysNamed'
const STREAMS = 'erasure/'

/**
 * The keys that erasures of a ledger have named, each with the first position at which one did. Recorded before the keys are
 * destroyed, so whoever misses a key finds it here.
 */
export async function destroyedKeys(db: Db, ledger: string): Promise<ReadonlyMap<string, number>> {
  const { rows } = await db.query<{ key: string; position: string }>({
    name: 'es.log.destroyed-keys',
    text: `select key, min(position) as position
             from es.events, json_array_elements_text(
                    case json_typeof(payload -> 'keys') when 'array' then payload -> 'keys' else '[]' end) as key
            where ledger = $1 and stream >= $2 and stream < $3 and type = $4 group by key`,
    // By the index of streams: all that begin so.
    values: [ledger, STREAMS, `${STREAMS.slice(0, -1)}0`, KEYS_NAMED],
  })
  return new Map(rows.map(({ key, position }) => [key, Number(position)]))
}
