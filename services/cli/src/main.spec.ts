import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commands } from './commands.ts'
import { koop } from './testing/koop.ts'
import { foundTown, LEDGER, qualified, type Town } from './testing/town.ts'

const main = fileURLToPath(new URL('./main.ts', import.meta.url))
/** Three windows of the feed: enough to be cut off in the middle. */
const EVENTS = 5000

describe('koop as a program', () => {
  let town: Town
  const start = (...args: string[]) =>
    spawn(process.execPath, [main, ...args], {
      env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE, ...town.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  const ended = (child: ReturnType<typeof start>) =>
    new Promise<number | string | null>((resolve) => child.once('exit', (code, signal) => resolve(signal ?? code)))
  const run = async (...args: string[]) => {
    const child = start(...args)
    const [code, out, err] = await Promise.all([ended(child), text(child.stdout), text(child.stderr)])
    return { code, out, err }
  }

  beforeAll(async () => {
    town = await foundTown()
    for (let made = 0; made < EVENTS; made += 1000) {
      await town.tell(
        'case/c-1',
        Array.from({ length: 1000 }, () => qualified('2019-11-20')),
      )
    }
  })
  afterAll(() => town?.close())

  it('prints a whole ledger in order', async () => {
    const { code, out, err } = await run('events', '--ledger', LEDGER, '--format', 'ndjson')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const positions = out
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line).position)
    expect(positions).toEqual(Array.from({ length: EVENTS }, (_, index) => index + 1))
  })

  it('ends quietly when its reader has seen enough', async () => {
    const child = start('events', '--ledger', LEDGER, '--format', 'ndjson')
    const err = text(child.stderr)
    const code = ended(child)
    for await (const _ of child.stdout) break
    child.stdout.destroy()
    expect(await code).toBe(0)
    expect(await err).toBe('')
  })

  it('says in one sentence what went wrong, and where only when asked to', async () => {
    const sentence = `koop: there is no ledger '9'; there are ${LEDGER}\n`
    expect(await run('events', '--ledger', '9')).toEqual({ code: 1, out: '', err: sentence })
    const debug = await koop(['events', '--ledger', '9'], { ...town.environment, KOOP_DEBUG: '1' })
    expect(debug.err).toMatch(/^koop: there is no ledger '9'[^\n]*\nFailure: [^\n]*\n {4}at /)
  })

  it('ends with 2 for wrong usage, and says where the help is', async () => {
    expect(await run('evnts')).toEqual({
      code: 2,
      out: '',
      err: "koop: there is no command 'evnts', perhaps 'events' was meant (try 'koop --help')\n",
    })
  })

  it('says which log-in or address is wrong when the database does not take us', async () => {
    const ask = (change: (url: URL) => void) => {
      const url = new URL(town.database.serviceUrl)
      change(url)
      return koop(['events', '--ledger', LEDGER], { ...town.environment, DATABASE_URL: url.href })
    }
    const unreachable = await ask((url) => {
      url.port = '1'
    })
    expect(unreachable).toMatchObject({ code: 1, out: '' })
    expect(unreachable.err).toMatch(
      /^koop: the server does not answer \(.*ECONNREFUSED.*\): start it, or correct DATABASE_URL/,
    )
    const nowhere = await ask((url) => {
      url.pathname = '/koop_no_such_database'
    })
    expect(nowhere.err).toMatch(
      /^koop: the server refused the log-in \(.*koop_no_such_database.*\): correct DATABASE_URL\n$/,
    )
  })
})

describe('the help', () => {
  const ask = (...args: string[]) => koop(args, {})

  it('of the program names every command', async () => {
    const { code, out, err } = await ask('--help')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    for (const [name, { summary }] of Object.entries(commands))
      expect(out).toMatch(new RegExp(`^  ${name} +${summary}`, 'm'))
  })

  it.each(Object.keys(commands))('of %s shows its usage and each of its options', async (name) => {
    const { code, out, err } = await ask(...name.split(' '), '--help')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out.startsWith(`Usage: koop ${name}`)).toBe(true)
    const command = await commands[name]?.load()
    for (const option of Object.keys(command?.options ?? {})) expect(out).toContain(`  --${option}`)
    for (const line of out.split('\n').filter((candidate) => !candidate.startsWith('  koop'))) {
      expect(line.length).toBeLessThanOrEqual(100)
    }
  })

  it('of a group names its commands; without a command it is an error', async () => {
    expect((await ask('keys', '--help')).code).toBe(0)
    const { code, out, err } = await ask('keys')
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(/keys create.*\n +keys list.*\n +keys revoke/)
    expect((await ask()).code).toBe(2)
    expect((await ask('--nonsense')).err).toBe(
      "koop: there is no option --nonsense before the command (try 'koop --help')\n",
    )
  })

  it('tells the version', async () => {
    expect(await ask('--version')).toMatchObject({ code: 0, out: 'koop 0.1.0\n' })
  })
})
