import {
  builtInModels,
  businessDate,
  type DeadlineNoticeState,
  type Decision,
  deadline,
  deadlineId,
  decide,
  evolve,
  owedNotices,
  raiseDeadlineAlarm,
  recordDeadlineReminder,
  type ToldNotice,
  unfoundedAlarms,
  withdrawDeadlineNotice,
} from '@kooperacje/domain'
import type { EventToAppend, StreamWrite } from '@kooperacje/events'
import { type NoticeableRow, standingOf } from '@kooperacje/readmodels'

export type NoticeCounts = { reminded: number; alarmed: number; withdrawn: number }

/** What is to be written to the stream of one deadline. */
export interface DueNotices {
  readonly row: NoticeableRow
  readonly write: StreamWrite
  readonly counts: Readonly<NoticeCounts>
  /** A rule of the domain spoke against one of them. */
  readonly refused: readonly string[]
}

export interface NoticeMoment {
  readonly asOf: string
  readonly occurredAt: string
  readonly now: string
}

const SYSTEM = { actorId: 'system:deadlines', role: 'SYSTEM', institutionId: null } as const
const COMMANDS = { REMINDER: recordDeadlineReminder, ALARM: raiseDeadlineAlarm, WITHDRAWAL: withdrawDeadlineNotice }
const COUNTED = { REMINDER: 'reminded', ALARM: 'alarmed', WITHDRAWAL: 'withdrawn' } as const

/**
 * What somebody has to be told about a deadline now, decided by the same commands as anything else. The state that they
 * are decided on is the one that the row has folded: it carries the version of the stream, which the append checks.
 */
export function noticesFor(row: NoticeableRow, present: NoticeMoment): DueNotices {
  const moment = notBefore(row.notices, present)
  const id = deadlineId(row.rule, row.startedAt)
  const events: EventToAppend[] = []
  const counts = { reminded: 0, alarmed: 0, withdrawn: 0 }
  const refused: string[] = []
  let state: DeadlineNoticeState = row.notices
  const raise = (kind: keyof typeof COMMANDS, body: object) => {
    const decision: Decision = decide(COMMANDS[kind], {
      id,
      body,
      state,
      others: {},
      by: SYSTEM,
      occurredAt: moment.occurredAt,
      now: moment.now,
      newId: () => id,
      models: builtInModels,
    })
    if (!decision.accepted) {
      refused.push(decision.refusal.code)
      return
    }
    counts[COUNTED[kind]]++
    for (const { event } of decision.events) {
      const fact = { ...event, streamId: id, occurredAt: moment.occurredAt }
      events.push({ type: event.type, data: event.data, occurredAt: moment.occurredAt })
      state = evolve(deadline, state, fact, builtInModels)
    }
  }
  for (const body of withdrawals(row, moment)) raise('WITHDRAWAL', body)
  const { asOf, occurredAt } = present
  const owed =
    row.bound === 'AT_LEAST' ? [] : owedNotices({ ...asNoticeable(row), told: state.told }, { asOf, at: occurredAt })
  for (const { kind, step, to } of owed) {
    const dueAt = row.dueAt === null ? {} : { dueAt: row.dueAt }
    raise(kind, { ...identity(row, to), dueOn: row.dueOn, ...dueAt, step })
  }
  const write = { streamType: 'deadline', streamId: id, expectedVersion: row.noticesVersion, events }
  return { row, write, counts, refused }
}

/**
 * A process whose clock stood in tomorrow has dated its notices so, and nothing may be dated before the last step. Whoever was
 * alarmed by it is told today all the same, as of that day; waiting for it left people with a wrong alarm.
 */
function notBefore({ since }: DeadlineNoticeState, moment: NoticeMoment): NoticeMoment {
  if (since === null || businessDate(moment.occurredAt) >= since) return moment
  // An hour of the night: that day by either Polish time.
  const occurredAt = `${since}T01:00:00.000Z`
  return { ...moment, occurredAt, now: occurredAt > moment.now ? occurredAt : moment.now }
}

const asNoticeable = (row: NoticeableRow) => ({ ...row, stoppedAt: row.stoppedMoment, told: row.notices.told })

const identity = (row: NoticeableRow, recipient: ToldNotice['to']) => ({
  rule: row.rule,
  about: row.about,
  startedAt: row.startedAt,
  recipient,
  ...(row.caseId === null ? {} : { caseId: row.caseId }),
  ...(row.restricted ? { restricted: true } : {}),
  ...(recipient === 'OWNER' ? { owner: row.owner.actorId, ownerRole: row.owner.role } : {}),
})

/** Whoever was alarmed without need is told so, once for each due day that they were told of. */
function withdrawals(row: NoticeableRow, { asOf }: NoticeMoment): object[] {
  if (row.withdrawBecause === null) return []
  const alarms = new Map<string, ToldNotice[]>()
  for (const alarm of unfoundedAlarms(asNoticeable(row))) {
    const key = `${alarm.to}/${alarm.dueOn}`
    alarms.set(key, [...(alarms.get(key) ?? []), alarm])
  }
  return [...alarms.values()].map(([first, ...others]) => {
    const { to, dueOn } = first as ToldNotice
    return {
      ...identity(row, to),
      reason: row.withdrawBecause,
      was: { steps: [first as ToldNotice, ...others].map(({ step }) => step), dueOn },
      now: { status: standingOf(row, asOf), dueOn: row.dueOn },
    }
  })
}
