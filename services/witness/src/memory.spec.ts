import { chmod, mkdir, mkdtemp, readdir, readFile, rm, rmdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { formatVerifierKey, signerKey, type WitnessState } from '@kooperacje/tlog'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeKeyFile, readKeyFile } from './key-file.ts'
import { logsOfKeys } from './logs.ts'
import { Memory } from './memory.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'witness-'))
})
afterEach(() => rm(folder, { recursive: true }))

const at = (size: number, origin = 'hub.example/a'): WitnessState => ({
  origin,
  size,
  root: Buffer.alloc(32, size),
})

async function remember(...states: WitnessState[]): Promise<void> {
  const memory = await Memory.open(folder)
  for (const state of states) {
    await memory.keep(state)
    await memory.keepCheckpoint(state.origin, `${state.origin}\n${state.size}\nroot\n\nsignatures\n`)
  }
  memory.close()
}

describe('the memory of a witness', () => {
  it('has one line a log, and is read again as it was', async () => {
    await remember(at(3), at(7, 'hub.example/b'), at(9))
    expect(
      (await readFile(join(folder, 'state'), 'utf8')).split('\n').map((line) => line.replace(/ .* /, ' ')),
    ).toEqual(['9 hub.example/a', '7 hub.example/b', ''])
    const memory = await Memory.open(folder)
    expect([memory.stateOf('hub.example/a'), memory.stateOf('hub.example/b')]).toEqual([at(9), at(7, 'hub.example/b')])
    expect(memory.stateOf('hub.example/c')).toBeNull()
    memory.close()
  })

  it('keeps so much of what it doubts and no more: anybody can send a good checkpoint with a bad proof', async () => {
    const memory = await Memory.open(folder)
    const doubted = (i: number) => memory.keepEvidence('doubt', `hub.example/a\n${i}\nroot\n\nsignatures\n`)
    const first = await doubted(0)
    for (let i = 1; i < 100; i++) expect(await doubted(i)).not.toBeNull()
    expect(await doubted(100)).toBeNull()
    expect(await doubted(0)).toBe(first)
    // What only the log can have made is still taken.
    expect(await memory.keepEvidence('fork', 'hub.example/a\n100\nroot\n\nsignatures\n')).not.toBeNull()
    expect(await readdir(join(folder, 'evidence'))).toHaveLength(101)
    memory.close()
  })

  it.each([
    ['cut off', (state: string) => state.slice(0, -1)],
    ['with a line of something else', (state: string) => `${state}9 hub.example/b\n`],
    ['with a log twice', (state: string) => state + state],
  ])('%s is not trusted', async (_, change) => {
    await remember(at(3))
    await writeFile(join(folder, 'state'), change(await readFile(join(folder, 'state'), 'utf8')))
    await expect(Memory.open(folder)).rejects.toThrow('has a line that is no state of a log')
    // The refusal lets go of the lock: whoever mends the file can start it.
    await expect(Memory.open(folder)).rejects.toThrow('has a line that is no state of a log')
  })

  it('that was put back from an older copy is not trusted', async () => {
    await remember(at(3))
    const old = await readFile(join(folder, 'state'), 'utf8')
    await remember(at(5))
    await writeFile(join(folder, 'state'), old)
    const sentence =
      /state knows 'hub.example\/a' at 3 entries, and this witness has cosigned 5: an old state was put back/
    await expect(Memory.open(folder)).rejects.toThrow(sentence)
    await rm(join(folder, 'state'))
    await expect(Memory.open(folder)).rejects.toThrow(/at 0 entries, and this witness has cosigned 5/)
  })

  it('is what it was when it cannot be written', async () => {
    const memory = await Memory.open(folder)
    await memory.keep(at(3))
    await mkdir(join(folder, '.state.draft'))
    await expect(memory.keep(at(5))).rejects.toThrow('EISDIR')
    expect(memory.stateOf('hub.example/a')).toEqual(at(3))
    await rmdir(join(folder, '.state.draft'))
    await memory.keep(at(5))
    expect(memory.stateOf('hub.example/a')).toEqual(at(5))
    memory.close()
  })
})

describe('the key of a witness', () => {
  it('is for its owner alone, and never written over', async () => {
    const file = join(folder, 'witness.key')
    const made = await makeKeyFile(file, 'witness.police.example')
    expect(formatVerifierKey(await readKeyFile(file))).toBe(formatVerifierKey(made))
    await expect(makeKeyFile(file, 'other.example')).rejects.toThrow('exists already; a key is never written over')
    await chmod(file, 0o644)
    await expect(readKeyFile(file)).rejects.toThrow('may be read by others than its owner')
  })

  it.each([
    ['that is not there', null, 'there is no key'],
    ['that is none', 'hello\n', 'does not hold a private key'],
    [
      'of a log',
      'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz\n',
      'the key of a log',
    ],
  ])('%s is refused', async (_, content, sentence) => {
    const file = join(folder, 'witness.key')
    if (content !== null) await writeFile(file, content, { mode: 0o600 })
    await expect(readKeyFile(file)).rejects.toThrow(sentence)
  })
})

describe('the logs of a witness', () => {
  const key = (name: string, fill: number, type: 'note' | 'cosignature' = 'note') =>
    formatVerifierKey(signerKey(name, type, Buffer.alloc(32, fill)))

  it('are those that the keys name; a log may have two while it changes its key', () => {
    const logs = logsOfKeys([key('a.example', 1), key('b.example', 1), key('a.example', 2)])
    expect(logs.map(({ origin, keys }) => [origin, keys.length])).toEqual([
      ['a.example', 2],
      ['b.example', 1],
    ])
  })

  it('have keys of logs', () => {
    expect(() => logsOfKeys([key('a.example', 1, 'cosignature')])).toThrow('is not the key of a log')
    expect(() => logsOfKeys([key('a.example', 1).replace('a.', 'b.')])).toThrow('does not have the id')
  })
})
