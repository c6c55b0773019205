import type { CommandTable } from './command-line/table.ts'

/** The one table of commands: dispatch, help and docs/reference/cli.md are made from it. */
export const commands: CommandTable = {
  events: {
    summary: 'Print the events of a ledger or of one stream',
    load: async () => (await import('./commands/events.ts')).events,
  },
  replay: {
    summary: 'Show the state of one stream, now or at any point of its history',
    load: async () => (await import('./commands/replay.ts')).replayCommand,
  },
}
