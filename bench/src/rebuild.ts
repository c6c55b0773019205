import { type DataOf, ReferralAccepted, ReferralSubmitted } from '@kooperacje/domain'
import {
  catchUp,
  createPool,
  EventCodec,
  EventRegistry,
  type EventToAppend,
  eventStoreMigrations,
  migrate,
  PostgresEventStore,
  postgresSubjectKeys,
  Vault,
} from '@kooperacje/events'
import { projections, readModelMigrations, rebuildProjection } from '@kooperacje/readmodels'
import { compare } from './report.ts'
import { medians, rateOf } from './rounds.ts'
import { LEDGER, OCCURRED, sampleMetadata } from './sample.ts'
import { query, type Server } from './server.ts'

const REFERRALS = 25_000
const PER_COMMAND = 500
const ROUNDS = 3

const submitted = (number: number): EventToAppend => ({
  type: ReferralSubmitted.type,
  occurredAt: OCCURRED,
  data: {
    partnershipId: 'zaw',
    clientId: `client-${number % 100}`,
    clientKind: 'FAMILY',
    source: 'SCHOOL',
    fromInstitutionId: 'school-1',
    knownSince: '2026-11-04',
    urgency: 'NORMAL',
    clientAgreed: 'YES',
    clientName: 'Alpha',
    problemAreas: ['UNEMPLOYMENT'],
  } satisfies DataOf<typeof ReferralSubmitted>,
})
const accepted = (number: number): EventToAppend => ({
  type: ReferralAccepted.type,
  occurredAt: OCCURRED,
  data: { caseId: `case-${number}` } satisfies DataOf<typeof ReferralAccepted>,
})

/** Which referral the answer at this place answers. The factor has no divisor in common with the number of referrals. */
const ORDERS = [
  { name: 'referral inbox, each answered at once', together: true, nth: (n: number) => n },
  {
    name: 'referral inbox, answered in another order later',
    together: false,
    nth: (n: number) => (n * 7919) % REFERRALS,
  },
]

/** Building a real read model anew beside the one that serves, and putting it in its place. */
export async function benchRebuild(server: Server): Promise<void> {
  for (const order of ORDERS) {
    const url = await server.database()
    await migrate(url, [eventStoreMigrations, readModelMigrations])
    const pool = createPool({ url })
    const registry = new EventRegistry([ReferralSubmitted, ReferralAccepted])
    const codec = new EventCodec(registry, new Vault(postgresSubjectKeys(pool), Buffer.alloc(32, 1)))
    await fillReferrals(new PostgresEventStore(pool, codec), order)
    const inbox = projections.find(({ name }) => name === 'referral_inbox')
    if (!inbox) throw new Error('there is no referral inbox')
    await catchUp(pool, codec, inbox, LEDGER, { batch: 5000 })
    await query(url, 'create table public.bare (like rm.referral_inbox including all)')
    await query(url, 'vacuum analyze')
    const rates = await medians(
      [
        {
          name: 'ours',
          round: () => rateOf(2 * REFERRALS, async () => void (await rebuildProjection(pool, codec, inbox))),
          close: async () => {},
        },
        { name: 'bare', round: () => bareFold(url), close: async () => {} },
      ],
      ROUNDS,
    )
    await expectSame(url)
    compare({
      bench: 'rebuild',
      case: order.name,
      ours: rates.get('ours') ?? Number.NaN,
      peer: 'one SQL statement over the same events',
      theirs: rates.get('bare') ?? Number.NaN,
      unit: 'events/s',
    })
    await pool.end()
  }
}

async function fillReferrals(store: PostgresEventStore, { together, nth }: (typeof ORDERS)[number]): Promise<void> {
  const append = async (numbers: readonly number[], version: number, events: (n: number) => EventToAppend[]) => {
    const writes = numbers.map((n) => ({
      ...{ streamType: 'referral', streamId: `r-${n}`, expectedVersion: version, events: events(n) },
    }))
    const result = await store.append({ ledger: LEDGER, metadata: sampleMetadata, writes })
    if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  }
  const chunks = Array.from({ length: REFERRALS / PER_COMMAND }, (_, c) =>
    Array.from({ length: PER_COMMAND }, (_, i) => c * PER_COMMAND + i),
  )
  if (together) {
    for (const chunk of chunks) await append(chunk, 0, (n) => [submitted(n), accepted(n)])
    return
  }
  for (const chunk of chunks) await append(chunk, 0, (n) => [submitted(n)])
  for (const chunk of chunks) await append(chunk.map(nth), 1, (n) => [accepted(n)])
}

/** What no engine can beat: nothing leaves the server, each row is written once. */
async function bareFold(url: string): Promise<number> {
  await query(url, 'truncate public.bare')
  return rateOf(2 * REFERRALS, async () => {
    await query(url, BARE)
  })
}

const BARE = `
  insert into public.bare (ledger, referral_id, partnership_id, status, client_id, client_kind, client_agreed, source,
                           urgency, from_institution_id, known_since, submitted_on, recorded_at, answered_on, case_id,
                           version, position, updated_position)
  select s.ledger, split_part(s.stream, '/', 2), s.payload->>'partnershipId', case when a.ledger is null then 'WAITING' else 'ACCEPTED' end,
         s.payload->>'clientId', s.payload->>'clientKind', s.payload->>'clientAgreed', s.payload->>'source',
         s.payload->>'urgency', s.payload->>'fromInstitutionId', (s.payload->>'knownSince')::date,
         (s.occurred_at at time zone 'Europe/Warsaw')::date, s.recorded_at,
         (a.occurred_at at time zone 'Europe/Warsaw')::date, a.payload->>'caseId', coalesce(a.stream_version, 1),
         s.position, coalesce(a.position, s.position)
    from es.events s
    left join es.events a on a.ledger = s.ledger and a.stream = s.stream and a.type = 'ReferralAccepted'
   where s.ledger = '${LEDGER}' and s.type = 'ReferralSubmitted'`

async function expectSame(url: string): Promise<void> {
  const [row] = await query(
    url,
    `select count(*)::int as different from rm.referral_inbox r full join public.bare b using (ledger, referral_id)
      where to_jsonb(r) is distinct from to_jsonb(b)`,
  )
  if (row.different !== 0) throw new Error(`${row.different} rows differ from the bare fold`)
}
