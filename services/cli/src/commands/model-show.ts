import { BUILT_IN_VERSION } from '@kooperacje/domain'
import { defineCommand, type ExitCode, optional, withDefault } from '../command-line/command.ts'
import { ledgerName, text } from '../command-line/kinds.ts'
import { findVersion } from '../model/find-version.ts'

export const modelShow = defineCommand({
  about:
    'Print a version of the model as JSON: states, transitions, parameters, deadlines, reasons for closing, taxonomy.',
  details: [
    'The version that comes with the software needs no database. Another one is looked for among those that a ledger has published.',
  ],
  operands: {},
  options: {
    version: withDefault(text, BUILT_IN_VERSION, 'Which version.'),
    ledger: optional(ledgerName, 'The ledger that published it.'),
  },
  examples: [
    { line: 'koop model show > draft.json', about: 'A draft to change: give it a version of its own.' },
    { line: 'koop model show --version 1.1 --ledger 2416021', about: 'What a local authority has published.' },
  ],
  async run(context, { version, ledger }) {
    await context.out.write(`${JSON.stringify(await findVersion(context, version, ledger), null, 2)}\n`)
    return 0 as ExitCode
  },
})
