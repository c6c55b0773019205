import { parseArgs } from 'node:util'
import type { AnyCommand, Option, Options } from './command.ts'
import { BadValue, UsageError } from './errors.ts'
import { nearest } from './nearest.ts'

export type Parsed =
  | { readonly wants: 'help' }
  | { readonly wants: 'run'; readonly values: Readonly<Record<string, unknown>> }

const HELP = { type: 'boolean', short: 'h' } as const

/**
 * Reads the arguments after the command's own words. All faults of the arguments come in one error: nobody should have
 * to run a command once per mistake.
 */
export function parseArguments(command: AnyCommand, args: readonly string[]): Parsed {
  const options = command.options as Options
  const operands = command.operands as Options
  // Not strict: its own messages speak of this program's source; ours are below.
  const { tokens } = parseArgs({
    args: [...args],
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: {
      help: HELP,
      ...Object.fromEntries(
        Object.entries(options).map(([name, { kind }]) => [
          name,
          { type: kind ? ('string' as const) : ('boolean' as const), multiple: true },
        ]),
      ),
    },
  })
  const faults: string[] = []
  const given = new Map<string, string[]>()
  const faulty = new Set<string>()
  const words: string[] = []
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value)
    if (token.kind !== 'option') continue
    if (token.name === 'help') return { wants: 'help' }
    const fault = optionFault(options, token)
    if (fault) {
      faults.push(fault.text)
      faulty.add(fault.about)
    } else given.set(token.name, [...(given.get(token.name) ?? []), token.value ?? ''])
  }
  // After an option that does not exist, a word may have been its value as well as an operand: nothing to judge.
  const unsure = faults.length > 0
  const names = unsure ? [] : Object.keys(operands)
  const strays = unsure ? [] : words.slice(names.length)
  for (const word of strays) faults.push(`'${word}' is one word too many`)
  for (const [index, name] of names.entries()) {
    const word = words[index]
    if (word !== undefined) given.set(name, [word])
  }

  const values = {
    ...valuesOf(withoutKeys(options, faulty), given, faults, (name) => `--${name}`),
    ...valuesOf(unsure ? {} : operands, given, faults, (_, { kind }) => kind?.placeholder ?? ''),
  }
  if (faults.length > 0) throw new UsageError(faults.join('; '))
  return { wants: 'run', values }
}

interface OptionToken {
  readonly name: string
  readonly rawName: string
  readonly value?: string | undefined
  readonly inlineValue?: boolean | undefined
}

/** What is wrong with one option as it was typed, and which option was meant, so that it is not called missing too. */
function optionFault(options: Options, { name, rawName, value, inlineValue }: OptionToken) {
  const option = Object.hasOwn(options, name) && rawName.startsWith('--') ? options[name] : undefined
  if (!option) {
    const meant = nearest(name, Object.keys(options))
    const hint = meant ? `, perhaps --${meant} was meant` : ''
    return { about: meant ?? '', text: `there is no option ${rawName}${hint}` }
  }
  if (!option.kind) return value === undefined ? null : { about: name, text: `${rawName} takes no value` }
  // `--ledger --open` would otherwise read a ledger named --open.
  const missing = value === undefined || (!inlineValue && value.startsWith('-'))
  return missing ? { about: name, text: `${rawName} needs a value (${rawName} ${option.kind.placeholder})` } : null
}

const withoutKeys = (options: Options, left: ReadonlySet<string>): Options =>
  Object.fromEntries(Object.entries(options).filter(([name]) => !left.has(name)))

function valuesOf(
  options: Options,
  given: ReadonlyMap<string, readonly string[]>,
  faults: string[],
  called: (name: string, option: Option<unknown>) => string,
): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  for (const [name, option] of Object.entries(options)) {
    const texts = given.get(name) ?? []
    const word = called(name, option)
    if (option.required && texts.length === 0) {
      faults.push(`${word}${word.startsWith('--') ? ` ${option.kind?.placeholder}` : ''} is missing`)
      continue
    }
    if (option.kind && !option.many && texts.length > 1) {
      faults.push(`${word} is given ${texts.length} times`)
      continue
    }
    try {
      values[name] = option.take(texts)
    } catch (error) {
      if (!(error instanceof BadValue)) throw error
      faults.push(`${word} ${error.message}`)
    }
  }
  return values
}
