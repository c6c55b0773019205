import { CommandHandler } from '@kooperacje/commands'
import { ConsentGiven, type DataOf, expireConsent } from '@kooperacje/domain'
import type { EventStore } from '@kooperacje/events'
import { consentsRunOutBy } from '@kooperacje/readmodels'
import type { Pool } from 'pg'

export interface ConsentSweepOptions {
  readonly pool: Pool
  readonly store: EventStore
  /** The day to ask on, `YYYY-MM-DD` in Poland: consents whose last day lies before it have run out. */
  readonly asOf: string
  readonly now?: (() => Date) | undefined
  /** Told after each append, to wake the projections. */
  readonly onAppended?: ((ledger: string) => void) | undefined
  readonly signal?: AbortSignal | undefined
}

export interface ConsentSweepResult {
  readonly expired: number
  /** By code: a renewal, withdrawal or another process was faster, or a read model lags. The next sweep asks again. */
  readonly refused: readonly string[]
}

const SYSTEM = { actorId: 'system:consents', role: 'SYSTEM', institutionId: null } as const
/** One sweep's worth; what is left over comes with the next. */
const ROWS = 1000

/**
 * Records that consents have run out, so that what they allowed ends without anybody having to remember it. Whoever shows a
 * case looks at the day in any case; this makes the end a fact, stops the work and takes the view away for good. Safe to
 * repeat and to run in several processes: the domain decides on the case as it is, and refuses a second time.
 */
export async function sweepConsents(options: ConsentSweepOptions): Promise<ConsentSweepResult> {
  const { pool, store, asOf, now = () => new Date(), onAppended = () => {}, signal } = options
  const handler = new CommandHandler({ store, now, cachedStreams: ROWS, onAppended })
  const refused: string[] = []
  let expired = 0
  for (const { ledger, caseId, consentId } of await consentsRunOutBy(pool, asOf, ROWS)) {
    if (signal?.aborted) break
    const outcome = await handler.execute({
      ledger,
      command: expireConsent,
      id: caseId,
      body: { consentId },
      by: SYSTEM,
      correlationId: `consents:${asOf}`,
      causationId: await given(store, ledger, caseId, consentId),
    })
    if (outcome.ok) expired++
    else refused.push(outcome.refusal.code)
  }
  return { expired, refused }
}

/** The fact by which the consent was given, as others name what they follow from: its last day is in it. */
async function given(
  store: EventStore,
  ledger: string,
  caseId: string,
  consentId: string,
): Promise<string | undefined> {
  const facts = await store.readStream(ledger, 'case', caseId, { types: [ConsentGiven.type], open: false })
  const fact = facts.findLast(({ data }) => (data as DataOf<typeof ConsentGiven>).consentId === consentId)
  return fact && `${ledger}@${fact.position}`
}
