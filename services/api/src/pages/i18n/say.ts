import type { Say } from './sentence.ts'
import type { Words } from './words.ts'

const MISSING = '–'

/** How the sentences of one language write values, with the institutions of one ledger. */
export function sayIn({ format, code }: Words, nameOf: (institutionId: string) => string): Say {
  const orMissing =
    <Value>(write: (value: Value) => string) =>
    (value: Value | null | undefined) =>
      value === undefined || value === null ? MISSING : write(value)
  return {
    date: orMissing(format.date),
    number: orMissing((n: number) => format.number(n)),
    code: (group, value) => (value === undefined || value === null ? MISSING : code(group, value)),
    institution: orMissing(nameOf),
    text: orMissing((value: string | number) => String(value)),
  }
}
