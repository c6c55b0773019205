import {
  type ColdState,
  lastRecordedBefore,
  moveToCold,
  openCold,
  refusalToMove,
  tidyAfterMove,
} from '@kooperacje/events'
import type { Client } from 'pg'
import { asOwner, coldStateOf } from '../cold/owner.ts'
import { coldRefusal } from '../cold/refusal.ts'
import { defineCommand, type ExitCode, flag, optional, required, withDefault } from '../command-line/command.ts'
import { Failure } from '../command-line/errors.ts'
import { count, countOrDate, ledgerName, tablespaceName } from '../command-line/kinds.ts'
import { Progress, thousands } from '../output/progress.ts'

export const coldMove = defineCommand({
  about: 'Move the first events of a ledger into the cold table, while everything runs.',
  details: [
    'The cold table can lie on a slower disk. Whatever reads the history reads both tables: positions, versions, states, proofs and exports stay what they were. Only what is sealed moves, as the owner of the database (DATABASE_MIGRATION_URL). The first move makes the table, which needs a moment in which no transaction is reading events.',
    'A batch is one transaction: it can be stopped at any time and started again, and asked twice it moves nothing. At the end both tables are vacuumed; the room that is left behind is for new events, and does not go back to the disk.',
  ],
  operands: {},
  options: {
    ledger: required(ledgerName, 'The ledger.'),
    before: required(countOrDate, 'Move what lies before this position, or was recorded before this day or moment.'),
    tablespace: optional(tablespaceName, 'Where the cold table is made. It is one for all ledgers.'),
    batch: withDefault(count, '5000', 'Events a transaction.'),
    'dry-run': flag('Only say what would move.'),
  },
  examples: [
    {
      line: 'koop cold move --ledger 2416021 --before 2020-01-01 --dry-run',
      about: 'How many events are older than that?',
    },
    {
      line: 'koop cold move --ledger 2416021 --before 250001 --tablespace slow',
      about: 'The first quarter of a million.',
    },
  ],
  async run({ out, err, environment }, { ledger, before, tablespace, batch, 'dry-run': dry }) {
    return asOwner<ExitCode>(environment, async (client) => {
      const state = await coldStateOf(client, ledger)
      const last = typeof before === 'number' ? before - 1 : await lastRecordedBefore(client, state, before.first)
      const refusal = refusalToMove(state, last)
      if (refusal) throw new Failure(coldRefusal(refusal))
      if (last <= state.cold) {
        await out.line(`Nothing to move: ${upTo(ledger, state.cold)}.`)
        return 0
      }
      if (dry) {
        await out.line(`${thousands(last - state.cold)} events would move, positions ${state.cold + 1} to ${last}.`)
        return 0
      }
      const notOpened = await openCold(client, tablespace)
      if (notOpened) throw new Failure(coldRefusal(notOpened))
      await move(client, state, last, batch, new Progress(err))
      await tidyAfterMove(client)
      await out.line(`${thousands(last - state.cold)} events moved: ${upTo(ledger, last)}.`)
      return 0
    })
  },
})

async function move(client: Client, { ledger, cold }: ColdState, last: number, batch: number, progress: Progress) {
  const began = performance.now()
  try {
    await moveToCold(client, ledger, last, {
      batch,
      onBatch: (now) => {
        const done = now - cold
        const perSecond = Math.round((done * 1000) / (performance.now() - began))
        progress.show({ what: ledger, done, of: last - cold, perSecond })
      },
    })
  } finally {
    await progress.end()
  }
}

const upTo = (ledger: string, cold: number): string =>
  cold === 0 ? `no event of ledger ${ledger} is cold` : `ledger ${ledger} is cold up to position ${cold}`
