import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { checkpointText, signCheckpoint } from '../checkpoint.ts'
import { type Disclosure, formatDisclosure } from '../leaf.ts'
import { rootOf } from '../merkle/prover.ts'
import type { SignerKey } from '../note/key.ts'
import { formatSignature } from '../note/note.ts'
import { signText } from '../note/sign.ts'
import { growTiles } from '../tiles/grow.ts'
import { tilePath } from '../tiles/path.ts'
import { hashesOf, ORIGIN, treeOfEvents } from './history.ts'
import { testKey } from './keys.ts'

/** An exported history before it is on disk: what there is for somebody to change. */
export interface Export {
  lines: string[]
  checkpoint: string
  tiles: Map<string, Uint8Array>
}

export async function checkpointOf(
  disclosures: readonly Disclosure[],
  { origin = ORIGIN, key = testKey(origin), witnesses = [] as readonly SignerKey[] } = {},
): Promise<string> {
  const root = await rootOf(treeOfEvents(disclosures), disclosures.length)
  const checkpoint = { origin, size: disclosures.length, root, extensions: [] }
  const text = checkpointText(checkpoint)
  const cosignatures = witnesses.map((witness) => formatSignature(signText(witness, text, 1_800_000_000)))
  return signCheckpoint(checkpoint, key) + cosignatures.join('')
}

export async function exportOf(
  disclosures: readonly Disclosure[],
  options: Parameters<typeof checkpointOf>[1] = {},
): Promise<Export> {
  const none = () => Promise.reject(new Error('a new tree has no tiles'))
  const tiles = await growTiles(none, 0, hashesOf(disclosures))
  return {
    lines: disclosures.map((disclosure) => `${formatDisclosure(disclosure)}\n`),
    checkpoint: await checkpointOf(disclosures, options),
    tiles: new Map(tiles.map((tile) => [tilePath(tile), tile.bytes])),
  }
}

/** A new folder below `parent`. */
export function writeExport(parent: string, { lines, checkpoint, tiles }: Export): string {
  const folder = mkdtempSync(join(parent, 'export-'))
  writeFileSync(join(folder, 'events.ndjson'), lines.join(''))
  writeFileSync(join(folder, 'checkpoint'), checkpoint)
  for (const [path, bytes] of tiles) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), bytes)
  }
  return folder
}

export const temporaryParent = (): string => mkdtempSync(join(tmpdir(), 'tlog-'))
