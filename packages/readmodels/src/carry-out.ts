import type { Models } from '@kooperacje/domain'
import type { RecordedEvent } from '@kooperacje/events'
import { type AnyRow, type AnyTable, type Change, flatten, keyOf } from './table.ts'
import type { WorkingSet } from './working-set.ts'

/** What the engine needs of a projection. */
export interface Folding {
  readonly tables: readonly AnyTable[]
  changes(event: RecordedEvent, models: Models): Change[]
}

/** Carries one change out in memory, unless `known` says that what it looks at is not there yet. */
export function carryOut(
  event: RecordedEvent,
  change: Change,
  sets: ReadonlyMap<AnyTable, WorkingSet>,
  known: (event: RecordedEvent, change: Change) => boolean,
): void {
  if (!known(event, change)) return
  const { table } = change
  ofItsStream(event, change)
  const set = sets.get(table)
  if (!set) throw new Error(`a projection changes rm.${table.name} without naming it among its tables`)
  switch (change.kind) {
    case 'insert': {
      const row = table.stamp(change.row, event, true)
      const key = keyOf(table.key, row)
      if (set.get(key) === null && !set.hasSeen(key, event.position)) set.put(key, row)
      return
    }
    case 'keyed':
      replace(set, keyOf(table.key, change.key), event, change.change)
      return
    case 'matching':
      for (const key of set.keysMatching(change.match)) {
        replace(set, key, event, (row) => row && change.change(row))
      }
      return
    case 'once':
      for (const next of flatten(change.then())) carryOut(event, next, sets, known)
      return
    case 'look': {
      const nested = change.decide(set.get(keyOf(table.key, change.key)))
      for (const next of flatten(nested)) carryOut(event, next, sets, known)
    }
  }
}

function replace(
  set: WorkingSet,
  key: string,
  event: RecordedEvent,
  change: (row: AnyRow | null) => AnyRow | null,
): void {
  if (set.hasSeen(key, event.position)) return
  const before = set.get(key)
  const after = change(before)
  if (after === before) return
  set.put(key, after && set.table.stamp(after, event, before === null))
}

/** A correction makes the rows of one stream anew, which is right only while no fact of another has a part in them. */
function ofItsStream({ type, streamId }: RecordedEvent, change: Change): void {
  const { name, stream } = change.table
  if (stream === null) return
  const named = change.kind === 'insert' ? change.row : 'key' in change ? change.key : change.match
  if (named[stream] === streamId) return
  throw new Error(`${type} of ${streamId} touches rows of rm.${name} whose ${stream} is ${String(named[stream])}`)
}
