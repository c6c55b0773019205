import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { freePort } from './port.ts'
import { temporaryFolder } from './testing/folders.ts'
import { allGone, processesWith } from './testing/processes.ts'

// Whole servers are started and stopped here, on machines that may have other things to do.
vi.setConfig({ testTimeout: 90_000 })

const LAUNCHER = fileURLToPath(new URL('testing/stub-launcher.ts', import.meta.url))

interface Launched {
  readonly folder: string
  readonly child: ChildProcess
  said(): string
  complained(): string
  /** The exit code. */
  readonly ended: Promise<number | null>
  up(): Promise<void>
  notes(): Promise<string[]>
}

const launched: Launched[] = []
afterEach(async () => {
  const all = launched.splice(0)
  for (const { child } of all) child.kill('SIGKILL')
  for (const { folder } of all) await allGone(folder)
})

async function launchWith(
  environment: NodeJS.ProcessEnv = {},
  folder?: string,
  command = [process.execPath, LAUNCHER],
): Promise<Launched> {
  const data = folder ?? (await temporaryFolder())
  const { DATABASE_URL: _, REDIS_URL: __, ...inherited } = process.env
  const [program = '', ...args] = command
  const child = spawn(program, args, {
    // A group of its own, as an interactive shell gives it.
    detached: true,
    env: { ...inherited, PORT: String(await freePort()), KOOP_DATA: data, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [output, errors] = ['', '']
  child.stdout?.on('data', (chunk) => {
    output += chunk
  })
  child.stderr?.on('data', (chunk) => {
    errors += chunk
  })
  const ended = once(child, 'close').then(([code]) => code)
  const result: Launched = {
    folder: data,
    child,
    said: () => output,
    complained: () => errors,
    ended,
    async up() {
      while (!output.includes('is running at')) {
        if (child.exitCode !== null) throw new Error(`ended instead: ${output}${errors}`)
        await sleep(20)
      }
    },
    notes: async () => (await readFile(join(data, 'notes'), 'utf8')).trim().split('\n').sort(),
  }
  launched.push(result)
  return result
}

async function noted(run: Launched, note: string): Promise<void> {
  for (;;) {
    const notes: string[] = await run.notes().catch(() => [])
    if (notes.includes(note)) return
    if (run.child.exitCode !== null) throw new Error(`ended instead: ${run.complained()}`)
    await sleep(20)
  }
}

describe('a start', () => {
  it('prints one block: the address, how to get in, where the data lies, how to stop', async () => {
    const port = await freePort()
    const run = await launchWith({ PORT: String(port) })
    await run.up()
    expect(run.said()).toContain(`running at http://127.0.0.1:${port}`)
    expect(run.said()).toMatch(/koordynatorka\s+a-password\s+coordinator/)
    expect(run.said()).toContain('koop_demo')
    expect(run.said()).toContain(join(run.folder, 'postgres'))
    expect(run.said()).toContain('Ctrl-C stops it.')
    expect(run.complained()).toBe('')
  })

  it('loads the demo into an empty store only, and never shows the services the owner', async () => {
    const first = await launchWith()
    await first.up()
    first.child.kill('SIGTERM')
    await first.ended
    const second = await launchWith({}, first.folder)
    await second.up()
    expect(second.said()).toContain('koop_demo')
    const notes = await second.notes()
    expect(notes.filter((note) => note === 'demo loaded')).toHaveLength(1)
    expect(notes.filter((note) => note.includes('sees'))).toEqual([
      'api sees no owner',
      'api sees no owner',
      'workers sees no owner',
      'workers sees no owner',
    ])
  })

  it('tells a demo that was cut short again from the beginning', async () => {
    const first = await launchWith({ STUB_DEMO: 'slow' })
    await noted(first, 'demo begun')
    first.child.kill('SIGTERM')
    expect(await first.ended).toBe(0)
    const second = await launchWith({}, first.folder)
    await second.up()
    const notes = await second.notes()
    expect(notes.filter((note) => note === 'demo begun')).toHaveLength(2)
    expect(notes).toContain('demo found 0 events')
    expect(notes).not.toContain('demo found 1 events')
  })

  it('never empties a store that was used without the demo', async () => {
    const first = await launchWith({ STUB_DEMO: 'slow' })
    await noted(first, 'demo begun')
    first.child.kill('SIGTERM')
    await first.ended
    const second = await launchWith({ KOOP_DEMO: 'off' }, first.folder)
    await second.up()
    expect(second.said()).not.toContain('Demo')
    second.child.kill('SIGTERM')
    await second.ended
    const third = await launchWith({}, first.folder)
    await third.up()
    expect((await third.notes()).filter((note) => note === 'demo begun')).toHaveLength(1)
  })
})

describe('an end', () => {
  it('leaves no process behind on SIGTERM', async () => {
    const run = await launchWith()
    await run.up()
    run.child.kill('SIGTERM')
    expect(await run.ended).toBe(0)
    expect(processesWith(run.folder)).toEqual([])
  })

  it('drains on Ctrl-C while the database still serves, however often the signal is passed on', async () => {
    const run = await launchWith()
    await run.up()
    for (let copies = 0; copies < 3; copies++) process.kill(-(run.child.pid ?? Number.NaN), 'SIGINT')
    expect(await run.ended).toBe(0)
    expect((await run.notes()).filter((note) => /drained|SIGINT/.test(note))).toEqual([
      'api drained as kooperacje_app',
      'workers drained as kooperacje_app',
    ])
    expect(await readFile(join(run.folder, 'logs/postgres.log'), 'utf8')).toContain('database system is shut down')
    expect(processesWith(run.folder)).toEqual([])
  })

  it('kills a service that does not end in time', async () => {
    const run = await launchWith({ STUB_WORKERS: 'deaf' })
    await run.up()
    run.child.kill('SIGTERM')
    expect(await run.ended).toBe(0)
    expect(processesWith(run.folder)).toEqual([])
  })

  it('kills at once on a second Ctrl-C', async () => {
    const run = await launchWith({ STUB_WORKERS: 'deaf' })
    await run.up()
    run.child.kill('SIGINT')
    await sleep(1100)
    run.child.kill('SIGINT')
    expect(await Promise.race([run.ended, sleep(1000, 'too late')])).toBe(1)
    await allGone(run.folder)
  })

  it('ends everything when a service dies, and says which and with what code', async () => {
    const run = await launchWith({ STUB_WORKERS: 'dies' })
    expect(await run.ended).toBe(1)
    expect(run.complained()).toBe(
      `The workers ended with code 7: its log is ${join(run.folder, 'logs/workers.log')}.\n`,
    )
    expect(processesWith(run.folder)).toEqual([])
  })

  it('says what a service said that never came up', async () => {
    const run = await launchWith({ STUB_API: 'broken' })
    expect(await run.ended).toBe(1)
    expect(run.complained()).toContain('The api ended with code 3')
    expect(processesWith(run.folder)).toEqual([])
  })

  it('ends everything when the database dies', async () => {
    const run = await launchWith()
    await run.up()
    const pid = Number((await readFile(join(run.folder, 'postgres/postmaster.pid'), 'utf8')).split('\n')[0])
    process.kill(pid, 'SIGKILL')
    expect(await run.ended).toBe(1)
    expect(run.complained()).toContain('PostgreSQL ended with signal SIGKILL: stopping.')
    expect(processesWith(run.folder)).toEqual([])
  })

  it('leaves nothing behind when the launcher itself is killed', async () => {
    const run = await launchWith()
    await run.up()
    run.child.kill('SIGKILL')
    await allGone(run.folder)
  })

  it('follows the package manager that was killed without passing the signal on', async () => {
    const folder = await temporaryFolder()
    const manager = join(folder, 'pnpm')
    // Like npx and pnpm: a shell in between, which lives on when the outer one is killed. The commands after it keep
    // the shells from replacing themselves by what they run.
    await writeFile(manager, `#!/bin/sh\nsh -c "'${process.execPath}' '${LAUNCHER}'; exit \\$?"\nexit $?\n`)
    await chmod(manager, 0o755)
    const run = await launchWith({}, folder, [manager])
    await run.up()
    run.child.kill('SIGKILL')
    await allGone(folder)
    expect(run.complained()).toContain('The program that started this one is gone: stopping.')
  })
})

describe('a fault in the surroundings is one sentence and exit code 1', () => {
  it.each([
    ['settings', { PORT: 'abc' }, 'PORT must be a number from 1 to 65535.'],
    [
      'a database that does not answer',
      { DATABASE_URL: 'postgres://someone:secret@127.0.0.1:1/none' },
      'DATABASE_URL (postgres://someone@127.0.0.1:1/none) does not answer as it should (connect ECONNREFUSED 127.0.0.1:1): correct it, start that server, or unset it for the embedded one.',
    ],
    [
      'Redis that does not answer',
      { REDIS_URL: 'redis://127.0.0.1:1' },
      'REDIS_URL (redis://127.0.0.1:1) does not answer as it should (connect ECONNREFUSED 127.0.0.1:1): correct it, start that server, or unset it to keep the queues in PostgreSQL.',
    ],
  ])('%s', async (_, environment, sentence) => {
    const run = await launchWith(environment)
    expect(await run.ended).toBe(1)
    expect(run.complained()).toBe(`${sentence}\n`)
    expect(run.said()).toBe('')
  })

  it('a port that is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const port = (other.address() as { port: number }).port
    const run = await launchWith({ PORT: String(port) })
    expect(await run.ended).toBe(1)
    expect(run.complained()).toBe(
      `Port ${port} on 127.0.0.1 is taken: stop the program that uses it, or choose another one with PORT=${port + 1}.\n`,
    )
    other.close()
  })

  it('a data folder that cannot be written', async () => {
    // A file in its place, because root could write into any folder.
    const file = join(await temporaryFolder(), 'file')
    await writeFile(file, '')
    const run = await launchWith({ KOOP_DATA: join(file, 'data') })
    expect(await run.ended).toBe(1)
    expect(run.complained()).toBe(
      `The data folder ${join(file, 'data')} cannot be written (ENOTDIR): set KOOP_DATA to a folder that can.\n`,
    )
  })

  it('a second start in the same clone', async () => {
    const first = await launchWith()
    await first.up()
    const second = await launchWith({}, first.folder)
    expect(await second.ended).toBe(1)
    expect(second.complained()).toMatch(/^Another start already runs PostgreSQL on .*\.\n$/)
  })
})
