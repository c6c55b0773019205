import { UsageError } from './errors.ts'
import { nearest } from './nearest.ts'
import type { CommandTable, TableRow } from './table.ts'

export type Found =
  | { readonly is: 'command'; readonly name: string; readonly row: TableRow; readonly rest: readonly string[] }
  /** `koop`, `koop projections`: words that begin commands but are none. */
  | { readonly is: 'group'; readonly name: string; readonly rest: readonly string[] }

/** The command with the longest name that the arguments begin with: `witness key` before `witness`. */
export function findCommand(table: CommandTable, args: readonly string[]): Found {
  const names = Object.keys(table)
  let group = ''
  let found: Found | null = null
  for (let words = 1; words <= args.length && !args[words - 1]?.startsWith('-'); words++) {
    const name = args.slice(0, words).join(' ')
    const row = Object.hasOwn(table, name) ? table[name] : undefined
    if (row) found = { is: 'command', name, row, rest: args.slice(words) }
    if (!names.some((known) => known.startsWith(`${name} `))) {
      if (found) return found
      const meant = nearest(
        name,
        names.flatMap((known) => [known, known.split(' ').slice(0, words).join(' ')]),
      )
      throw new UsageError(`there is no command '${name}'${meant ? `, perhaps '${meant}' was meant` : ''}`)
    }
    group = name
  }
  return found ?? { is: 'group', name: group, rest: args.slice(group === '' ? 0 : group.split(' ').length) }
}
