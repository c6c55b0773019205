import { type Checkpoint, openCheckpoint, type Trust } from './checkpoint.ts'
import { readEvent } from './event.ts'
import { Fault } from './fault.ts'
import { type GapCounts, Gaps } from './gaps.ts'
import { Places } from './places.ts'
import { strictUtf8 } from './spelling.ts'
import { LeafTiles, type ReadTile, TileComparison } from './tiles.ts'
import { GrowingTree, same } from './tree.ts'

/** A line of events without its end; `whole` is false for a last line that has none. */
export interface Line {
  readonly bytes: Uint8Array
  readonly whole: boolean
}

/** What a log shows of itself, wherever it lies: section 4 of docs/reference/verifiable-log.md. */
export interface ShownHistory {
  readonly checkpoint: string
  readonly lines: AsyncIterable<Line>
  /** Null when no tiles are shown. */
  readonly tile: ReadTile | null
}

/** A checkpoint of the same log that somebody kept: the past that it speaks of must be the past that is shown. */
export interface Kept {
  readonly checkpoint: string
  /** Its subject in a sentence: `you hold`, `the witness 'police.example' has cosigned`. */
  readonly whose: string
  /** With the tiles that were kept with it, the first event that is another is found. */
  readonly tile: ReadTile | null
}

export interface HistoryVerdict extends GapCounts {
  readonly checkpoint: Checkpoint
  readonly tiles: boolean
  /** Sizes of the kept checkpoints that this history continues. */
  readonly continues: readonly number[]
}

interface Past {
  readonly kept: Kept
  readonly checkpoint: Checkpoint
  readonly leaves: LeafTiles | null
}

/**
 * Whether a history is complete, in order and the one that its log and its witnesses vouch for. Takes it in line by line,
 * in memory that grows only with the numbers of erased persons and, in the first format, of streams. Throws the first Fault.
 *
 * Tiles and what was kept say where a change was made. That there is one is found out by the root over the lines themselves.
 */
export async function verifyHistory(
  shown: ShownHistory,
  trusted: Trust,
  kept: readonly Kept[] = [],
): Promise<HistoryVerdict> {
  const checkpoint = openCheckpoint(shown.checkpoint, trusted)
  const { size, ledger } = checkpoint
  const pasts = await Promise.all(kept.map((one) => openPast(one, checkpoint, trusted)))
  const leaves = shown.tile && (await provenLeaves(shown.tile, checkpoint))
  const comparison = shown.tile && new TileComparison(shown.tile, leaves ? 1 : 0)
  const tree = new GrowingTree()
  const places = new Places()
  const gaps = new Gaps()

  for await (const { bytes, whole } of shown.lines) {
    const position = tree.size + 1
    if (!whole) throw new Fault('the file is cut off in this line', position)
    if (position > size) throw new Fault(`this event is not in the log: its checkpoint speaks of ${size}`, position)
    const text = strictUtf8(bytes)
    if (text === null) throw new Fault('the line is not valid UTF-8', position)
    const event = readEvent(text, position, ledger)
    await compareWithPasts(pasts, position, event.leafHash)
    if (leaves && !same(event.leafHash, await leaves.hash(position))) {
      throw new Fault('the event is not the one that was sealed here', position)
    }
    if (event.shown !== 'hidden') places.add(event.leaf, position, gaps.counts.hidden > 0)
    gaps.add(event, position)
    tree.add(event.leafHash)
    await comparison?.add(event.leafHash)
    for (const past of pasts) if (past.checkpoint.size === tree.size) refuseRewritten(past, tree)
  }

  if (tree.size < size)
    throw new Fault(`the file ends here, and the checkpoint speaks of ${size} events`, tree.size + 1)
  if (!same(tree.root(), checkpoint.root)) throw notTheseEvents(size, pasts)
  await comparison?.end()
  gaps.refuseUnaccounted()
  const continues = pasts.map((past) => past.checkpoint.size)
  return { checkpoint, tiles: shown.tile !== null, ...gaps.counts, continues }
}

/** What somebody kept is vouched for by the log alone: whoever kept it is the witness. */
async function openPast(kept: Kept, { origin, size }: Checkpoint, { logs }: Trust): Promise<Past> {
  const checkpoint = openCheckpoint(kept.checkpoint, { logs, witnesses: [], quorum: 0 })
  if (checkpoint.origin !== origin) {
    throw new Fault(`${kept.whose} a checkpoint of the log '${checkpoint.origin}', and this is one of '${origin}'`)
  }
  if (checkpoint.size > size) {
    throw new Fault(
      `${kept.whose} a checkpoint of ${checkpoint.size} events, and this is one of ${size}: ` +
        'the history was rolled back, or an old one is shown',
    )
  }
  if (checkpoint.size === 0) refuseRewritten({ kept, checkpoint, leaves: null }, new GrowingTree())
  return { kept, checkpoint, leaves: kept.tile && (await provenLeaves(kept.tile, checkpoint)) }
}

async function provenLeaves(tile: ReadTile, checkpoint: Checkpoint): Promise<LeafTiles | null> {
  const leaves = new LeafTiles(tile, checkpoint.size)
  return (await leaves.leadTo(checkpoint)) ? leaves : null
}

async function compareWithPasts(pasts: readonly Past[], position: number, leafHash: Uint8Array): Promise<void> {
  for (const { kept, checkpoint, leaves } of pasts) {
    if (!leaves || position > checkpoint.size || same(leafHash, await leaves.hash(position))) continue
    throw new Fault(`the event is another than in the history that ${kept.whose}`, position)
  }
}

function refuseRewritten({ kept, checkpoint }: Past, tree: GrowingTree): void {
  if (same(tree.root(), checkpoint.root)) return
  throw new Fault(
    `the past was rewritten: events 1 to ${checkpoint.size} are not those of the checkpoint that ${kept.whose}`,
  )
}

function notTheseEvents(size: number, pasts: readonly Past[]): Fault {
  const proven = Math.max(0, ...pasts.map((past) => past.checkpoint.size))
  return new Fault(`these are not the events of the checkpoint: one or more of ${proven + 1} to ${size} were changed`)
}
