import {
  AccessionDeclarationSigned,
  CaseQualified,
  correctionOf,
  type EventDefinition,
  FactAnnulled,
  GoalProgressRecorded,
  storedEventDefinitions,
} from '@kooperacje/domain'
import {
  catchUp,
  createPool,
  EventCodec,
  EventRegistry,
  eventStoreMigrations,
  migrate,
  PostgresEventStore,
  postgresSubjectKeys,
  type RecordedEvent,
  Vault,
} from '@kooperacje/events'
import { projections, readModelMigrations } from '@kooperacje/readmodels'
import { loadTown, simulateTown } from '@kooperacje/town'
import { print } from './report.ts'
import { query, type Server } from './server.ts'
import { TOWN } from './town.ts'

const SIZES = [300, 2000]
const ROUNDS = 3

interface Correcting {
  readonly what: string
  readonly of: EventDefinition
  readonly annul?: true
}

const CORRECTED: readonly Correcting[] = [
  { what: 'a fact of a case is corrected', of: CaseQualified },
  { what: 'a fact of a case is annulled', of: GoalProgressRecorded, annul: true },
  { what: 'a fact of the partnership of all cases is corrected', of: AccessionDeclarationSigned },
]

/** What it costs the workers to follow one correction, read model by read model, in towns of two sizes. */
export async function benchCorrections(server: Server): Promise<void> {
  for (const cases of SIZES) {
    const url = await server.database()
    await migrate(url, [eventStoreMigrations, readModelMigrations])
    const pool = createPool({ url })
    const keys = new Vault(postgresSubjectKeys(pool), Buffer.alloc(32, 1))
    const codec = new EventCodec(new EventRegistry(storedEventDefinitions), keys)
    const store = new PostgresEventStore(pool, codec)
    const follow = async (): Promise<Round> => {
      const used = process.cpuUsage()
      const took: number[] = []
      for (const projection of projections) {
        const began = performance.now()
        await catchUp(pool, codec, projection, TOWN.ledger, { batch: 5000 })
        took.push(performance.now() - began)
      }
      const { user, system } = process.cpuUsage(used)
      return { took, cpu: (user + system) / 1000 }
    }
    try {
      const events = await loadTown(store, TOWN.ledger, [...simulateTown({ ...TOWN, cases })])
      await follow()
      await query(url, 'vacuum analyze')
      for (const correcting of CORRECTED) {
        const rounds: Round[] = []
        // The first round is not counted.
        for (let round = 0; round <= ROUNDS; round++) {
          await correctOne(store, correcting, round)
          const followed = await follow()
          if (round > 0) rounds.push(followed)
        }
        const slowest = projections
          .map(({ name }, at) => [name, middle(rounds.map(({ took }) => took[at] ?? Number.NaN))] as const)
          .sort(([, a], [, b]) => b - a)
          .slice(0, 3)
        print({
          bench: 'corrections',
          case: `${correcting.what}, ${cases} cases, ${events} events`,
          ours: middle(rounds.map(({ took }) => took.reduce((sum, ms) => sum + ms, 0))),
          processorMs: middle(rounds.map(({ cpu }) => cpu)),
          unit: 'ms',
          slowest: Object.fromEntries(slowest),
        })
      }
    } finally {
      await pool.end()
    }
  }
}

interface Round {
  /** Milliseconds, read model by read model. */
  readonly took: readonly number[]
  /** Processor time of this process, in milliseconds: the rest is the database's, or that of others on the machine. */
  readonly cpu: number
}

const middle = (values: readonly number[]) =>
  Math.round(([...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN) * 10) / 10

/** Takes one of the facts of this type, another one each time, and says that it was as it was recorded, or that it never was. */
async function correctOne(store: PostgresEventStore, { of, annul }: Correcting, nth: number): Promise<void> {
  const facts: RecordedEvent[] = await store.readLedger(TOWN.ledger, { types: [of.type], limit: 5000 })
  const wrong = facts[(nth * 7) % facts.length]
  if (!wrong) throw new Error(`the town has no ${of.type}`)
  const { streamType, streamId, streamVersion, data } = wrong
  const corrects = { corrects: streamVersion, reason: 'TYPING_ERROR' }
  const event = {
    occurredAt: '2024-01-15T11:00:00.000Z',
    ...(annul
      ? { type: FactAnnulled.type, data: { ...corrects, type: of.type } }
      : { type: correctionOf(of).type, data: { ...corrects, fact: data } }),
  }
  const result = await store.append({
    ledger: TOWN.ledger,
    metadata: { actorId: 'worker-1', actorRole: 'COORDINATOR' },
    writes: [{ streamType, streamId, expectedVersion: 'any', events: [event] }],
  })
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
}
