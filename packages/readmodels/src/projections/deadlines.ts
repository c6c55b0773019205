import { isDeepStrictEqual } from 'node:util'
import {
  businessDate,
  type Correction,
  type Course,
  correctionsOf,
  type DeadlineNoticeState,
  deadline,
  eventDefinitions,
  evolve,
  haltTypes,
  type Models,
  type Standstill,
} from '@kooperacje/domain'
import type { RecordedEvent } from '@kooperacje/events'
import type { DeadlineChange, DeadlineRulesTable, DeadlineSubjectsTable, DeadlinesTable, KeptFact } from '../schema.ts'
import { storable } from '../storable.ts'
import { type Changes, table } from '../table.ts'
import { defineProjection, each } from '../table-projection.ts'
import { correctedFacts, partnershipOf } from './deadline-facts.ts'
import { followed, groundsOf, keptRule, moved, opened, type Place, ruleOf, takenBack } from './deadline-rows.ts'
import { allCourses, type TakenIn, type Told, takeIn, told } from './deadline-told.ts'

const deadlines = table<DeadlinesTable, 'rule' | 'startedAt'>('deadlines', ['rule', 'startedAt'], {
  positioned: false,
})
const subjects = table<DeadlineSubjectsTable, 'about'>('deadline_subjects', ['about'])

const rules = table<DeadlineRulesTable, 'rule' | 'modelVersion' | 'validFrom'>(
  'deadline_rules',
  ['rule', 'modelVersion', 'validFrom'],
  { positioned: false, writtenOnce: true },
)

/** A version of the model may make rules about any fact; which of them it does is asked of each. */
const types = eventDefinitions.map(({ type }) => type).filter((type) => !type.startsWith('Deadline'))

/** Which deadlines run, since when and until when; what they are and how long is the domain's to say. */
export const deadlinesProjection = defineProjection({
  name: 'deadlines',
  version: 5,
  tables: [deadlines, subjects, rules],
  corrections: 'SHOW',
  on: {
    ...each(types, (event, models) =>
      subjects.look({ about: aboutOf(event) }, (subject) => {
        const taken = takeIn(told(event.streamType, subject?.facts, models), event)
        return taken && follow(event, subject, taken, taken.isLate ? 'LATE_ENTRY' : null)
      }),
    ),
    // Taken in like any fact, and not by a new fold of the ledger: a row says what a correction did to it.
    ...each(correctionsOf(types), (event, models) =>
      subjects.look({ about: aboutOf(event) }, (subject) => {
        if (subject === null) return null
        const facts = correctedFacts(event.streamType, subject.facts, event.data as Correction, models)
        if (facts === null) return null
        return follow(event, subject, { now: told(event.streamType, facts, models), changed: null }, 'CORRECTION')
      }),
    ),
    ...each(['DeadlineReminded', 'DeadlineAlarmRaised', 'DeadlineNoticeWithdrawn'], notified),
  },
})

type Why = 'LATE_ENTRY' | 'CORRECTION' | null

const aboutOf = ({ streamType, streamId }: RecordedEvent): string => `${streamType}/${streamId}`

/**
 * A fact in its order moves the deadlines that it begins or changes. Where it is late, corrects another, makes the thing
 * stand still or puts it under another partnership or model, all deadlines of the thing are made anew out of all its
 * facts: then it does not matter in which order they were recorded.
 */
function follow(
  event: RecordedEvent,
  subject: Readonly<DeadlineSubjectsTable> | null,
  { now, changed }: Pick<TakenIn, 'now' | 'changed'>,
  why: Why,
): Changes {
  const about = aboutOf(event)
  const { facts, standstills } = now
  const partnershipId = partnershipOf(about, facts)
  const keep = subjects.upsert({ about }, () => ({ about, partnershipId, facts, standstills }))
  const isMoved = subject !== null && subject.partnershipId !== partnershipId
  const courses = changed === null || isMoved ? null : changed
  if (courses?.length === 0) return keep
  const rows = (aboveStandstills: readonly Standstill[]): Changes => {
    const caseId = event.streamType === 'case' ? event.streamId : null
    const place = { about, caseId, partnershipId, standstills, aboveStandstills }
    return courses ? movesOf(event, place, courses, facts) : allMoves(event, place, now, why)
  }
  const own = (aboveStandstills: readonly Standstill[]) =>
    courses ? rows(aboveStandstills) : deadlines.once({ about }, () => rows(aboveStandstills))
  if (about === `partnership/${partnershipId}`) {
    const below = haltTypes.includes(event.type) || why === 'CORRECTION' ? belowHalts(event, about, now, why) : null
    return [keep, own([]), below]
  }
  // What goes on stands still by what its row knows already.
  const goesOn = courses?.every(({ start }) => start.position !== event.position) === true
  if (partnershipId === null || goesOn) return [keep, own([])]
  const above = subjects.look({ about: `partnership/${partnershipId}` }, (row) => own(row?.standstills ?? []))
  return [keep, courses ? null : deadlines.once({ about }), above]
}

