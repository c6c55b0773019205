import { DatabaseSync } from 'node:sqlite'
import { WitnessProblem } from './problem.ts'

/**
 * One process at a time. A file with a process id in it would not do: after a crash somebody must judge whether the
 * process lives, and in two containers on one volume both have the id 1. A lock of the kernel ends with its process, in
 * whatever container; SQLite is the one door to such locks that Node has on every system. The database stays empty.
 */
export function lockFile(path: string): Disposable {
  const lock = new DatabaseSync(path, { timeout: 0 })
  try {
    lock.exec('pragma locking_mode = exclusive; begin exclusive')
  } catch (error) {
    lock.close()
    if (!isBusy(error)) throw error
    throw new WitnessProblem(`another process holds ${path}: two witnesses on one state could vouch for two histories`)
  }
  return { [Symbol.dispose]: () => lock.close() }
}

const SQLITE_BUSY = 5
const isBusy = (error: unknown) => error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY
