import {
  type Action,
  type CaseClosed,
  type CaseProposed,
  type DataClass,
  type DataOf,
  type DiagnosisCompleted,
  type Goal,
  type PlanAgreed,
  type ProblemArea,
  storedEventDefinitions,
} from '@kooperacje/domain'
import { EventRegistry, type EventStore, type RecordedEvent } from '@kooperacje/events'
import type { z } from 'zod'
import { mayOpen } from '../../auth/disclosures.ts'
import type { Role } from '../../auth/permissions.ts'

/** `hidden` lies outside the reader's role, `erased` had its key destroyed, `absent` was never recorded. */
export type Opened<Value> = { readonly value: Value } | 'hidden' | 'erased' | 'absent'

export interface PersonalData {
  readonly clientName: Opened<string>
  readonly problemAreas: Opened<readonly ProblemArea[]>
  readonly diagnosis: Opened<string>
  readonly goals: Opened<readonly z.infer<typeof Goal>[]>
  readonly actions: Opened<readonly z.infer<typeof Action>[]>
  readonly closureNote: Opened<string>
  /** What was opened, as the register of reads names it: `CaseProposed.clientName`. */
  readonly fields: readonly string[]
}

const registry = new EventRegistry(storedEventDefinitions)
const BATCH = 1000

/**
 * The personal data of one case, from its own stream: read models hold none. What the role may not open is dropped here,
 * before a page or a register sees it. Write the register before showing anything.
 */
export async function openPersonalData(
  store: EventStore,
  ledger: string,
  caseId: string,
  role: Role,
): Promise<PersonalData> {
  const events = await readWhole(store, ledger, caseId)
  const fields: string[] = []
  const data = <Data>(type: string) => events.findLast((event) => event.type === type)?.data as Data | undefined

  /** `read` takes the value out; null stands for a destroyed key, undefined for a field that was left out. */
  function open<Data, Value>(
    type: string,
    path: string,
    read: (data: Data) => Value | null | undefined,
  ): Opened<Value> {
    const recorded = data<Data>(type)
    if (recorded === undefined) return 'absent'
    if (!mayOpen(role, classOf(type, path))) return 'hidden'
    const value = read(recorded)
    if (value === undefined) return 'absent'
    if (value === null) return 'erased'
    fields.push(`${type}.${path}`)
    return { value }
  }

  type Proposed = DataOf<typeof CaseProposed>
  type Plan = DataOf<typeof PlanAgreed>
  return {
    clientName: open('CaseProposed', 'clientName', ({ clientName }: Proposed) => clientName),
    problemAreas: open('CaseProposed', 'problemAreas', ({ problemAreas }: Proposed) => problemAreas),
    diagnosis: open('DiagnosisCompleted', 'summary', ({ summary }: DataOf<typeof DiagnosisCompleted>) => summary),
    goals: open('PlanAgreed', 'goals.*.text', ({ goals }: Plan) => allOrNull(goals)),
    actions: open('PlanAgreed', 'actions.*.text', ({ actions }: Plan) => allOrNull(actions)),
    closureNote: open('CaseClosed', 'note', ({ note }: DataOf<typeof CaseClosed>) => note),
    fields,
  }
}

/** One person's key seals them all: either every text opens or none does. */
const allOrNull = <Item extends { readonly text: string | null }>(items: readonly Item[]): readonly Item[] | null =>
  items.some(({ text }) => text === null) ? null : items

function classOf(type: string, path: string): DataClass {
  const field = registry.get(type)?.personal.find((candidate) => candidate.path.join('.') === path)
  if (!field) throw new Error(`${type} declares no personal field ${path}`)
  return field.dataClass as DataClass
}

async function readWhole(store: EventStore, ledger: string, caseId: string): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = []
  for (;;) {
    const batch = await store.readStream(ledger, 'case', caseId, { from: events.length + 1, limit: BATCH })
    events.push(...batch)
    if (batch.length < BATCH) return events
  }
}
