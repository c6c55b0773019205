import type { DataOf } from '../kernel/event.ts'
import { type GuardInput, partsOf } from '../kernel/process.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import { builtInModel } from '../model/built-in.ts'
import type { ModelDocument } from '../model/document.ts'
import { checkModel } from '../model/validate.ts'
import { BUILT_IN_VERSION } from '../model/version.ts'
import type { ModelConsultationOpened, ModelVersionSuperseded } from './events.ts'
import type { ModelVersionState } from './state.ts'
import { Approver } from './values.ts'

type Input<Data> = GuardInput<ModelVersionState, Data, unknown>
type WithDocument = Input<{ readonly document: ModelDocument }>

/** What a schema cannot say: unknown names, states without a way out, deadlines that nothing can meet. */
export function soundDocument({ data: { document } }: WithDocument): Refusal | null {
  const { faults } = checkModel(document)
  return faults.length === 0 ? null : refuse('model-document-faulty', { faults })
}

/** A number names one text: the version that comes with the software may be recorded, not rewritten. */
export function builtInUnchanged({ data: { document } }: WithDocument): Refusal | null {
  if (document.version !== BUILT_IN_VERSION || sameJson(document, builtInModel)) return null
  return refuse('built-in-model-changed', { version: document.version })
}

export function sameVersion({ state, data: { document } }: WithDocument): Refusal | null {
  const version = state.document?.version
  return version === document.version
    ? null
    : refuse('version-mismatch', { expected: version, given: document.version })
}

export function lastsUntilLater({ data, occurredOn }: Input<DataOf<typeof ModelConsultationOpened>>): Refusal | null {
  const early = data.until !== undefined && data.until < occurredOn
  return early ? refuse('date-order', { field: 'until', notBefore: occurredOn }) : null
}

export function approvedByBoth({ state }: Input<unknown>): Refusal | null {
  const missing = missingApprovals(state)
  return missing.length === 0 ? null : refuse('approval-missing', { missing })
}

export function byAnother({ state, data }: Input<DataOf<typeof ModelVersionSuperseded>>): Refusal | null {
  return data.by === state.document?.version ? refuse('supersedes-itself', { version: data.by }) : null
}

export const missingApprovals = (state: ModelVersionState): readonly Approver[] => {
  const given = partsOf(state, 'approval', 'GIVEN')
  return Approver.options.filter((body) => !given.includes(body))
}

/** Equal as JSON, whatever the order of the fields. */
function sameJson(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other
  if (Array.isArray(one) !== Array.isArray(other)) return false
  const fieldsOf = (value: object) =>
    Object.entries(value as Readonly<Record<string, unknown>>).filter(([, field]) => field !== undefined)
  const mine = fieldsOf(one)
  const theirs = new Map(fieldsOf(other))
  return (
    mine.length === theirs.size && mine.every(([name, value]) => theirs.has(name) && sameJson(value, theirs.get(name)))
  )
}
