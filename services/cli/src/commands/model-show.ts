import { modelsIn } from '@kooperacje/commands'
import { BUILT_IN_VERSION, builtInModel, type ModelDocument, UnknownModelVersion } from '@kooperacje/domain'
import { type Context, defineCommand, type ExitCode, optional, withDefault } from '../command-line/command.ts'
import { Failure, UsageError } from '../command-line/errors.ts'
import { ledgerName, text } from '../command-line/kinds.ts'
import { headOf, withHistory } from '../history/open.ts'

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
    await context.out.write(`${JSON.stringify(await find(context, version, ledger), null, 2)}\n`)
    return 0 as ExitCode
  },
})

async function find({ environment }: Context, version: string, ledger: string | undefined): Promise<ModelDocument> {
  if (ledger === undefined) {
    if (version === BUILT_IN_VERSION) return builtInModel
    throw new UsageError(`version ${version} does not come with the software: --ledger says who published it`)
  }
  return withHistory(environment, { personal: false }, async (history) => {
    await headOf(history, ledger)
    try {
      return (await modelsIn(history.store, ledger))(version)
    } catch (error) {
      if (!(error instanceof UnknownModelVersion)) throw error
      throw new Failure(`ledger ${ledger} has published no version ${version} of the model`)
    }
  })
}
