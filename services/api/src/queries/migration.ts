import { modelsIn } from '@kooperacje/commands'
import { isMissingSomething, type ProcessDefinition, previewMigration, UnknownModelVersion } from '@kooperacje/domain'
import type { z } from 'zod'
import type { ApiContext } from '../http/context.ts'
import { Problem } from '../http/problems.ts'
import type { MigrationPreviewView } from './partnership-shapes.ts'

// biome-ignore lint/suspicious/noExplicitAny: whatever runs on a version of the model
type AnyProcess = ProcessDefinition<any, any>

/** What one thing would gain and lose under another published version; `null` when there is no such thing. */
export async function migrationPreview(
  { handler, store }: ApiContext,
  ledger: string,
  ref: { readonly process: AnyProcess; readonly id: string },
  to: string,
): Promise<z.output<typeof MigrationPreviewView> | null> {
  const { state } = await handler.state(ledger, ref)
  if (state.status === ref.process.initial.status) return null
  const models = await modelsIn(store, ledger)
  try {
    const preview = previewMigration(ref.process, state, models(state.modelVersion), models(to))
    const possible = preview.from !== preview.to && !isMissingSomething(preview.missing)
    // Through JSON, as it goes out: what the domain calls readonly is nobody else's to change.
    return JSON.parse(JSON.stringify({ ...preview, possible }))
  } catch (error) {
    if (!(error instanceof UnknownModelVersion)) throw error
    throw new Problem('unknown-model-version', { details: { modelVersion: to } })
  }
}
