import {
  businessDate,
  closedBy,
  type Deadline,
  deadlineRules,
  openedBy,
  type PlacedEvent,
  standstillBy,
} from '@kooperacje/domain'
import type { RecordedEvent } from '@kooperacje/events'
import type { DeadlineSubjectsTable, DeadlinesTable } from '../schema.ts'
import { type Changes, table } from '../table.ts'
import { defineProjection, each } from '../table-projection.ts'
import { courseOf, withStandstill } from './deadline-course.ts'

const deadlines = table<DeadlinesTable, 'rule' | 'startedAt'>('deadlines', ['rule', 'startedAt'], {
  positioned: false,
})
const subjects = table<DeadlineSubjectsTable, 'about'>('deadline_subjects', ['about'])

const STANDSTILLS = ['CaseSuspended', 'CaseResumed', 'PartnershipSuspended', 'PartnershipResumed']

/** Every type of fact that begins, meets, cancels or halts a deadline, by the domain's own rules. */
const types = new Set([
  ...deadlineRules.flatMap(({ startEvent, stopEvents, cancelEvents }) => [startEvent, ...stopEvents, ...cancelEvents]),
  ...STANDSTILLS,
  'CaseProposed',
])

/** Which deadlines run, since when and until when; what they are and how long is the domain's to say. */
export const deadlinesProjection = defineProjection({
  name: 'deadlines',
  version: 1,
  tables: [deadlines, subjects],
  on: {
    ...each(types, (event) => [belongs(event), standsStill(event), closes(event), opens(event)]),
    DeadlineReminded: ({ occurredAt, data: { rule, startedAt } }) =>
      deadlines.update({ rule, startedAt }, { remindedOn: businessDate(occurredAt) }),
    DeadlineAlarmRaised: ({ occurredAt, data: { rule, startedAt } }) =>
      deadlines.update({ rule, startedAt }, { alarmedOn: businessDate(occurredAt) }),
  },
})

/** A case names its partnership once; its deadlines stand still with the partnership's. */
function belongs({ type, streamId, data }: RecordedEvent): Changes {
  if (type !== 'CaseProposed') return null
  const { partnershipId } = data as { partnershipId: string }
  return subjects.upsert({ about: `case/${streamId}` }, (row) => ({
    about: `case/${streamId}`,
    standstills: row?.standstills ?? [],
    partnershipId,
  }))
}

/** Closes before it opens: a fact that meets one deadline may begin the next of the same rule. */
function closes(event: RecordedEvent): Changes {
  return closedBy(event as PlacedEvent).map(({ rule, about, how, on }) =>
    deadlines.updateWhere({ about, rule }, (row) => {
      if (row.status !== 'OPEN') return null
      const stopped = { ...row, stoppedOn: on, stoppedAt: event.position }
      return how === 'STOPPED'
        ? { ...stopped, ...courseOf(stopped) }
        : { ...stopped, status: 'CANCELLED', pausedOn: null }
    }),
  )
}

function opens(event: RecordedEvent): Changes {
  return openedBy(event as PlacedEvent).map((deadline) =>
    subjects.look({ about: deadline.about }, (subject) => {
      const partnershipId = deadline.partnershipId ?? subject?.partnershipId ?? null
      const own = subject?.standstills ?? []
      if (partnershipId === null || deadline.about === `partnership/${partnershipId}`) {
        return deadlines.insert(opened(deadline, partnershipId, own, event))
      }
      return subjects.look({ about: `partnership/${partnershipId}` }, (partnership) =>
        deadlines.insert(opened(deadline, partnershipId, [...own, ...(partnership?.standstills ?? [])], event)),
      )
    }),
  )
}

function opened(
  { rule, startedAt, about, caseId, origin, recipient, startedOn, dueOn, remindOn, alarmOn }: Deadline,
  partnershipId: string | null,
  standstills: DeadlinesTable['standstills'],
  event: RecordedEvent,
) {
  const row = {
    rule,
    startedAt,
    about,
    caseId,
    partnershipId,
    origin,
    recipient,
    startedOn,
    startedRecordedAt: event.recordedAt,
    initialDueOn: dueOn,
    initialRemindOn: remindOn,
    initialAlarmOn: alarmOn,
    standstills: origin === 'STATUTORY' ? [] : standstills,
    dueOn,
    remindOn,
    alarmOn,
    status: 'OPEN' as const,
    pausedOn: null,
    stoppedOn: null,
    stoppedAt: null,
    remindedOn: null,
    alarmedOn: null,
  }
  return { ...row, ...courseOf(row) }
}

function standsStill(event: RecordedEvent): Changes {
  const standstill = standstillBy(event as PlacedEvent)
  if (!standstill) return null
  const { of } = standstill
  const partnershipId = event.streamType === 'partnership' ? event.streamId : null
  return [
    subjects.upsert({ about: of }, (row) => ({
      about: of,
      partnershipId: partnershipId ?? row?.partnershipId ?? null,
      standstills: withStandstill(row?.standstills ?? [], standstill),
    })),
    deadlines.updateWhere(partnershipId === null ? { about: of } : { partnershipId }, (row) => {
      if (row.origin === 'STATUTORY' || row.status === 'CANCELLED') return null
      const halted = { ...row, standstills: withStandstill(row.standstills, standstill) }
      return { ...halted, ...courseOf(halted) }
    }),
  ]
}
