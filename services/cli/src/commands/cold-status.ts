import { coldStates, coldTable } from '@kooperacje/events'
import { defineCommand, type ExitCode, flag, optional } from '../command-line/command.ts'
import { ledgerName } from '../command-line/kinds.ts'
import { headOf, withHistory } from '../history/open.ts'
import { thousands } from '../output/progress.ts'
import { table } from '../output/table.ts'

export const coldStatus = defineCommand({
  about: 'Show how many events of each ledger are cold and how many could be, and where the cold table lies.',
  operands: {},
  options: {
    ledger: optional(ledgerName, 'This ledger alone.'),
    json: flag('Print one JSON document.'),
  },
  examples: [{ line: 'koop cold status', about: 'Is there anything to move?' }],
  async run({ out, environment }, { ledger, json }) {
    return withHistory<ExitCode>(environment, { personal: false }, async (history) => {
      if (ledger !== undefined) await headOf(history, ledger)
      const where = await coldTable(history.pool)
      const ledgers = await coldStates(history.pool, ledger)
      if (json) {
        await out.line(JSON.stringify({ table: where, ledgers }, null, 2))
        return 0
      }
      const rows = ledgers.map(({ ledger: name, head, sealed, cold }) => [name, head, cold, Math.max(0, sealed - cold)])
      await out.write(table(['LEDGER', 'EVENTS', 'COLD', 'COULD MOVE'], rows))
      await out.line(
        where
          ? `The cold table lies in tablespace ${where.tablespace} and takes ${thousands(Math.ceil(where.bytes / 1e6))} MB with its indexes.`
          : 'There is no cold table: nothing was moved yet.',
      )
      return 0
    })
  },
})
