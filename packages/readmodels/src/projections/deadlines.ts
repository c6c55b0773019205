import { isDeepStrictEqual } from 'node:util'
import {
  type Correction,
  correctionsOf,
  coursesOf,
  type DeadlineNoticeState,
  deadline,
  eventDefinitions,
  evolve,
  haltTypes,
  inOrder,
  type Models,
  type Standstill,
  standstillsOf,
} from '@kooperacje/domain'
import type { RecordedEvent } from '@kooperacje/events'
import type { DeadlineChange, DeadlineSubjectsTable, DeadlinesTable, KeptFact } from '../schema.ts'
import { storable } from '../storable.ts'
import { type Changes, table } from '../table.ts'
import { defineProjection, each } from '../table-projection.ts'
import { correctedFacts, happened, keptFact, partnershipOf } from './deadline-facts.ts'
import { followed, groundsFor, moved, opened, type Place, takenBack } from './deadline-rows.ts'

const deadlines = table<DeadlinesTable, 'rule' | 'startedAt'>('deadlines', ['rule', 'startedAt'], {
  positioned: false,
})
const subjects = table<DeadlineSubjectsTable, 'about'>('deadline_subjects', ['about'])

/** A version of the model may make rules about any fact; which of them it does is asked of each. */
const types = eventDefinitions.map(({ type }) => type).filter((type) => !type.startsWith('Deadline'))

/** Which deadlines run, since when and until when; what they are and how long is the domain's to say. */
export const deadlinesProjection = defineProjection({
  name: 'deadlines',
  version: 2,
  tables: [deadlines, subjects],
  corrections: 'SHOW',
  on: {
    ...each(types, (event, models) =>
      subjects.look({ about: aboutOf(event) }, (subject) => {
        const known = subject?.facts ?? []
        const fact = keptFact(event, known, models)
        if (fact === null) return null
        const isLate = known.some(({ at, x }) => !x && at > fact.at)
        return follow(event, [...known, fact], isLate ? 'LATE_ENTRY' : null, models)
      }),
    ),
    // Taken in like any fact, and not by a new fold of the ledger: a row says what a correction did to it.
    ...each(correctionsOf(types), (event, models) =>
      subjects.look({ about: aboutOf(event) }, (subject) => {
        if (subject === null) return null
        const facts = correctedFacts(event.streamType, subject.facts, event.data as Correction, models)
        return facts === null ? null : follow(event, facts, 'CORRECTION', models)
      }),
    ),
    ...each(['DeadlineReminded', 'DeadlineAlarmRaised', 'DeadlineNoticeWithdrawn'], told),
  },
})

const aboutOf = ({ streamType, streamId }: RecordedEvent): string => `${streamType}/${streamId}`

/** All deadlines of a thing, made anew out of its facts: then it does not matter in which order they were recorded. */
function follow(
  event: RecordedEvent,
  facts: readonly KeptFact[],
  why: 'LATE_ENTRY' | 'CORRECTION' | null,
  models: Models,
): Changes {
  const about = aboutOf(event)
  const partnershipId = partnershipOf(about, facts)
  const facing = happened(facts)
  const standstills = standstillsOf(inOrder(facing))
  const keep = subjects.upsert({ about }, () => ({ about, partnershipId, facts, standstills }))
  const courses = coursesOf(event.streamType, facing, models)
  const rows = (aboveStandstills: readonly Standstill[]): Changes => {
    const caseId = event.streamType === 'case' ? event.streamId : null
    const place = { about, caseId, partnershipId, standstills, aboveStandstills }
    return changesOf(event, place, courses, facts, why)
  }
  if (about === `partnership/${partnershipId}`) {
    const below =
      haltTypes.includes(event.type) || why === 'CORRECTION' ? belowHalts(event, about, standstills, why) : null
    return [keep, rows([]), below]
  }
  if (partnershipId === null) return [keep, rows([])]
  return [keep, subjects.look({ about: `partnership/${partnershipId}` }, (above) => rows(above?.standstills ?? []))]
}

