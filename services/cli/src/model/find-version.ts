import { modelsIn } from '@kooperacje/commands'
import { BUILT_IN_VERSION, builtInModel, type ModelDocument, UnknownModelVersion } from '@kooperacje/domain'
import type { Context } from '../command-line/command.ts'
import { Failure, UsageError } from '../command-line/errors.ts'
import { headOf, withHistory } from '../history/open.ts'

/** A version that somebody may rely on: the one that comes with the software, or one that the ledger has published. */
export async function findVersion(
  { environment }: Context,
  version: string,
  ledger: string | undefined,
): Promise<ModelDocument> {
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
