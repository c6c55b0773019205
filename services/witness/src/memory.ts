import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { formatState, parseState, type WitnessState } from '@kooperacje/tlog'
import { makeFolderDurably, readIfExists, replaceDurably } from './durable-file.ts'
import { lockFile } from './lock.ts'
import { WitnessProblem } from './problem.ts'

/** Nobody but the log can make a fork; a checkpoint that was not shown to continue anybody can send, with a bad proof. */
const MAX_EVIDENCE = { fork: 1000, doubt: 100 }

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** The name of a log in an address (C2SP tlog-witness). */
const originHash: (origin: string) => string = sha256

/**
 * What a witness must not forget, in a folder that one process at a time holds:
 *
 *   state                          one line a log: the largest tree that it was cosigned at
 *   checkpoints/<hash>/checkpoint  that tree's checkpoint, with the signatures of the log and of this witness
 *   evidence/                      what a log signed and this witness refused
 */
export class Memory {
  readonly #folder: string
  readonly #lock: Disposable
  readonly #states: Map<string, WitnessState>

  /** Makes the folder when it is not there. Throws a WitnessProblem when it cannot be trusted. */
  static async open(folder: string): Promise<Memory> {
    await makeFolderDurably(join(folder, 'checkpoints'))
    const lock = lockFile(join(folder, 'lock'))
    try {
      const states = await readStates(folder)
      for (const hash of await readdir(join(folder, 'checkpoints'))) await compare(folder, hash, states)
      return new Memory(folder, lock, states)
    } catch (error) {
      lock[Symbol.dispose]()
      throw error
    }
  }

  private constructor(folder: string, lock: Disposable, states: Map<string, WitnessState>) {
    this.#folder = folder
    this.#lock = lock
    this.#states = states
  }

  stateOf(origin: string): WitnessState | null {
    return this.#states.get(origin) ?? null
  }

  /** Durable when it is done. Should it fail, what is remembered is what it was: nobody was told of the new tree. */
  async keep(state: WitnessState): Promise<void> {
    const states = new Map(this.#states).set(state.origin, state)
    await replaceDurably(join(this.#folder, 'state'), [...states.values()].map(formatState).join(''))
    this.#states.set(state.origin, state)
  }

  async keepCheckpoint(origin: string, note: string): Promise<void> {
    const folder = join(this.#folder, 'checkpoints', originHash(origin))
    await makeFolderDurably(folder)
    await replaceDurably(join(folder, 'checkpoint'), note)
  }

  /** The checkpoint that was cosigned last, null for a log that never was. */
  checkpoint(hash: string): Promise<string | null> {
    return readIfExists(join(this.#folder, 'checkpoints', hash, 'checkpoint'))
  }

  /** A checkpoint that the log signed and this witness refused. Where it was put; null when there is enough of that. */
  async keepEvidence(kind: 'fork' | 'doubt', note: string): Promise<string | null> {
    const folder = join(this.#folder, 'evidence')
    await makeFolderDurably(folder)
    const file = `${kind}-${sha256(note.slice(0, note.indexOf('\n\n')))}.checkpoint`
    const kept = (await readdir(folder)).filter((name) => name.startsWith(kind))
    if (!kept.includes(file)) {
      if (kept.length >= MAX_EVIDENCE[kind]) return null
      await replaceDurably(join(folder, file), note)
    }
    return join('evidence', file)
  }

  close(): void {
    this.#lock[Symbol.dispose]()
  }
}

async function readStates(folder: string): Promise<Map<string, WitnessState>> {
  const path = join(folder, 'state')
  const text = (await readIfExists(path)) ?? ''
  const states = new Map<string, WitnessState>()
  for (const line of text.split(/(?<=\n)/)) {
    if (line === '') continue
    const state = parseState(line)
    if (!state || states.has(state.origin)) {
      throw new WitnessProblem(`${path} has a line that is no state of a log: '${line.trim()}'`)
    }
    states.set(state.origin, state)
  }
  return states
}

/** The checkpoint is written after the state, so it is never ahead of it unless somebody put an old state back. */
async function compare(folder: string, hash: string, states: ReadonlyMap<string, WitnessState>): Promise<void> {
  const note = await readIfExists(join(folder, 'checkpoints', hash, 'checkpoint'))
  if (note === null) return
  const [origin = '', size = ''] = note.split('\n')
  const known = states.get(origin)?.size ?? 0
  if (Number(size) <= known) return
  throw new WitnessProblem(
    `${join(folder, 'state')} knows '${origin}' at ${known} entries, and this witness has cosigned ${size}: ` +
      'an old state was put back, and with it this witness could vouch for two histories',
  )
}
