import type { FileHandle } from 'node:fs/promises'
import { basename, dirname, resolve, sep } from 'node:path'

type Files = typeof import('node:fs/promises')

/** A file or a folder, whatever it is called. */
interface Inode {
  readonly isFolder: boolean
  content: string
  /** What is on the disk for certain; null: nothing is. */
  synced: string | null
  readonly names: Map<string, Inode>
  /** Those that are on the disk for certain. */
  syncedNames: ReadonlyMap<string, Inode>
}

const inode = (isFolder: boolean): Inode => ({
  isFolder,
  content: '',
  synced: null,
  names: new Map(),
  syncedNames: new Map(),
})

/** What a file may turn out to be when its content was not on the disk. */
const TORN = Symbol('torn')
export const FOLDER = Symbol('folder')
/** The content of a file, or null when there is none. */
type Found = string | null | typeof TORN | typeof FOLDER

/**
 * Keeps an account of what POSIX promises to be on the disk while a program works on files: contents that were synced, and names
 * in folders that were synced. Everything else may be there or not when the power goes. Stands in for `node:fs/promises`, and does
 * what it is asked for:
 *
 *   vi.mock('node:fs/promises', async (original) => (await import('@kooperacje/infra/testing')).disk.watching(await original()))
 */
class Disk {
  readonly #root = inode(true)
  #afterEach: () => void = () => {}

  watching(files: Files): Files {
    const open = async (path: string, flags = 'r', mode?: number) => {
      const handle = await files.open(path, flags, mode)
      if (!/[wa]/.test(flags)) return this.#handle(handle, this.#find(path))
      const { folder, name } = this.#place(path)
      const file = folder.names.get(name) ?? inode(false)
      if (flags.startsWith('w')) file.content = ''
      folder.names.set(name, file)
      this.#afterEach()
      return this.#handle(handle, file)
    }
    const rename = async (from: string, to: string) => {
      await files.rename(from, to)
      this.#name(to, this.#find(from))
      this.#unname(from)
      this.#afterEach()
    }
    const link = async (from: string, to: string) => {
      await files.link(from, to)
      this.#name(to, this.#find(from))
      this.#afterEach()
    }
    const unlink = async (path: string) => {
      await files.unlink(path)
      this.#unname(path)
      this.#afterEach()
    }
    const mkdir = async (path: string, options?: { recursive?: boolean }) => {
      const first = await files.mkdir(path, options)
      const highest = options?.recursive ? first : path
      if (highest === undefined) return first
      const made: string[] = []
      for (let at = resolve(path); at.length >= resolve(highest).length; at = dirname(at)) made.unshift(at)
      for (const each of made) this.#name(each, inode(true))
      this.#afterEach()
      return first
    }
    return { ...files, open, rename, link, unlink, mkdir } as unknown as Files
  }

  /** All that may be found under this name if the power goes now. */
  possible(path: string): ReadonlySet<Found> {
    let reached = new Set<Inode | undefined>([this.#root])
    for (const name of namesIn(path)) {
      reached = new Set([...reached].flatMap((folder) => [folder?.names.get(name), folder?.syncedNames.get(name)]))
    }
    return new Set([...reached].map((each) => (each === undefined ? null : contentOf(each))))
  }

  /** All that may be found under this name if the power goes at any moment of this work. */
  async during(path: string, work: () => Promise<unknown>): Promise<ReadonlySet<Found>> {
    const found = new Set<Found>()
    this.#afterEach = () => {
      for (const each of this.possible(path)) found.add(each)
    }
    try {
      await work()
    } finally {
      this.#afterEach = () => {}
    }
    return found
  }

  #handle(handle: FileHandle, of: Inode): FileHandle {
    const writeFile = async (content: string | Uint8Array) => {
      await handle.writeFile(content)
      of.content = content.toString()
      this.#afterEach()
    }
    const sync = async () => {
      await handle.sync()
      of.synced = of.content
      of.syncedNames = new Map(of.names)
      this.#afterEach()
    }
    return new Proxy(handle, {
      get(target, key) {
        if (key === 'writeFile') return writeFile
        if (key === 'sync') return sync
        const value = Reflect.get(target, key, target)
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
  }

  /** What we have not seen made was there before, and is on the disk. */
  #find(path: string): Inode {
    let at = this.#root
    for (const name of namesIn(path)) {
      const next = at.names.get(name) ?? inode(true)
      if (!at.names.has(name)) {
        at.names.set(name, next)
        at.syncedNames = new Map(at.syncedNames).set(name, next)
      }
      at = next
    }
    return at
  }

  #place(path: string) {
    return { folder: this.#find(dirname(resolve(path))), name: basename(path) }
  }

  #name(path: string, is: Inode): void {
    const { folder, name } = this.#place(path)
    folder.names.set(name, is)
  }

  #unname(path: string): void {
    const { folder, name } = this.#place(path)
    folder.names.delete(name)
  }
}

const namesIn = (path: string): readonly string[] =>
  resolve(path)
    .split(sep)
    .filter((name) => name !== '')

function contentOf({ isFolder, content, synced }: Inode): Found {
  if (isFolder) return FOLDER
  return content === synced ? content : TORN
}

export const disk = new Disk()
