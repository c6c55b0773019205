import type { Output } from '../output/output.ts'
import type { Kind } from './kinds.ts'

/**
 * One option of one command, as a row: the parser, `--help` and the reference page read nothing else.
 * `take` turns the texts that were given (already counted and not missing) into the value the command gets.
 */
export interface Option<T> {
  /** Absent: a switch, which takes no value. */
  readonly kind?: Kind<unknown>
  readonly about: string
  readonly required: boolean
  readonly many: boolean
  readonly fallback?: string
  readonly take: (texts: readonly string[]) => T
}

export type Options = Readonly<Record<string, Option<unknown>>>
export type ValuesOf<O extends Options> = { readonly [Name in keyof O]: O[Name] extends Option<infer T> ? T : never }

/** An operand, such as the NAME of `koop projections rebuild NAME`. */
export type Operands = Options

export interface Context {
  readonly out: Output
  readonly err: Output
  readonly environment: NodeJS.ProcessEnv
  readonly input: AsyncIterable<Buffer | string>
}

export type ExitCode = 0 | 1

export interface Command<O extends Options = Options, P extends Operands = Operands> {
  readonly about: string
  /** More for the help of the command itself; one entry a paragraph. */
  readonly details?: readonly string[]
  readonly operands: P
  readonly options: O
  readonly examples: readonly { readonly line: string; readonly about: string }[]
  run(context: Context, values: ValuesOf<O> & ValuesOf<P>): Promise<ExitCode>
}

// biome-ignore lint/suspicious/noExplicitAny: the table mixes commands with different options
export type AnyCommand = Command<any, any>

export function defineCommand<O extends Options, P extends Operands>(command: Command<O, P>): Command<O, P> {
  return command
}

export const required = <T>(kind: Kind<T>, about: string): Option<T> => ({
  kind,
  about,
  required: true,
  many: false,
  take: ([text = '']) => kind.read(text),
})

export const optional = <T>(kind: Kind<T>, about: string): Option<T | undefined> => ({
  kind,
  about,
  required: false,
  many: false,
  take: ([text]) => (text === undefined ? undefined : kind.read(text)),
})

export const withDefault = <T>(kind: Kind<T>, fallback: string, about: string): Option<T> => ({
  kind,
  about,
  required: false,
  many: false,
  fallback,
  take: ([text = fallback]) => kind.read(text),
})

export const many = <T>(kind: Kind<T>, about: string): Option<readonly T[]> => ({
  kind,
  about,
  required: false,
  many: true,
  take: (texts) => texts.map((text) => kind.read(text)),
})

export const atLeastOne = <T>(kind: Kind<T>, about: string): Option<readonly T[]> => ({
  ...many(kind, about),
  required: true,
})

export const flag = (about: string): Option<boolean> => ({
  about,
  required: false,
  many: false,
  take: (texts) => texts.length > 0,
})
