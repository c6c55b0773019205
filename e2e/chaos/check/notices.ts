import { owedNotices } from '@kooperacje/domain'
import { type EventStore, ledgerPages } from '@kooperacje/events'
import { dueForNotice, wronglyAlarmed } from '@kooperacje/readmodels'
import type { Pool } from 'pg'
import { type Finding, findings } from './finding.ts'

const TYPES = ['DeadlineReminded', 'DeadlineAlarmRaised', 'DeadlineNoticeWithdrawn']
const ALL = 1_000_000

interface NoticeData {
  readonly recipient: string
  readonly step?: number
  readonly dueOn?: string
  readonly was?: { readonly steps: readonly number[]; readonly dueOn: string }
}

/** A day, and a moment of it where terms count hours. */
export interface AsOf {
  readonly day: string
  readonly moment: string
}

/** Notices that are due and not given. */
export async function owedNow(pool: Pool, ledgers: readonly string[], asOf: AsOf): Promise<readonly string[]> {
  const owed: string[] = []
  for (const ledger of ledgers) {
    for (const row of await dueForNotice(pool, ledger, { asOf: asOf.day, limit: ALL })) {
      if (row.bound === 'AT_LEAST') continue
      const deadline = { ...row, stoppedAt: row.stoppedMoment, told: row.notices.told }
      for (const { kind, step, to } of owedNotices(deadline, { asOf: asOf.day, at: asOf.moment })) {
        owed.push(`${ledger} ${row.rule}.${row.startedAt}: ${kind} ${step} to ${to}`)
      }
    }
    for (const { rule, startedAt } of await wronglyAlarmed(pool, ledger, ALL)) {
      owed.push(`${ledger} ${rule}.${startedAt}: an alarm is not taken back`)
    }
  }
  return owed
}

/** Everybody was told what they had to be told by this day, and nothing twice unless it was taken back in between. */
export async function notices(
  pool: Pool,
  store: EventStore,
  ledgers: readonly string[],
  asOf: AsOf,
): Promise<readonly Finding[]> {
  const twice: string[] = []
  for (const ledger of ledgers) {
    const told = new Set<string>()
    for await (const page of ledgerPages(store, ledger, { types: TYPES, open: false })) {
      for (const { position, type, streamId, data } of page) {
        const { recipient, step, dueOn, was } = data as NoticeData
        const key = (kind: string, which: number | undefined, day: string | undefined) =>
          `${streamId} ${kind} ${which} to ${recipient} about ${day}`
        if (was) {
          for (const each of was.steps) told.delete(key('DeadlineAlarmRaised', each, was.dueOn))
          continue
        }
        const name = key(type, step, dueOn)
        if (told.has(name)) twice.push(`${ledger}@${position} ${name}`)
        told.add(name)
      }
    }
  }
  return [...findings('every-notice-given', await owedNow(pool, ledgers, asOf)), ...findings('no-notice-twice', twice)]
}