/** Of those that go on only the course is another; a new one takes its place in the row for good. */
function movesOf(
  event: RecordedEvent,
  place: Place,
  courses: readonly Course[],
  facts: readonly KeptFact[],
): readonly Changes[] {
  return courses.map((course) =>
    course.start.position === event.position
      ? [ruleKept(course), deadlines.add(opened(course, facts.at(-1) as KeptFact, place))]
      : moveOf(event, course, {}, null),
  )
}

function allMoves(event: RecordedEvent, place: Place, now: Told, why: Why): Changes {
  const courses = allCourses(event.streamType, now)
  const begun = new Set(courses.map(({ rule, start }) => `${rule.id}.${start.position}`))
  const starts = new Map(now.facts.map((fact) => [fact.p, fact]))
  return [
    courses.map((course) => [
      ruleKept(course),
      deadlines.insert(opened(course, starts.get(course.start.position) as KeptFact, place)),
      moveOf(event, course, place, why),
    ]),
    // By a late or corrected fact nothing may be left that begins it: the row stays, for what people were told of it.
    deadlines.updateWhere({ about: place.about }, (row) => {
      if (begun.has(`${row.rule}.${row.startedAt}`) || row.cancelledBy === 'ANNULLED') return null
      const { position } = event
      const gone = { cancelledOn: row.startedOn, cancelledAt: position, cancelledBy: 'ANNULLED' as const }
      const ends = { ...gone, stoppedOn: null, stoppedAt: null, stoppedMoment: null }
      return moved(row, ends, ruleOf(row, now.models), why ?? 'LATE_ENTRY', position)
    }),
  ]
}

const ruleKept = ({ rule, modelVersion }: Course) =>
  rules.insert({ rule: rule.id, modelVersion, validFrom: rule.validFrom, row: keptRule(rule) })

function moveOf(event: RecordedEvent, course: Course, place: Partial<Place>, why: Why): Changes {
  const { type, position } = event
  const usual = haltTypes.includes(type) ? 'STANDSTILL' : 'PROLONGATION'
  const migrated = course.migratedAt === position ? 'MIGRATION' : null
  return deadlines.update({ rule: course.rule.id, startedAt: course.start.position }, (row) => {
    const reason = why ?? migrated ?? (isAlarmedAfter(row, event) ? 'LATE_ENTRY' : usual)
    return changed(row, moved(row, groundsOf(course, place), course.rule, reason, position))
  })
}

const isAlarmedAfter = ({ alarmedOn }: Readonly<DeadlinesTable>, { occurredAt }: RecordedEvent): boolean =>
  alarmedOn !== null && businessDate(occurredAt) < alarmedOn

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
  { standstills: aboveStandstills, models }: Told,
  why: Why,
): Changes {
  return deadlines.updateWhere({ partnershipId: event.streamId }, (row) => {
    if (row.about === partnership) return null
    const rule = ruleOf(row, models)
    if (!rule.pauses.includes('PARTNERSHIP_SUSPENDED')) return null
    const reason: DeadlineChange['why'] = why ?? (isAlarmedAfter(row, event) ? 'LATE_ENTRY' : 'STANDSTILL')
    return changed(row, moved(row, { aboveStandstills }, rule, reason, event.position))
  })
}

/** The row follows the domain's own fold of the notices. */
function notified(event: RecordedEvent, models: Models): Changes {
  const { rule: id, startedAt } = event.data as { rule: string; startedAt: number }
  return deadlines.update({ rule: id, startedAt }, (row) => {
    const rule = ruleOf(row, models)
    const notices = evolve(deadline, row.notices, event, models) as DeadlineNoticeState
    const after = { ...row, notices, noticesVersion: event.streamVersion }
    const withdrawBecause = takenBack(rule, after).length > 0 ? (row.withdrawBecause ?? 'LATE_ENTRY') : null
    return { notices, noticesVersion: event.streamVersion, ...followed(rule, after), withdrawBecause }
  })
}
