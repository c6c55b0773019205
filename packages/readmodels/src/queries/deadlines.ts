import type { ExpressionBuilder } from 'kysely'
import type { Pool } from 'pg'
import { readModels } from '../database.ts'
import type { DeadlineOrigin, DeadlineRecipient, DeadlineStatus, DeadlinesTable, ReadModelTables } from '../schema.ts'
import { InvalidCursor, type Page, type PageRequest, pageLimit, toPage } from './page.ts'

export type DeadlineRow = DeadlinesTable

export interface DeadlineFilter {
  readonly status?: DeadlineStatus | undefined
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
  for (const column of ['status', 'origin', 'rule', 'caseId', 'partnershipId', 'about'] as const) {
    const wanted = filter[column]
    if (wanted !== undefined) query = query.where(column, '=', wanted as never)
  }
  if (filter.dueUntil !== undefined) query = query.where('dueOn', '<=', filter.dueUntil)
  if (filter.dueFrom !== undefined) query = query.where('dueOn', '>=', filter.dueFrom)
  if (page.after !== undefined) {
    const [dueOn, startedAt, rule] = decodePlace(page.after)
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('dueOn', 'startedAt', 'rule'), '>', tuple(dueOn, startedAt, rule)),
    )
  }
  return toPage(await query.execute(), limit, ({ dueOn, startedAt, rule }) => `${dueOn} ${startedAt} ${rule}`)
}

/** Days repeat, so the place of a deadline in its list is its day with its identity. */
function decodePlace(cursor: string): [string, number, string] {
  const match = /^(\d{4}-\d\d-\d\d) (\d{1,15}) (\S{1,20})$/.exec(Buffer.from(cursor, 'base64url').toString())
  if (!match) throw new InvalidCursor()
  return [match[1] as string, Number(match[2]), match[3] as string]
}

/** A reminder or an alarm that is to be raised now. */
export interface DueNotice {
  readonly kind: 'REMINDER' | 'ALARM'
  /** The day on which it fell due: asked later, it is still owed from that day. */
  readonly noticeOn: string
  readonly rule: string
  readonly startedAt: number
  readonly about: string
  readonly caseId: string | null
  readonly partnershipId: string | null
  readonly origin: DeadlineOrigin
  readonly startedOn: string
  readonly dueOn: string
  readonly recipient: DeadlineRecipient
}

export interface DueNoticesOptions {
  readonly asOf: string
  /**
   * Leaves out deadlines whose beginning was recorded after this moment. Paper records are typed in fact by fact: the
   * fact that met a deadline may follow minutes after the one that began it, and no alarm shall ring in between.
   */
  readonly settledBefore?: Date | undefined
  /** Default 500: one sweep's work. What is left over comes with the next. */
  readonly limit?: number | undefined
}

/** The earliest first. A deadline that stands still owes nobody a notice. */
export async function dueNotices(
  pool: Pool,
  ledger: string,
  { asOf, settledBefore, limit = 500 }: DueNoticesOptions,
): Promise<DueNotice[]> {
  const notices = (kind: DueNotice['kind']) => {
    const [on, raised] =
      kind === 'REMINDER' ? (['remindOn', 'remindedOn'] as const) : (['alarmOn', 'alarmedOn'] as const)
    let query = readModels(pool)
      .selectFrom('deadlines')
      .select((eb) => [eb.val(kind).as('kind'), eb.ref(on).$notNull().as('noticeOn')])
      .select(['rule', 'startedAt', 'about', 'caseId', 'partnershipId', 'origin', 'startedOn', 'dueOn', 'recipient'])
      .where('ledger', '=', ledger)
      .where(owed)
      .where(on, '<=', asOf)
      .where(raised, 'is', null)
    // Once it is due, the alarm says more than the reminder would.
    if (kind === 'REMINDER') query = query.where('dueOn', '>=', asOf)
    if (settledBefore) query = query.where('startedRecordedAt', '<=', settledBefore.toISOString())
    return query.orderBy(on).orderBy('startedAt').orderBy('rule').limit(limit).execute()
  }
  const found = (await Promise.all([notices('REMINDER'), notices('ALARM')])).flat()
  return found
    .sort((a, b) => compare(a.noticeOn, b.noticeOn) || a.startedAt - b.startedAt || compare(a.rule, b.rule))
    .slice(0, limit)
}

/**
 * The first day up to `upTo` on which anything is to be raised, or null. Whoever goes through past days (an import, a
 * demonstration) steps from one such day to the next and misses no reminder that was owed on a day in between.
 */
export async function nextNoticeDay(pool: Pool, ledger: string, { upTo }: { upTo: string }): Promise<string | null> {
  const db = readModels(pool)
  const days = await Promise.all([
    db
      .selectFrom('deadlines')
      .select(({ fn }) => fn.min('remindOn').as('day'))
      .where('ledger', '=', ledger)
      .where(owed)
      .where('remindedOn', 'is', null)
      .where('remindOn', '<=', upTo)
      .executeTakeFirst(),
    db
      .selectFrom('deadlines')
      .select(({ fn }) => fn.min('alarmOn').as('day'))
      .where('ledger', '=', ledger)
      .where(owed)
      .where('alarmedOn', 'is', null)
      .where('alarmOn', '<=', upTo)
      .executeTakeFirst(),
  ])
  return days.flatMap((row) => row?.day ?? []).sort()[0] ?? null
}

const owed = (eb: ExpressionBuilder<ReadModelTables, 'deadlines'>) =>
  eb.and([eb('status', '=', 'OPEN'), eb('pausedOn', 'is', null)])

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
