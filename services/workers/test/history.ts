import type { DataOf, EventDefinition } from '@kooperacje/domain'
import {
  CaseProposed,
  EnvironmentalInterviewCompleted,
  EnvironmentalInterviewRequired,
  ReferralSubmitted,
} from '@kooperacje/domain'
import type { EventStore, StreamWrite } from '@kooperacje/events'
import { foldFromZero, projections, storedRows } from '@kooperacje/readmodels'
import type { Pool } from 'pg'
import { expect } from 'vitest'

const fact = <D extends EventDefinition>(definition: D, data: DataOf<D>) => ({
  type: definition.type,
  data,
  occurredAt: '2019-11-12T10:00:00.000Z',
})

/** A referral, the case made of it, and its interview: five facts on two streams that touch most read models. */
function caseWrites(i: number): StreamWrite[] {
  const client = { clientId: `client-${i}`, clientKind: 'FAMILY', source: 'SCHOOL', clientName: `Nowak ${i}` } as const
  const referral = fact(ReferralSubmitted, {
    ...client,
    partnershipId: 'pzk',
    fromInstitutionId: 'school',
    knownSince: '2019-11-04',
    urgency: 'NORMAL',
    clientAgreed: 'YES',
    problemAreas: ['UNEMPLOYMENT'],
    note: 'Somebody should call on Friday.',
  })
  const proposal = fact(CaseProposed, {
    ...client,
    partnershipId: 'pzk',
    adults: 1,
    children: 2,
    referralId: `r-${i}`,
    preselected: false,
    problemAreas: ['UNEMPLOYMENT'],
  })
  const interview = [
    fact(EnvironmentalInterviewRequired, { urgent: i % 2 === 0 }),
    fact(EnvironmentalInterviewCompleted, {}),
  ]
  return [
    { streamType: 'referral', streamId: `r-${i}`, expectedVersion: 'no-stream', events: [referral] },
    { streamType: 'case', streamId: `c-${i}`, expectedVersion: 'no-stream', events: [proposal, ...interview] },
  ]
}

export const FACTS_PER_CASE = 4

/** Straight into the log: what a case may do is tested where its rules are. */
export async function tellCases(
  store: EventStore,
  ledger: string,
  from: number,
  to: number,
  onAppended: (ledger: string, position: number) => void = () => {},
): Promise<void> {
  const one = async (i: number) => {
    const metadata = { actorId: 'test', actorRole: 'COORDINATOR' }
    const result = await store.append({ ledger, metadata, writes: caseWrites(i) })
    if (!result.ok) throw new Error(JSON.stringify(result.refusal))
    onAppended(ledger, result.position)
  }
  for (let i = from; i <= to; i += 100) {
    await Promise.all(Array.from({ length: Math.min(100, to - i + 1) }, (_, n) => one(i + n)))
  }
}

/** Every table of every projection, against the plain fold of the whole history. */
export async function expectTruth(pool: Pool, store: EventStore, ledgers: readonly string[]): Promise<void> {
  for (const ledger of ledgers) {
    for (const projection of projections) {
      const stored = await storedRows(pool, projection, ledger)
      expect(stored, `${projection.name} of ${ledger}`).toEqual(await foldFromZero(store, projection, ledger))
    }
  }
}
