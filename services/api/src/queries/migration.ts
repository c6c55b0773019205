import { modelsIn } from '@kooperacje/commands'
import {
  type BasketState,
  basket,
  basketGoesAlong,
  businessDate,
  isMissingSomething,
  type Models,
  type ProcessDefinition,
  partnership,
  previewMigration,
  UnknownModelVersion,
} from '@kooperacje/domain'
import type { z } from 'zod'
import type { ApiContext } from '../http/context.ts'
import { Problem } from '../http/problems.ts'
import type { MigrationPreviewView } from './partnership-shapes.ts'

// biome-ignore lint/suspicious/noExplicitAny: whatever runs on a version of the model
type AnyProcess = ProcessDefinition<any, any>
interface Thing {
  readonly process: AnyProcess
  readonly id: string
}

/** What one thing would gain and lose under another published version; `null` when there is no such thing. */
export async function migrationPreview(
  context: ApiContext,
  ledger: string,
  ref: Thing,
  to: string,
): Promise<z.output<typeof MigrationPreviewView> | null> {
  const { state } = await context.handler.state(ledger, ref)
  if (state.status === ref.process.initial.status) return null
  const models = await modelsIn(context.store, ledger)
  try {
    const preview = previewMigration(ref.process, state, models(state.modelVersion), models(to))
    const along = await goingAlong(context, ledger, ref, to, models)
    const possible =
      preview.from !== preview.to && ![preview, ...along].some(({ missing }) => isMissingSomething(missing))
    // Through JSON, as it goes out: what the domain calls readonly is nobody else's to change.
    return JSON.parse(JSON.stringify({ ...preview, possible, along }))
  } catch (error) {
    if (!(error instanceof UnknownModelVersion)) throw error
    throw new Problem('unknown-model-version', { details: { modelVersion: to } })
  }
}

/** A partnership takes its basket with it, if the other version says so. */
async function goingAlong(context: ApiContext, ledger: string, { process, id }: Thing, to: string, models: Models) {
  const reactions = models(to).processes[partnership.name]?.reactions ?? partnership.description.reactions ?? []
  if (process !== partnership || !reactions.some((row) => row.do === 'MigrateBasket')) return []
  const { state } = await context.handler.state(ledger, { process: basket, id })
  const today = businessDate(context.now().toISOString())
  if (!basketGoesAlong(state as BasketState, to, today, models)) return []
  const preview = previewMigration(basket, state, models(state.modelVersion), models(to))
  return [{ process: basket.name, id, ...preview }]
}
