import type { AnyCommand, Options } from './command.ts'
import { described, spelled, synopsis } from './synopsis.ts'
import type { CommandTable } from './table.ts'
import { wrap } from './wrap.ts'

const HELP_LINE = ['-h, --help', 'Show this help.'] as const
const WIDTH = 100

/** The help of `koop`, or of a group of commands such as `koop keys`. */
export function overview(table: CommandTable, group: string): string {
  const rows = Object.entries(table)
    .filter(([name]) => group === '' || name.startsWith(`${group} `))
    .map(([name, { summary }]) => [name, summary] as const)
  return [
    `Usage: koop ${group === '' ? '' : `${group} `}COMMAND [OPTIONS]`,
    '',
    'Commands:',
    ...columns(rows),
    '',
    'Options:',
    ...columns([HELP_LINE, ...(group === '' ? [['--version', 'Print the version.'] as const] : [])]),
    '',
    `'koop COMMAND --help' says more. Settings come from the environment (DATABASE_URL, KOOP_MASTER_KEY,`,
    'REDIS_URL) or from the data folder of a running `pnpm start` (KOOP_DATA); `koop doctor` shows them.',
    'Exit codes: 0 done, 1 failed, 2 wrong usage. KOOP_DEBUG=1 adds the stack trace to an error.',
    '',
  ].join('\n')
}

export function commandHelp(name: string, command: AnyCommand): string {
  const options = Object.entries(command.options as Options)
  const operands = Object.values(command.operands as Options)
  const examples = command.examples.flatMap(({ line, about }) => [`  ${line}`, `      ${about}`])
  return [
    ...wrap(`Usage: ${synopsis(name, command)}`, WIDTH, '           '),
    '',
    ...wrap(command.about, WIDTH),
    ...(command.details ?? []).flatMap((paragraph) => ['', ...wrap(paragraph, WIDTH)]),
    ...(operands.length > 0
      ? ['', 'Operands:', ...columns(operands.map((row) => [row.kind?.placeholder ?? '', described(row)]))]
      : []),
    '',
    'Options:',
    ...columns([...options.map(([option, row]) => [spelled(option, row), described(row)] as const), HELP_LINE]),
    ...(examples.length > 0 ? ['', 'Examples:', ...examples] : []),
    '',
  ].join('\n')
}

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([term]) => term.length))
  return rows.flatMap(([term, about]) => {
    const indent = ' '.repeat(width + 4)
    return wrap(about, WIDTH - indent.length).map((line, index) =>
      index === 0 ? `  ${term.padEnd(width)}  ${line}` : `${indent}${line}`,
    )
  })
}
