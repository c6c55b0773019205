import { type AppendRefusal, type EventStore, waitForPosition } from '@kooperacje/events'
import { dueForNotice, type NoticeableRow, wronglyAlarmed } from '@kooperacje/readmodels'
import type { Pool } from 'pg'
import { type DueNotices, type NoticeCounts, noticesFor } from './notices.ts'

export interface DeadlineSweepOptions {
  readonly pool: Pool
  readonly store: EventStore
  /** Default: all that have a history. */
  readonly ledgers?: readonly string[] | undefined
  /** The day to ask on, `YYYY-MM-DD` in Poland. */
  readonly asOf: string
  /** Deadlines that began to be known after this moment are left alone for now. */
  readonly settledBefore?: Date | undefined
  /** Business time of the notices, for histories that are told after the event. Default: now. */
  readonly occurredAt?: string | undefined
  readonly now?: (() => Date) | undefined
  /** How long to wait in all for deadlines to be up to date before leaving their ledgers to the next sweep. */
  readonly patienceMs?: number | undefined
  /** Told after each append, to wake the projections. */
  readonly onAppended?: ((ledger: string) => void) | undefined
  readonly signal?: AbortSignal | undefined
}

export interface DeadlineSweepResult extends Readonly<NoticeCounts> {
  /** Told by another process at the same time. */
  readonly repeated: number
  readonly refused: readonly { readonly ledger: string; readonly row: NoticeableRow; readonly code: string }[]
  /** Ledgers whose deadlines lag behind their history: the fact that met one may be recorded but not yet seen. */
  readonly behind: readonly string[]
}

const PROJECTION = 'deadlines'
/** One question's worth of deadlines; what is left over comes with the next sweep. */
const ROWS = 20_000
/** A command has a thousand events at most, and people's commands should not wait behind a whole morning's notices. */
const STREAMS_AN_APPEND = 250

/**
 * Raises the reminders and alarms that are due, and takes back alarms that were none. Safe to repeat and to run in several
 * processes at once: what is written to the stream of a deadline carries the version that it was decided on, so that of
 * two who had the same idea the log takes one.
 */
export async function sweepDeadlines(options: DeadlineSweepOptions): Promise<DeadlineSweepResult> {
  const { pool, patienceMs = 2000, signal } = options
  const result = {
    reminded: 0,
    alarmed: 0,
    withdrawn: 0,
    repeated: 0,
    refused: [] as DeadlineSweepResult['refused'][number][],
  }
  const behind: string[] = []
  const patient = performance.now() + patienceMs
  for (const [ledger, head] of await headsOf(pool, options.ledgers)) {
    if (signal?.aborted) break
    const left = Math.max(0, patient - performance.now())
    if (!(await waitForPosition(pool, [PROJECTION], ledger, head, left))) {
      behind.push(ledger)
      continue
    }
    const due = await dueIn(options, ledger)
    for (const { row, refused } of due) for (const code of refused) result.refused.push({ ledger, row, code })
    const told = due.filter(({ write }) => write.events.length > 0)
    for (let at = 0; at < told.length && !signal?.aborted; at += STREAMS_AN_APPEND) {
      await tell(options, ledger, told.slice(at, at + STREAMS_AN_APPEND), result)
    }
  }
  return { ...result, behind }
}

async function dueIn(options: DeadlineSweepOptions, ledger: string): Promise<readonly DueNotices[]> {
  const { pool, asOf, settledBefore, now = () => new Date() } = options
  const [wrong, due] = await Promise.all([
    wronglyAlarmed(pool, ledger, ROWS),
    dueForNotice(pool, ledger, { asOf, settledBefore, limit: ROWS }),
  ])
  const present = now().toISOString()
  const moment = { asOf, occurredAt: options.occurredAt ?? present, now: present }
  const rows = new Map([...wrong, ...due].map((row) => [`${row.rule}.${row.startedAt}`, row]))
  return [...rows.values()].map((row) => noticesFor(row, moment))
}

/** Those whose stream has moved on were told by somebody else in the meantime; the others are written without them. */
async function tell(
  { store, asOf, onAppended }: DeadlineSweepOptions,
  ledger: string,
  due: readonly DueNotices[],
  result: NoticeCounts & { repeated: number },
): Promise<void> {
  for (let left = due; left.length > 0; ) {
    const appended = await store.append({
      ledger,
      metadata: { actorId: 'system:deadlines', actorRole: 'SYSTEM', correlationId: `deadlines:${asOf}` },
      writes: left.map(({ write }) => write),
    })
    if (appended.ok) {
      for (const { counts } of left) {
        result.reminded += counts.reminded
        result.alarmed += counts.alarmed
        result.withdrawn += counts.withdrawn
      }
      onAppended?.(ledger)
      return
    }
    const taken = conflictsIn(appended.refusal)
    if (taken.size === 0) throw new Error(`notices of ledger ${ledger} were not taken: ${appended.refusal.code}`)
    left = left.filter(({ write, counts: { reminded, alarmed, withdrawn } }) => {
      if (!taken.has(write.streamId)) return true
      result.repeated += reminded + alarmed + withdrawn
      return false
    })
  }
}

const conflictsIn = (refusal: AppendRefusal): ReadonlySet<string> =>
  new Set(refusal.code === 'wrong-version' ? refusal.conflicts.map(({ streamId }) => streamId) : [])

async function headsOf(pool: Pool, ledgers: readonly string[] | undefined): Promise<[string, number][]> {
  const { rows } = await pool.query<{ ledger: string; head: string }>(
    'select ledger, head from es.ledgers where head > 0 and ($1::text[] is null or ledger = any($1)) order by ledger',
    [ledgers ?? null],
  )
  return rows.map(({ ledger, head }) => [ledger, Number(head)])
}
