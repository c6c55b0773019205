import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import {
  consistencyProof,
  formatAddCheckpoint,
  formatVerifierKey,
  leafHash,
  MemoryTree,
  parseState,
  parseVerifierKey,
  rootOf,
  signCheckpoint,
  signerKey,
} from '@kooperacje/tlog'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { koop } from '../testing/koop.ts'

const main = fileURLToPath(new URL('../main.ts', import.meta.url))
const ORIGIN = 'hub.example/ledgers/2416021'
const log = signerKey(ORIGIN, 'note', Buffer.alloc(32, 'l'))

let folder: string
let keyFile: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'koop-witness-'))
  keyFile = join(folder, 'witness.key')
})
afterEach(() => rm(folder, { recursive: true }))

const makeKey = (name = 'witness.police.example') => koop(['witness', 'key', '--name', name, '--out', keyFile], {})
const args = () => ['--key', keyFile, '--state', join(folder, 'memory'), '--log', formatVerifierKey(log), '--port', '0']

/** Answers once it listens. */
async function start(): Promise<{ child: ChildProcess; address: string; out: Promise<string> }> {
  const child = spawn(process.execPath, [main, 'witness', ...args()], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
  const out = text(child.stdout!)
  const [message] = (await once(child, 'message')) as [{ address: string }]
  return { child, address: message.address, out }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | string | null> {
  const exited = once(child, 'exit')
  child.kill(signal)
  const [code, by] = await exited
  return by ?? code
}

describe('koop witness key', () => {
  it('prints the public half, and keeps the private one for its owner', async () => {
    const made = await makeKey()
    expect(made).toMatchObject({ code: 0 })
    const key = parseVerifierKey(made.out.trim())
    expect(key).toMatchObject({ ok: true, value: { name: 'witness.police.example', type: 'cosignature' } })
    expect((await stat(keyFile)).mode & 0o777).toBe(0o600)
    expect(await readFile(keyFile, 'utf8')).toMatch(/^PRIVATE\+KEY\+witness\.police\.example\+/)
  })

  it('does not write over a key that is there', async () => {
    await makeKey()
    const before = await readFile(keyFile, 'utf8')
    const again = await makeKey()
    expect(again).toMatchObject({ code: 1, out: '' })
    expect(again.err).toMatch(/^koop: .*witness\.key exists already; a key is never written over\n$/)
    expect(await readFile(keyFile, 'utf8')).toBe(before)
  })
})

describe('koop witness', { timeout: 90_000 }, () => {
  it('says in one sentence why it does not start', async () => {
    const refused = async () => {
      const { code, out, err } = await koop(['witness', ...args()], {})
      expect({ code, out, lines: err.split('\n').length }).toEqual({ code: 1, out: '', lines: 2 })
      return err
    }
    expect(await refused()).toContain('there is no key')
    await makeKey()
    const { child } = await start()
    expect(await refused()).toContain('another process holds')
    await end(child, 'SIGKILL')
  })

  it('stops in good order when it is told to', async () => {
    await makeKey()
    const { child, out } = await start()
    expect(await end(child, 'SIGTERM')).toBe(0)
    expect((await out).split('\n').map((line) => line.slice(25))).toEqual([
      expect.stringMatching(/^listening at http:\/\/127\.0\.0\.1:\d+, for one log$/),
      'stopped',
      '',
    ])
  })

  it('killed at any moment, it never forgets what it has cosigned', async () => {
    await makeKey()
    const tree = new MemoryTree()
    for (let i = 0; i < 200; i++) tree.append(leafHash(Buffer.from(`${i}`)))
    const ask = async (address: string, from: number, to: number) => {
      const checkpoint = signCheckpoint({ origin: ORIGIN, size: to, root: await rootOf(tree, to), extensions: [] }, log)
      const body = formatAddCheckpoint({ oldSize: from, proof: await consistencyProof(tree, from, to), checkpoint })
      const answer = await fetch(`${address}/add-checkpoint`, { method: 'POST', body })
      return { status: answer.status, size: Number(await answer.text()) }
    }
    let cosigned = 0
    for (let round = 1; round <= 3; round++) {
      const { child, address } = await start()
      // It may remember one more than was told: then the answer was lost with the process.
      let size = cosigned === 0 ? 0 : (await ask(address, 0, 200)).size
      expect(size).toBeGreaterThanOrEqual(cosigned)
      let kill: NodeJS.Timeout | undefined
      try {
        for (; size < 200; size++) {
          const { status } = await ask(address, size, size + 1)
          expect(status).toBe(200)
          cosigned = size + 1
          // Whatever it does at that moment: what must hold, holds at every one.
          kill ??= setTimeout(() => child.kill('SIGKILL'), 15 * round)
        }
      } catch (error) {
        if (!(error instanceof TypeError)) throw error
      }
      clearTimeout(kill)
      if (child.exitCode === null && child.signalCode === null) await end(child, 'SIGKILL')
      const kept = parseState(await readFile(join(folder, 'memory', 'state'), 'utf8'))
      expect(kept?.size).toBeGreaterThanOrEqual(cosigned)
    }
  })
})
