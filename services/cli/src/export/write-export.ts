import { chmod, mkdir, mkdtemp, open, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import type { VerifiableLog } from '@kooperacje/events'
import { type Clearance, exportedLines } from '@kooperacje/history'
import { tilePath, tilesOf } from '@kooperacje/tlog'
import { syncFolder } from '@kooperacje/witness'
import { Failure } from '../command-line/errors.ts'
import { codeOf } from '../command-line/sentence.ts'

export interface ExportOptions {
  readonly ledger: string
  readonly checkpoint: { readonly size: number; readonly note: string }
  readonly folder: string
  /** What whoever is handed the folder may see. */
  readonly clearance: Clearance
  /** Stops between two pages, and leaves nothing behind. */
  readonly signal: AbortSignal
  readonly onPage: (done: number) => void
}

/**
 * Writes what the log shows into a folder, which is there as a whole and durable, or not at all: it is made beside its
 * place under another name. What the log shows is not judged here; that is for whoever verifies it.
 */
export async function writeExport(log: VerifiableLog, options: ExportOptions): Promise<void> {
  const folder = resolve(options.folder)
  if (await exists(folder)) throw new Failure(`${options.folder} is there already, and is not written over`)
  const draft = await mkdtemp(join(dirname(folder), `.${basename(folder)}.partial-`))
  try {
    await writeEvents(log, options, join(draft, 'events.ndjson'))
    await writeWhole(join(draft, 'checkpoint'), options.checkpoint.note)
    const folders = new Set<string>()
    for (const tile of tilesOf(options.checkpoint.size)) {
      refuseStopped(options.signal)
      const bytes = await log.tile(options.ledger, tile)
      if (!bytes) continue
      const path = join(draft, tilePath(tile))
      await mkdir(dirname(path), { recursive: true })
      for (let above = dirname(path); above !== draft; above = dirname(above)) folders.add(above)
      await writeWhole(path, bytes)
    }
    await chmod(draft, 0o755)
    // Files are on the disk; so are, before anybody is told, their names.
    for (const each of [...folders, draft]) await syncFolder(each)
    await rename(draft, folder)
    await syncFolder(dirname(folder))
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    throw error
  }
}

async function writeEvents(
  log: VerifiableLog,
  { ledger, checkpoint, clearance, signal, onPage }: ExportOptions,
  path: string,
): Promise<void> {
  const file = await open(path, 'wx')
  try {
    for await (const { done, lines } of exportedLines(log, { ledger, size: checkpoint.size, clearance })) {
      await file.writeFile(lines)
      onPage(done)
      refuseStopped(signal)
    }
    await file.sync()
  } finally {
    await file.close()
  }
}

async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  const file = await open(path, 'wx')
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
}

function refuseStopped(signal: AbortSignal): void {
  if (signal.aborted) throw new Failure('stopped before the export was whole: nothing was left behind')
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path)
    return true
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false
    throw error
  }
}
