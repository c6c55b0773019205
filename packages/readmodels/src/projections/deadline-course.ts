import { type Standstill as Halt, prolonged } from '@kooperacje/domain'
import type { DeadlinesTable, Standstill } from '../schema.ts'

export function withStandstill(known: readonly Standstill[], { what, of, on }: Halt): readonly Standstill[] {
  if (what === 'PAUSED') return [...known, { of, from: on, to: null }]
  return known.map((each) => (each.of === of && each.to === null ? { ...each, to: on } : each))
}

type Course = Pick<DeadlinesTable, 'dueOn' | 'remindOn' | 'alarmOn' | 'pausedOn' | 'status'>
type Row = Omit<DeadlinesTable, 'ledger' | 'updatedPosition'>

/**
 * The dates and the status of a deadline out of what is known of it: its first dates, every standstill that concerns it,
 * and the fact that met it. Always from the beginning, never from the dates of yesterday, so that facts may be recorded
 * in any order.
 */
export function courseOf(row: Row): Course {
  let dates = { dueOn: row.initialDueOn, remindOn: row.initialRemindOn, alarmOn: row.initialAlarmOn }
  let pausedOn: string | null = null
  for (const { from, to } of merged(row.standstills)) {
    const begun = later(from, row.startedOn)
    const ended = earlier(to, row.stoppedOn)
    if (ended !== null) {
      if (ended > begun) dates = prolonged({ ...row, ...dates }, begun, ended)
    } else if (begun <= dates.dueOn) {
      pausedOn = begun
    }
  }
  const { dueOn, remindOn, alarmOn } = dates
  const status = row.stoppedOn === null ? 'OPEN' : row.stoppedOn <= dueOn ? 'MET' : 'MET_LATE'
  return { dueOn, remindOn, alarmOn, pausedOn, status }
}

/** A case and its partnership may be suspended at the same time; the days count once. */
function merged(standstills: readonly Standstill[]): Pick<Standstill, 'from' | 'to'>[] {
  const inOrder = [...standstills].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
  const apart: Pick<Standstill, 'from' | 'to'>[] = []
  for (const { from, to } of inOrder) {
    const last = apart.at(-1)
    if (last && (last.to === null || from <= last.to)) {
      const longer = last.to === null || to === null ? null : later(to, last.to)
      apart[apart.length - 1] = { from: last.from, to: longer }
    } else apart.push({ from, to })
  }
  return apart
}

const later = (a: string, b: string): string => [a, b].sort()[1] as string

const earlier = (a: string | null, b: string | null): string | null => (a === null ? b : b === null ? a : a < b ? a : b)