function changesOf(
  event: RecordedEvent,
  place: Place,
  courses: ReturnType<typeof coursesOf>,
  facts: readonly KeptFact[],
  why: 'LATE_ENTRY' | 'CORRECTION' | null,
): Changes {
  const { position } = event
  const begun = new Set(courses.map(({ rule, start }) => `${rule.id}.${start.position}`))
  const usual = haltTypes.includes(event.type) ? 'STANDSTILL' : 'PROLONGATION'
  return [
    courses.flatMap((course) => {
      const key = { rule: course.rule.id, startedAt: course.start.position }
      const start = facts.find(({ p }) => p === key.startedAt) as KeptFact
      const migrated = course.migratedAt === position ? 'MIGRATION' : null
      return deadlines.look(key, (known) =>
        known === null
          ? deadlines.insert(opened(course, start, place))
          : deadlines.update(key, (row) => {
              const reason = why ?? migrated ?? (isAlarmedAfter(row, event) ? 'LATE_ENTRY' : usual)
              return changed(row, moved(row, groundsFor(row, course, place), reason, position))
            }),
      )
    }),
    // By a late or corrected fact nothing may be left that begins it: the row stays, for what people were told of it.
    deadlines.updateWhere({ about: place.about }, (row) => {
      if (begun.has(`${row.rule}.${row.startedAt}`) || row.cancelledBy === 'ANNULLED') return null
      const gone = { cancelledOn: row.startedOn, cancelledAt: position, cancelledBy: 'ANNULLED' as const }
      return moved(
        row,
        { ...gone, stoppedOn: null, stoppedAt: null, stoppedMoment: null },
        why ?? 'LATE_ENTRY',
        position,
      )
    }),
  ]
}

const isAlarmedAfter = ({ alarmedOn }: Readonly<DeadlinesTable>, { occurredAt }: RecordedEvent): boolean =>
  alarmedOn !== null && occurredAt.slice(0, 10) < alarmedOn

/** Null where the row is as it was: a case has ten deadlines, and a fact concerns one or two. */
const changed = (before: Readonly<DeadlinesTable>, after: Partial<DeadlinesTable>): Partial<DeadlinesTable> | null =>
  Object.entries(after).some(([field, value]) => !same(before[field as keyof DeadlinesTable], value)) ? after : null

/** The database gives JSON back with its keys in another order. */
const same = (before: unknown, after: unknown): boolean =>
  before === after ||
  (typeof after === 'object' && after !== null && isDeepStrictEqual(storable(before), storable(after)))

/** What belongs to a partnership stands still with it. */
function belowHalts(
  event: RecordedEvent,
  partnership: string,
  aboveStandstills: readonly Standstill[],
  why: 'LATE_ENTRY' | 'CORRECTION' | null,
): Changes {
  return deadlines.updateWhere({ partnershipId: event.streamId }, (row) => {
    if (row.about === partnership || !row.row.pauses.includes('PARTNERSHIP_SUSPENDED')) return null
    const reason: DeadlineChange['why'] = why ?? (isAlarmedAfter(row, event) ? 'LATE_ENTRY' : 'STANDSTILL')
    return changed(row, moved(row, { aboveStandstills }, reason, event.position))
  })
}

/** The row follows the domain's own fold of the notices. */
function told(event: RecordedEvent, models: Models): Changes {
  const { rule, startedAt } = event.data as { rule: string; startedAt: number }
  return deadlines.update({ rule, startedAt }, (row) => {
    const notices = evolve(deadline, row.notices, event, models) as DeadlineNoticeState
    const after = { ...row, notices, noticesVersion: event.streamVersion }
    const withdrawBecause = takenBack(after).length > 0 ? (row.withdrawBecause ?? 'LATE_ENTRY') : null
    return { notices, noticesVersion: event.streamVersion, ...followed(after), withdrawBecause }
  })
}
