import type { AnyCommand } from './command.ts'

/**
 * A row names a command and says how to load it: `koop --help` needs the rows only, so it does not wait for the
 * database driver and the web framework that other commands bring with them.
 */
export interface TableRow {
  readonly summary: string
  readonly load: () => Promise<AnyCommand>
}

/** By name: `projections rebuild`. The order is the order of the help. */
export type CommandTable = Readonly<Record<string, TableRow>>
