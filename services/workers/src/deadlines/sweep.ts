import type { CommandHandler, CommandOutcome } from '@kooperacje/commands'
import { deadlineId, raiseDeadlineAlarm, recordDeadlineReminder } from '@kooperacje/domain'
import { waitForPosition } from '@kooperacje/events'
import { type DueNotice, dueNotices } from '@kooperacje/readmodels'
import type { Pool } from 'pg'

export interface DeadlineSweepOptions {
  readonly pool: Pool
  readonly handler: CommandHandler
  /** Default: all that have a history. */
  readonly ledgers?: readonly string[] | undefined
  /** The day to ask on, `YYYY-MM-DD` in Poland. */
  readonly asOf: string
  /** Deadlines that began to be known after this moment are left alone for now. */
  readonly settledBefore?: Date | undefined
  /** Business time of the notices, for histories that are told after the event. Default: now. */
  readonly occurredAt?: string | undefined
  /** How long to wait in all for deadlines to be up to date before leaving their ledgers to the next sweep. */
  readonly patienceMs?: number | undefined
  readonly signal?: AbortSignal | undefined
}

export interface DeadlineSweepResult {
  readonly reminded: number
  readonly alarmed: number
  /** Recorded before, by another process or an earlier sweep that the read model has not shown yet. */
  readonly repeated: number
  readonly refused: readonly { readonly ledger: string; readonly notice: DueNotice; readonly code: string }[]
  /** Ledgers whose deadlines lag behind their history: the fact that met one may be recorded but not yet seen. */
  readonly behind: readonly string[]
}

const PROJECTION = 'deadlines'
const SYSTEM = { actorId: 'system:deadlines', role: 'SYSTEM', institutionId: null } as const

/**
 * Raises the reminders and alarms that are due. Safe to repeat and to run in several processes at once: a notice is one
 * command under a key made of its deadline and kind, on the deadline's own stream, so the log takes it once.
 */
export async function sweepDeadlines(options: DeadlineSweepOptions): Promise<DeadlineSweepResult> {
  const { pool, asOf, settledBefore, patienceMs = 2000, signal } = options
  const result = { reminded: 0, alarmed: 0, repeated: 0, refused: [] as DeadlineSweepResult['refused'][number][] }
  const behind: string[] = []
  const patient = performance.now() + patienceMs
  for (const [ledger, head] of await headsOf(pool, options.ledgers)) {
    if (signal?.aborted) break
    const left = Math.max(0, patient - performance.now())
    if (!(await waitForPosition(pool, [PROJECTION], ledger, head, left))) {
      behind.push(ledger)
      continue
    }
    // One after another: notices are few, and the commands of people should not queue behind a morning's worth of them.
    for (const notice of await dueNotices(pool, ledger, { asOf, settledBefore })) {
      if (signal?.aborted) break
      const outcome = await raise(options, ledger, notice)
      if (outcome.ok && !outcome.repeated) result[notice.kind === 'ALARM' ? 'alarmed' : 'reminded']++
      else if (outcome.ok || TOLD_BEFORE.has(outcome.refusal.code)) result.repeated++
      else result.refused.push({ ledger, notice, code: outcome.refusal.code })
    }
  }
  return { ...result, behind }
}

function raise(
  { handler, asOf, occurredAt }: DeadlineSweepOptions,
  ledger: string,
  { kind, rule, about, dueOn, startedAt, recipient, caseId }: DueNotice,
): Promise<CommandOutcome> {
  return handler.execute({
    ledger,
    command: kind === 'ALARM' ? raiseDeadlineAlarm : recordDeadlineReminder,
    id: deadlineId(rule, startedAt),
    body: { rule, about, dueOn, startedAt, recipient, ...(caseId === null ? {} : { caseId }) },
    by: SYSTEM,
    occurredAt,
    idempotencyKey: `notice:${rule}:${startedAt}:${kind}`,
    correlationId: `deadlines:${asOf}`,
    causationId: `${ledger}@${startedAt}`,
  })
}

/** Told at another moment the same notice has another fingerprint; told already it is refused by its stream's state. */
const TOLD_BEFORE = new Set(['idempotency-key-reused', 'already-exists', 'not-allowed-in-state'])

async function headsOf(pool: Pool, ledgers: readonly string[] | undefined): Promise<[string, number][]> {
  const { rows } = await pool.query<{ ledger: string; head: string }>(
    'select ledger, head from es.ledgers where head > 0 and ($1::text[] is null or ledger = any($1)) order by ledger',
    [ledgers ?? null],
  )
  return rows.map(({ ledger, head }) => [ledger, Number(head)])
}
