import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync, rmSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import { lives } from '@kooperacje/infra/local'
import { endWithUs } from './leftovers.ts'

/** A folder on a file system of its own and of a limited size, so that it can be filled without harm to the machine. */
export class Disk {
  readonly folder: string
  readonly #isGone: () => void
  #pieces = 0

  /** Null where this user may not mount anything. Kept in memory: what is written outlives every process, not the machine. */
  static mount(folder: string, megabytes: number): Disk | null {
    mkdirSync(folder, { recursive: true })
    if (process.platform !== 'linux' || process.getuid?.() !== 0) return null
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0755`, 'koop-chaos', folder], {
        stdio: 'ignore',
      })
    } catch {
      return null
    }
    chmodSync(folder, 0o755)
    return new Disk(folder)
  }

  private constructor(folder: string) {
    this.folder = folder
    this.#isGone = endWithUs(() => this.unmount())
  }

  /** Takes all the space that is left; again, what has become free since. */
  fill(): void {
    for (;;) {
      const { bavail, bsize } = statfsSync(this.folder)
      if (bavail === 0) return
      try {
        execFileSync('fallocate', ['-l', String(bavail * bsize), `${this.#ballast}.${this.#pieces++}`], {
          stdio: 'ignore',
        })
      } catch {
        // Somebody else was faster.
      }
    }
  }

  free(): void {
    while (this.#pieces > 0) rmSync(`${this.#ballast}.${--this.#pieces}`, { force: true })
  }

  get #ballast(): string {
    return join(this.folder, 'ballast')
  }

  unmount(): void {
    execFileSync('umount', ['-l', this.folder], { stdio: 'ignore' })
    this.#isGone()
  }
}

/** What runs that were killed have left mounted: the folder's name tells whose it was. */
export function unmountAbandoned(prefix: string): void {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return
  for (const line of readFileSync('/proc/mounts', 'utf8').split('\n')) {
    const [device, folder = ''] = line.split(' ')
    const [, pid] = /-(\d+)\//.exec(folder.slice(prefix.length - 1)) ?? []
    if (device !== 'koop-chaos' || !folder.startsWith(prefix) || !pid || lives(Number(pid))) continue
    execFileSync('umount', ['-l', folder], { stdio: 'ignore' })
  }
}
