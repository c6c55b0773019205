import { readFile } from 'node:fs/promises'
import type { Context, ExitCode } from './command-line/command.ts'
import { ReaderGone, UsageError } from './command-line/errors.ts'
import { findCommand } from './command-line/find.ts'
import { commandHelp, overview } from './command-line/help.ts'
import { parseArguments } from './command-line/parse.ts'
import { sentence } from './command-line/sentence.ts'
import { commands } from './commands.ts'

/** Exit codes: 0 done, 1 failed, 2 the command itself was wrong. */
export async function run(args: readonly string[], context: Context): Promise<ExitCode | 2> {
  try {
    return await dispatch(args, context)
  } catch (error) {
    // Whoever stopped reading has seen enough, as `head` has: that is success.
    if (error instanceof ReaderGone) return 0
    return await report(error, context)
  }
}

async function dispatch(args: readonly string[], context: Context): Promise<ExitCode | 2> {
  const found = findCommand(commands, args)
  if (found.is === 'group') return aboutGroup(found.name, found.rest, context)
  const command = await found.row.load()
  try {
    const parsed = parseArguments(command, found.rest)
    if (parsed.wants === 'run') return await command.run(context, parsed.values)
  } catch (error) {
    if (error instanceof UsageError) throw new UsageError(error.message, found.name)
    throw error
  }
  await context.out.write(commandHelp(found.name, command))
  return 0
}

async function aboutGroup(group: string, rest: readonly string[], { out, err }: Context): Promise<ExitCode | 2> {
  const [word] = rest
  if (word === '--version' && group === '') {
    await out.line(`koop ${await version()}`)
    return 0
  }
  if (word === '--help' || word === '-h') {
    await out.write(overview(commands, group))
    return 0
  }
  if (word !== undefined) throw new UsageError(`there is no option ${word} before the command`, group)
  await err.write(overview(commands, group))
  return 2
}

async function report(error: unknown, { err, environment }: Context): Promise<1 | 2> {
  const [where, help] = error instanceof UsageError ? usage(error) : ['', '']
  const debug = environment.KOOP_DEBUG ? `\n${stackOf(error)}` : ''
  try {
    await err.line(`koop: ${where}${sentence(error)}${help}${debug}`)
  } catch (broken) {
    // Nobody listens any more; the exit code still tells.
    if (!(broken instanceof ReaderGone)) throw broken
  }
  return error instanceof UsageError ? 2 : 1
}

const usage = ({ command }: UsageError): [string, string] =>
  command === '' ? ['', " (try 'koop --help')"] : [`${command}: `, ` (try 'koop ${command} --help')`]

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return `${error.stack ?? error.message}${error.cause === undefined ? '' : `\ncaused by ${stackOf(error.cause)}`}`
}

async function version(): Promise<string> {
  const { version } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'))
  return version
}
