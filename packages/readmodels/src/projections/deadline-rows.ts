import {
  type Course,
  type DeadlineNoticeState,
  type DeadlineRule,
  datesOf,
  deadline,
  type Models,
  plannedNotices,
  type Standstill,
  unfoundedAlarms,
  untold,
} from '@kooperacje/domain'
import type { DeadlineChange, DeadlinesTable, KeptFact, KeptRule, StoredStatus } from '../schema.ts'

type Row = Omit<DeadlinesTable, 'ledger' | 'updatedPosition'>

/** What of its rule a row goes by, day after day. */
type Noticed = Pick<DeadlineRule, 'due' | 'pauses' | 'endsOnWorkingDay' | 'reminders' | 'escalations'>

/** What a row follows from: the course on its own stream, all standstills that concern it, what people were told. */
type Grounds = Pick<
  Row,
  | 'bound'
  | 'startedOn'
  | 'termOn'
  | 'termAt'
  | 'standstills'
  | 'aboveStandstills'
  | 'stoppedOn'
  | 'stoppedAt'
  | 'stoppedMoment'
  | 'cancelledOn'
  | 'notices'
>

type Followed = Pick<
  Row,
  'dueOn' | 'dueAt' | 'pausedOn' | 'status' | 'remindOn' | 'nextReminderOn' | 'nextAlarmOn' | 'remindedOn' | 'alarmedOn'
>

/** Always out of the grounds, never out of the dates of yesterday, so that facts may be recorded in any order. */
export function followed(rule: Noticed, grounds: Grounds): Followed {
  const { bound, startedOn, termOn, termAt, stoppedOn, stoppedMoment, cancelledOn, notices } = grounds
  const ended = (on: string | null) => (on === null ? null : { on })
  const judged = {
    rule,
    term: { on: termOn, at: termAt },
    startedOn,
    stopped: ended(stoppedOn),
    cancelled: ended(cancelledOn),
  }
  const dates = datesOf(judged, [...grounds.standstills, ...grounds.aboveStandstills])
  const noticed = { row: rule, ...dates, stoppedOn, stoppedAt: stoppedMoment, cancelledOn, told: notices.told }
  const left = bound === 'AT_LEAST' ? [] : untold(noticed)
  const next = (kind: 'REMINDER' | 'ALARM') => earliest(left.filter((one) => one.kind === kind).map(({ on }) => on))
  const told = (kind: 'REMINDER' | 'ALARM') =>
    latest(notices.told.filter((one) => one.kind === kind).map(({ on }) => on))
  return {
    ...dates,
    status: storedStatus(bound, dates, grounds),
    remindOn: earliest(plannedNotices(rule, dates).flatMap(({ kind, on }) => (kind === 'REMINDER' ? on : []))),
    nextReminderOn: next('REMINDER'),
    nextAlarmOn: next('ALARM'),
    remindedOn: told('REMINDER'),
    alarmedOn: told('ALARM'),
  }
}

function storedStatus(
  bound: Row['bound'],
  { dueOn, dueAt }: Pick<Row, 'dueOn' | 'dueAt'>,
  { stoppedOn, stoppedMoment, cancelledOn }: Pick<Row, 'stoppedOn' | 'stoppedMoment' | 'cancelledOn'>,
): StoredStatus {
  if (stoppedOn !== null) {
    if (bound === 'AT_LEAST') return stoppedOn < dueOn ? 'TOO_EARLY' : 'MET'
    const inTime = dueAt !== null && stoppedMoment !== null ? stoppedMoment <= dueAt : stoppedOn <= dueOn
    return inTime ? 'MET' : 'MET_LATE'
  }
  return cancelledOn === null ? 'OPEN' : 'CANCELLED'
}

/** Alarms that were raised and turn out to have been none. */
export const takenBack = (rule: Noticed, row: Row) =>
  unfoundedAlarms({ ...row, row: rule, stoppedAt: row.stoppedMoment, told: row.notices.told })

const earliest = (days: readonly string[]): string | null => days.toSorted()[0] ?? null
const latest = (days: readonly string[]): string | null => days.toSorted().at(-1) ?? null

export interface Place {
  readonly about: string
  readonly caseId: string | null
  readonly partnershipId: string | null
  readonly standstills: readonly Standstill[]
  readonly aboveStandstills: readonly Standstill[]
}

/** The fields of a row that follow from its stream. */
export function groundsOf<P extends Partial<Place>>(course: Course, place: P) {
  const { rule, modelVersion, startedOn, term, stopped, cancelled, migratedAt } = course
  return {
    ...place,
    origin: rule.origin,
    modelVersion,
    validFrom: rule.validFrom,
    restricted: rule.restricted === true,
    bound: rule.bound ?? ('AT_MOST' as const),
    startedOn,
    termOn: term.on,
    termAt: term.at,
    stoppedOn: stopped?.on ?? null,
    stoppedAt: stopped?.position ?? null,
    stoppedMoment: stopped?.at ?? null,
    cancelledOn: cancelled?.on ?? null,
    cancelledAt: cancelled?.position ?? null,
    cancelledBy: cancelled?.by ?? null,
    migratedAt,
  }
}

export function opened(course: Course, start: KeptFact, place: Place): Row {
  const row = {
    rule: course.rule.id,
    startedAt: start.p,
    ...groundsOf(course, place),
    owner: { actorId: start.by, role: start.role },
    startedRecordedAt: start.r,
    changes: [],
    notices: deadline.initial as DeadlineNoticeState,
    noticesVersion: 0,
    withdrawBecause: null,
  }
  return { ...row, ...followed(course.rule, row) }
}

/** The row after its grounds have changed. */
export function moved(
  row: Row,
  grounds: Partial<Row>,
  rule: Noticed,
  why: DeadlineChange['why'] | null,
  position: number,
): Row {
  const after = { ...row, ...grounds }
  const next: Row = { ...after, ...followed(rule, after) }
  const differs =
    next.dueOn !== row.dueOn || (next.status !== row.status && (row.status !== 'OPEN' || isOutOfTurn(why)))
  const { dueOn, status } = row
  const changes = differs && why !== null ? [...row.changes, { position, why, dueOn, status }] : row.changes
  const unfounded = takenBack(rule, next).length > 0
  const because = isOutOfTurn(why) ? why : (row.withdrawBecause ?? 'LATE_ENTRY')
  return { ...next, changes, withdrawBecause: unfounded ? because : null }
}

const isOutOfTurn = (why: DeadlineChange['why'] | null): why is 'LATE_ENTRY' | 'CORRECTION' | 'MIGRATION' =>
  why === 'LATE_ENTRY' || why === 'CORRECTION' || why === 'MIGRATION'

/** The rule that a row runs under. */
export function ruleOf({ rule, modelVersion, validFrom }: Row, models: Models): DeadlineRule {
  const found = models(modelVersion).deadlines.find((each) => each.id === rule && each.validFrom === validFrom)
  if (found) return found
  throw new Error(`version ${modelVersion} of the model has no row of ${rule} from ${validFrom}`)
}

const kept = new WeakMap<DeadlineRule, KeptRule>()

export function keptRule(rule: DeadlineRule): KeptRule {
  const known = kept.get(rule)
  if (known) return known
  const { starts: _1, stops: _2, cancels: _3, prolongs: _4, process: _5, same: _6, first: _7, ...rest } = rule
  kept.set(rule, rest)
  return rest
}
