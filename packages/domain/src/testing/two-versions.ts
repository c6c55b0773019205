import type { Models } from '../kernel/model.ts'
import { builtInModel, builtInModels } from '../model/built-in.ts'
import type { ModelDocument } from '../model/document.ts'

/** The version that comes with the software, and a second one under which a third of the members decides. */
const secondVersion: ModelDocument = {
  ...builtInModel,
  version: '2.0',
  parameters: { ...builtInModel.parameters, plenaryQuorumPercent: 34 },
}

export const twoVersions: Models = (version) => (version === '2.0' ? secondVersion : builtInModels(version))
