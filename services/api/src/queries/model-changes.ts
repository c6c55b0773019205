import { BUILT_IN_VERSION, changesBetween, ModelChange, type ModelDocument } from '@kooperacje/domain'
import { z } from 'zod'
import type { ApiContext } from '../http/context.ts'
import { Problem } from '../http/problems.ts'
import { query } from '../http/query-route.ts'
import { modelDocument } from './models.ts'

interface ComparedVersions {
  readonly before: ModelDocument
  readonly after: ModelDocument
  readonly changes: readonly ModelChange[]
}

/** What a version says differently from another: from the one it is based on, where none is named. Null: there is no such version. */
export async function modelChanges(
  context: ApiContext,
  ledger: string,
  version: string,
  from?: string,
): Promise<ComparedVersions | null> {
  const after = await modelDocument(context, ledger, version)
  if (after === null) return null
  const before = await versionBefore(context, ledger, after, from)
  return { before, after, changes: changesBetween(before, after) }
}

/** What a document is based on need not be known here: then it is compared with what the software brings along. */
async function versionBefore(context: ApiContext, ledger: string, { basedOn }: ModelDocument, from?: string) {
  for (const version of from === undefined ? [basedOn, BUILT_IN_VERSION] : [from]) {
    const document = version === undefined ? null : await modelDocument(context, ledger, version)
    if (document) return document
  }
  throw new Problem('unknown-model-version', { details: { modelVersion: from } })
}

export const modelChangesQuery = query({
  path: '/models/:id/changes',
  operationId: 'getModelChanges',
  tag: 'model',
  about:
    'What a version says differently from another: parameters, stages, steps, deadlines, reasons for closing, taxonomy.',
  permission: 'model.read',
  projections: [],
  params: z.object({ id: z.string() }),
  query: z.object({
    from: z
      .string()
      .max(20)
      .optional()
      .describe(
        'The version to compare with; default the one that it is based on, else the one that the software brings',
      ),
  }),
  answer: z.object({ from: z.string(), to: z.string(), changes: z.array(ModelChange) }).meta({ id: 'ModelChanges' }),
  run: async ({ ledger, params: { id }, query: { from }, context }) => {
    const compared = await modelChanges(context, ledger, id, from)
    return compared && { from: compared.before.version, to: compared.after.version, changes: [...compared.changes] }
  },
})
