import type { AnyCommand, Option, Options } from './command.ts'

/** `koop replay --ledger LEDGER --stream TYPE/ID [--version N]` */
export function synopsis(name: string, command: AnyCommand): string {
  const options = Object.entries(command.options as Options)
  const operands = Object.values(command.operands as Options)
  return [
    `koop ${name}`,
    ...operands.map((operand) => bracketed(operand, operand.kind?.placeholder ?? '')),
    ...options.filter(([, { required }]) => required).map(([option, row]) => bracketed(row, spelled(option, row))),
    ...options.filter(([, { required }]) => !required).map(([option, row]) => bracketed(row, spelled(option, row))),
  ].join(' ')
}

/** `--limit N` */
export function spelled(name: string, { kind }: Option<unknown>): string {
  return kind ? `--${name} ${kind.placeholder}` : `--${name}`
}

/** What an option is about, with what the row knows besides: its default, and that it may be repeated. */
export function described({ about, fallback, many }: Option<unknown>): string {
  return [about, many ? 'May be given several times.' : '', fallback ? `Default: ${fallback}.` : '']
    .filter((part) => part !== '')
    .join(' ')
}

function bracketed({ required, many }: Option<unknown>, text: string): string {
  const repeated = many ? `${text} …` : text
  return required ? repeated : `[${repeated}]`
}
