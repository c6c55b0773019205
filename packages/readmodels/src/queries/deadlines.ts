import { type DeadlineStatus, type Standing, statusAt } from '@kooperacje/domain'
import type { ExpressionBuilder } from 'kysely'
import type { Pool } from 'pg'
import { readModels } from '../database.ts'
import type { DeadlineOrigin, DeadlinesTable, KeptRule, ReadModelTables } from '../schema.ts'
import { InvalidCursor, type Page, type PageRequest, pageLimit, toPage } from './page.ts'

/** A deadline with the rule that it runs under. */
export type DeadlineRow = DeadlinesTable & { readonly row: KeptRule }

export interface DeadlineFilter {
  /** How it stands at the end of a day. */
  readonly standing?: { readonly status: DeadlineStatus; readonly asOf: string } | undefined
  readonly origin?: DeadlineOrigin | undefined
  readonly rule?: string | undefined
  readonly caseId?: string | undefined
  readonly partnershipId?: string | undefined
  /** `case/…`, `partnership/…`, `referral/…` */
  readonly about?: string | undefined
  /** Due on this day or earlier. */
  readonly dueUntil?: string | undefined
  /** Due on this day or later. */
  readonly dueFrom?: string | undefined
  /** Default false: deadlines whose existence tells of violence are left out. */
  readonly restricted?: boolean | undefined
}

/** The earliest due first. */
export async function deadlinesList(
  pool: Pool,
  ledger: string,
  filter: DeadlineFilter = {},
  page: PageRequest = {},
): Promise<Page<DeadlineRow>> {
  const limit = pageLimit(page)
  let query = readModels(pool)
    .selectFrom('deadlines')
    .selectAll()
    .where('ledger', '=', ledger)
    .orderBy('dueOn')
    .orderBy('startedAt')
    .orderBy('rule')
    .limit(limit + 1)
  for (const column of ['origin', 'rule', 'caseId', 'partnershipId', 'about'] as const) {
    const wanted = filter[column]
    if (wanted !== undefined) query = query.where(column, '=', wanted as never)
  }
  if (!filter.restricted) query = query.where('restricted', '=', false)
  const { standing } = filter
  if (standing) query = query.where((eb) => stands(eb, standing.status, standing.asOf))
  if (filter.dueUntil !== undefined) query = query.where('dueOn', '<=', filter.dueUntil)
  if (filter.dueFrom !== undefined) query = query.where('dueOn', '>=', filter.dueFrom)
  if (page.after !== undefined) {
    const [dueOn, startedAt, rule] = decodePlace(page.after)
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('dueOn', 'startedAt', 'rule'), '>', tuple(dueOn, startedAt, rule)),
    )
  }
  return toPage(
    await withRules(pool, ledger, await query.execute()),
    limit,
    ({ dueOn, startedAt, rule }) => `${dueOn} ${startedAt} ${rule}`,
  )
}

/**
 * A rule is a kilobyte and has thousands of deadlines, so it is asked for once and not joined to each. Asked after the rows:
 * a rule is only ever added, and before the first row that runs under it.
 */
export async function withRules<Row extends Pick<DeadlinesTable, 'rule' | 'modelVersion' | 'validFrom'>>(
  pool: Pool,
  ledger: string,
  rows: readonly Row[],
): Promise<(Row & { readonly row: KeptRule })[]> {
  if (rows.length === 0) return []
  const rules = await readModels(pool)
    .selectFrom('deadlineRules')
    .select(['rule', 'modelVersion', 'validFrom', 'row'])
    .where('ledger', '=', ledger)
    .where('rule', 'in', [...new Set(rows.map(({ rule }) => rule))])
    .execute()
  const known = new Map(rules.map((each) => [keyOf(each), each.row]))
  return rows.map((each) => {
    const row = known.get(keyOf(each))
    if (!row) throw new Error(`rm.deadline_rules has no ${keyOf(each)} of ${ledger}`)
    return { ...each, row }
  })
}

const keyOf = ({ rule, modelVersion, validFrom }: Pick<DeadlinesTable, 'rule' | 'modelVersion' | 'validFrom'>) =>
  `${rule} ${modelVersion} ${validFrom}`

type Deadlines = ExpressionBuilder<ReadModelTables, 'deadlines'>

/** The same as the domain's `statusAt`, for rows by the thousand; a test holds one against the other. */
function stands(eb: Deadlines, status: DeadlineStatus, asOf: string) {
  const stopped = eb('stoppedOn', '<=', asOf)
  // What happened after the day has not happened yet.
  const open = eb.and([
    eb.or([eb('stoppedOn', 'is', null), eb('stoppedOn', '>', asOf)]),
    eb.or([eb('cancelledOn', 'is', null), eb('cancelledOn', '>', asOf)]),
  ])
  const waits = eb('bound', '=', 'AT_LEAST')
  const come = eb('dueOn', '<=', asOf)
  const past = eb.or([eb('dueOn', '<', asOf), eb.and([eb('dueAt', 'is not', null), come])])
  switch (status) {
    case 'PAUSED':
      return eb.and([open, eb.not(waits), eb('pausedOn', '<=', asOf)])
    case 'MISSED':
      return eb.and([open, eb.not(waits), notPaused(eb, asOf), past])
    case 'OPEN':
      return eb.and([
        open,
        eb.or([eb.and([waits, eb.not(come)]), eb.and([eb.not(waits), notPaused(eb, asOf), eb.not(past)])]),
      ])
    case 'MET':
      return eb.or([eb.and([eb('status', '=', 'MET'), stopped]), eb.and([open, waits, come])])
    case 'CANCELLED':
      return eb.and([eb('status', '=', status), eb('cancelledOn', '<=', asOf)])
    default:
      return eb.and([eb('status', '=', status), stopped])
  }
}

