import { type CaseState, type DataClass, effective, storedEventDefinitions } from '@kooperacje/domain'
import { EventRegistry, type RecordedEvent } from '@kooperacje/events'
import { readsIn, wholeStream } from '@kooperacje/history'
import type { z } from 'zod'
import { mayOpen, recordDisclosure } from '../../auth/disclosures.ts'
import { isUseRestricted } from '../../auth/restriction.ts'
import type { ChoiceSource } from './choices.ts'
import { isCorrectable } from './correctable.ts'
import { type Field, fieldsOf } from './shape.ts'

const registry = new EventRegistry(storedEventDefinitions)

/** The fact that a form of correction is about: what it says is what the form asks for. */
export interface FactToCorrect {
  readonly type: string
  /** Version in its stream. */
  readonly corrects: number
  readonly fields: readonly Field[]
  readonly schema: z.ZodObject
  /** As it was recorded, and as earlier corrections leave it. */
  readonly recorded: RecordedEvent
  readonly present: RecordedEvent
  /** It says something of a person that the reader may not see: then its day can be corrected, and that it happened at all. */
  readonly isClosed: boolean
}

export async function factToCorrect(
  source: ChoiceSource,
  command: string,
  corrects: number,
): Promise<FactToCorrect | null> {
  const { context, ledger, process, id } = source
  if (process === null || !Number.isSafeInteger(corrects)) return null
  const events = await wholeStream(context.store, ledger, { type: process, id })
  const recorded = events.find(({ streamVersion }) => streamVersion === corrects)
  const registered = recorded && registry.get(recorded.type)
  if (!recorded || !registered || !isCorrectable(command, recorded.type)) return null
  const standing = effective(events).find(({ streamVersion }) => streamVersion === corrects)
  return {
    type: recorded.type,
    corrects,
    fields: fieldsOf(registered.data),
    schema: registered.data,
    recorded,
    // Annulled by mistake, it comes back as it was recorded.
    present: standing ?? recorded,
    isClosed: !(await mayBeOpened(source, recorded)),
  }
}

async function mayBeOpened(source: ChoiceSource, event: RecordedEvent): Promise<boolean> {
  const personal = registry.get(event.type)?.personal ?? []
  if (personal.length === 0) return true
  const { context, ledger, principal, state, may } = source
  const { role } = principal
  if (!may('case.read-personal') || !personal.every(({ dataClass }) => mayOpen(role, dataClass as DataClass)))
    return false
  const persons = [...subjectsOf(event), (state as Partial<CaseState> | null)?.clientId ?? []].flat()
  const restricted = await Promise.all(persons.map((id) => isUseRestricted(context, ledger, id)))
  return !restricted.includes(true)
}

const readsOfForm = (event: RecordedEvent) => readsIn(registry, [event], (type, path) => `${type}.${path}`)
const subjectsOf = (event: RecordedEvent) => readsOfForm(event).map(({ subject }) => subject)

/** Puts on record that what the fact says of a person is about to be shown in a form. */
export async function openedInForm({ context, principal }: ChoiceSource, { present }: FactToCorrect): Promise<void> {
  for (const read of readsOfForm(present))
    await recordDisclosure(context.pool, principal, { ...read, purpose: 'CASE_WORK' })
}
