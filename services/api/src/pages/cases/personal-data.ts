import {
  type Action,
  businessDate,
  type CaseClosed,
  type CaseProposed,
  type DataClass,
  type DataOf,
  type DiagnosisCompleted,
  effective,
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

/** Something that was said or written at one moment of the case. */
export interface SpokenWords {
  readonly what: SpokenKind
  readonly on: string
  readonly opened: Opened<string>
}

export interface PersonalData {
  readonly clientName: Opened<string>
  readonly problemAreas: Opened<readonly ProblemArea[]>
  readonly diagnosis: Opened<string>
  readonly goals: Opened<readonly z.infer<typeof Goal>[]>
  readonly actions: Opened<readonly z.infer<typeof Action>[]>
  readonly closureNote: Opened<string>
  /** Oldest first; what was never said is left out. */
  readonly spoken: readonly SpokenWords[]
  /** What was opened, as the register of reads names it: `CaseProposed.clientName`. */
  readonly fields: readonly string[]
}

/** Where words stand in the facts of a case: type, path as the registry knows it, and how they are read. */
const SPOKEN = [
  ['evidence', 'CaseQualified', 'evidence.*.note'],
  ['causes', 'DiagnosisCompleted', 'causes'],
  ['strengths', 'DiagnosisCompleted', 'strengths'],
  ['limits', 'DiagnosisCompleted', 'limits'],
  ['barriers', 'DiagnosisCompleted', 'barriers'],
  ['clientVoice', 'TeamMeetingHeld', 'clientVoice'],
  ['decided', 'TeamMeetingHeld', 'decided'],
  ['minutes', 'TeamMinutesFiled', 'minutes'],
  ['amendment', 'PlanAmended', 'reason'],
  ['coordination', 'ConflictDecided', 'reason'],
  ['evaluation', 'FinalEvaluationCompleted', 'clientVoice'],
  ['followUp', 'FollowUpRecorded', 'note'],
  ['reopening', 'CaseReopened', 'reason'],
] as const
export type SpokenKind = (typeof SPOKEN)[number][0]

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
  const events = effective(await readWhole(store, ledger, caseId)) as readonly RecordedEvent[]
  const fields: string[] = []
  const opens = <Value>(type: string, path: string, value: Value | null | undefined): Opened<Value> => {
    if (!mayOpen(role, classOf(type, path))) return 'hidden'
    if (value === undefined) return 'absent'
    if (value === null) return 'erased'
    const field = `${type}.${path}`
    if (!fields.includes(field)) fields.push(field)
    return { value }
  }
  const last = <Data>(type: string) => events.findLast((event) => event.type === type)?.data as Data | undefined

  /** `read` takes the value out; null stands for a destroyed key, undefined for a field that was left out. */
  function open<Data, Value>(
    type: string,
    path: string,
    read: (data: Data) => Value | null | undefined,
  ): Opened<Value> {
    const recorded = last<Data>(type)
    return recorded === undefined ? 'absent' : opens(type, path, read(recorded))
  }

  type Proposed = DataOf<typeof CaseProposed>
  const plan = presentPlan(events)
  return {
    clientName: open('CaseProposed', 'clientName', ({ clientName }: Proposed) => clientName),
    problemAreas: open('CaseProposed', 'problemAreas', ({ problemAreas }: Proposed) => problemAreas),
    diagnosis: open('DiagnosisCompleted', 'summary', ({ summary }: DataOf<typeof DiagnosisCompleted>) => summary),
    goals: plan === null ? 'absent' : opens('PlanAgreed', 'goals.*.text', allOrNull(plan.goals)),
    actions: plan === null ? 'absent' : opens('PlanAgreed', 'actions.*.text', allOrNull(plan.actions)),
    closureNote: open('CaseClosed', 'note', ({ note }: DataOf<typeof CaseClosed>) => note),
    spoken: events.flatMap((event) =>
      SPOKEN.filter(([, type]) => type === event.type).flatMap(([what, type, path]) => {
        const opened = opens(type, path, wordsAt(event.data, path))
        return opened === 'absent' ? [] : [{ what, on: businessDate(event.occurredAt), opened }]
      }),
    ),
    fields,
  }
}

/** The words at a path; several are told as one text. `undefined`: nothing was said there. */
function wordsAt(data: unknown, path: string): string | null | undefined {
  const [head = '', ...rest] = path.split('.')
  const value = (data as Record<string, unknown>)[head]
  if (rest.length === 0) return Array.isArray(value) ? value.join('; ') : (value as string | null | undefined)
  const found = ((value ?? []) as readonly unknown[])
    .map((item) => wordsAt(item, rest.slice(1).join('.')))
    .filter((words) => words !== undefined)
  return found.length === 0 ? undefined : found.includes(null) ? null : found.join('; ')
}

type Plan = DataOf<typeof PlanAgreed>

/** The plan as it was agreed and amended since the case was last opened. */
function presentPlan(events: readonly RecordedEvent[]): Pick<Plan, 'goals' | 'actions'> | null {
  const since = events.findLastIndex(({ type }) => type === 'CaseReopened')
  const facts = events.slice(since + 1).filter(({ type }) => type === 'PlanAgreed' || type === 'PlanAmended')
  if (facts.length === 0) return null
  const goals = new Map<string, Plan['goals'][number]>()
  const actions = new Map<string, Plan['actions'][number]>()
  for (const { data } of facts) {
    const { goals: named, actions: planned, droppedGoals = [] } = data as Plan & { droppedGoals?: readonly string[] }
    for (const goal of named) goals.set(goal.goalId, goal)
    for (const action of planned) actions.set(action.actionId, action)
    for (const goalId of droppedGoals) goals.delete(goalId)
  }
  return { goals: [...goals.values()], actions: [...actions.values()] }
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
