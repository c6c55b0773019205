import { returnFromCold, tidyAfterMove } from '@kooperacje/events'
import { asOwner, coldStateOf } from '../cold/owner.ts'
import { defineCommand, type ExitCode, required, withDefault } from '../command-line/command.ts'
import { count, ledgerName } from '../command-line/kinds.ts'
import { thousands } from '../output/progress.ts'

export const coldReturn = defineCommand({
  about: 'Move events of a ledger back from the cold table, while everything runs.',
  details: ['As the owner of the database (DATABASE_MIGRATION_URL). It can be stopped at any time and started again.'],
  operands: {},
  options: {
    ledger: required(ledgerName, 'The ledger.'),
    from: withDefault(count, '1', 'The first position to move back: those before it stay cold.'),
    batch: withDefault(count, '5000', 'Events a transaction.'),
  },
  examples: [{ line: 'koop cold return --ledger 2416021', about: 'All of it.' }],
  async run({ out, environment }, { ledger, from, batch }) {
    return asOwner<ExitCode>(environment, async (client) => {
      const { cold } = await coldStateOf(client, ledger)
      if (cold < from) {
        await out.line(`Nothing to move back: no event of ledger ${ledger} from position ${from} on is cold.`)
        return 0
      }
      await returnFromCold(client, ledger, from, { batch })
      await tidyAfterMove(client)
      await out.line(`${thousands(cold - from + 1)} events moved back, positions ${from} to ${cold}.`)
      return 0
    })
  },
})