const notPaused = (eb: Deadlines, asOf: string) => eb.or([eb('pausedOn', 'is', null), eb('pausedOn', '>', asOf)])

type Stood = Pick<DeadlineRow, 'dueOn' | 'dueAt' | 'pausedOn' | 'stoppedOn' | 'stoppedMoment' | 'cancelledOn' | 'bound'>

/** How a row stands at the end of this day. */
export function standingOf(row: Stood, day: string): DeadlineStatus {
  const { dueOn, dueAt, pausedOn, stoppedOn, stoppedMoment, cancelledOn, bound } = row
  const standing: Standing = { dueOn, dueAt, pausedOn, stoppedOn, stoppedAt: stoppedMoment, cancelledOn, bound }
  return statusAt(standing, day)
}

/** Days repeat, so the place of a deadline in its list is its day with its identity. */
function decodePlace(cursor: string): [string, number, string] {
  const match = /^(\d{4}-\d\d-\d\d) (\d{1,15}) (\S{1,20})$/.exec(Buffer.from(cursor, 'base64url').toString())
  if (!match) throw new InvalidCursor()
  return [match[1] as string, Number(match[2]), match[3] as string]
}

/** A deadline of which somebody may have to be told: what the domain's `owedNotices` and the notice itself need. */
export type NoticeableRow = Pick<
  DeadlinesTable,
  | 'rule'
  | 'startedAt'
  | 'about'
  | 'caseId'
  | 'partnershipId'
  | 'restricted'
  | 'owner'
  | 'dueOn'
  | 'dueAt'
  | 'bound'
  | 'pausedOn'
  | 'stoppedOn'
  | 'stoppedMoment'
  | 'cancelledOn'
  | 'notices'
  | 'noticesVersion'
  | 'withdrawBecause'
> & { readonly row: Pick<KeptRule, 'reminders' | 'escalations'> }

export interface DueOptions {
  readonly asOf: string
  /**
   * Leaves out deadlines whose beginning was recorded after this moment. Paper records are typed in fact by fact: the
   * fact that met a deadline may follow minutes after the one that began it, and no alarm shall ring in between.
   */
  readonly settledBefore?: Date | undefined
  /** Default 1000. What is left over comes with the next question. */
  readonly limit?: number | undefined
}

const COLUMNS = [
  'rule',
  'modelVersion',
  'validFrom',
  'startedAt',
  'about',
  'caseId',
  'partnershipId',
  'restricted',
  'owner',
  'dueOn',
  'dueAt',
  'bound',
  'pausedOn',
  'stoppedOn',
  'stoppedMoment',
  'cancelledOn',
  'notices',
  'noticesVersion',
  'withdrawBecause',
] as const

const noticeable = (pool: Pool, ledger: string) =>
  readModels(pool).selectFrom('deadlines').select(COLUMNS).where('ledger', '=', ledger)

/** Deadlines that owe somebody a notice, the earliest due first. One that stands still owes nobody any. */
export async function dueForNotice(
  pool: Pool,
  ledger: string,
  { asOf, settledBefore, limit = 1000 }: DueOptions,
): Promise<NoticeableRow[]> {
  let query = noticeable(pool, ledger).where((eb) =>
    eb.or([
      eb('nextAlarmOn', '<=', asOf),
      // Once it is past, the alarm says more than the reminder would.
      eb.and([eb('nextReminderOn', '<=', asOf), eb('dueOn', '>=', asOf)]),
    ]),
  )
  if (settledBefore) query = query.where('startedRecordedAt', '<=', settledBefore.toISOString())
  return withRules(
    pool,
    ledger,
    await query.orderBy('dueOn').orderBy('startedAt').orderBy('rule').limit(limit).execute(),
  )
}

/** Deadlines about which somebody was alarmed without need. */
export async function wronglyAlarmed(pool: Pool, ledger: string, limit = 1000): Promise<NoticeableRow[]> {
  const query = noticeable(pool, ledger).where('withdrawBecause', 'is not', null)
  return withRules(pool, ledger, await query.orderBy('startedAt').limit(limit).execute())
}

/**
 * The first day up to `upTo` on which anything is to be raised, or null. Whoever goes through past days (an import, a
 * demonstration) steps from one such day to the next and misses no reminder that was owed on a day in between.
 */
export async function nextNoticeDay(pool: Pool, ledger: string, { upTo }: { upTo: string }): Promise<string | null> {
  const db = readModels(pool)
  const first = (column: 'nextReminderOn' | 'nextAlarmOn') =>
    db
      .selectFrom('deadlines')
      .select(({ fn }) => fn.min(column).as('day'))
      .where('ledger', '=', ledger)
      .where(column, '<=', upTo)
      .executeTakeFirst()
  const days = await Promise.all([first('nextReminderOn'), first('nextAlarmOn')])
  return days.flatMap((row) => row?.day ?? []).sort()[0] ?? null
}
