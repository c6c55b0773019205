import { simulateLedger } from '@kooperacje/commands'
import { defineCommand, type ExitCode, flag, optional, required } from '../command-line/command.ts'
import { day, fileName, ledgerName } from '../command-line/kinds.ts'
import { headOf, withHistory } from '../history/open.ts'
import { readSoundDraft } from '../model/read-draft.ts'
import { comparisonText } from '../output/comparison.ts'

export const simulateCommand = defineCommand({
  about: 'Replay the history of a ledger under another version of the model, and say what would have been different.',
  details: [
    'Deadlines that would have been late or in time, transitions that would have been refused, indicators, side by side. Every stream runs under the draft, whatever version it ran on. Nothing is written, and personal data stays sealed.',
    'A draft begins as `koop model show > draft.json`. It is checked first, as `koop model validate` does.',
  ],
  operands: {},
  options: {
    model: required(fileName, 'The draft, a file with a version of the model as JSON; - is standard input.'),
    ledger: required(ledgerName, 'The ledger to replay.'),
    until: optional(day, 'Only what happened up to the end of this day; else all, as of the day of the last fact.'),
    json: flag('Print one JSON document with everything.'),
  },
  examples: [
    {
      line: 'koop simulate --model draft.json --ledger 2416021 --until 2020-09-30',
      about: 'What a shorter deadline would have meant in Zawiercie.',
    },
  ],
  async run(context, { model, ledger, until, json }) {
    const draft = await readSoundDraft(model, context)
    return withHistory<ExitCode>(context.environment, { personal: false }, async (history) => {
      await headOf(history, ledger)
      const comparison = await simulateLedger(history.store, ledger, { draft, until })
      await context.out.write(json ? `${JSON.stringify(comparison, null, 2)}\n` : comparisonText(comparison))
      return 0
    })
  },
})
