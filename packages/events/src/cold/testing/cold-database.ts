import { Client } from 'pg'
import { newLedger } from '../../contract/fixtures.ts'
import { appendMixed, type LoggedDatabase, type LoggingProcess, loggedDatabase } from '../../log/testing/ledger-log.ts'
import { openCold } from '../move.ts'

/** One with a cold table, and its owner's connection. */
export interface ColdDatabase {
  readonly logged: LoggedDatabase
  readonly own: LoggingProcess
  readonly owner: Client
  /** Of mixed facts in four streams, all sealed. */
  readonly sealedLedger: (size: number) => Promise<string>
  /** The positions of a ledger, by where they lie. */
  readonly tables: (ledger: string) => Promise<{ readonly hot: readonly number[]; readonly cold: readonly number[] }>
  /** Every column of every row, as the server writes it. */
  readonly bytes: (ledger: string) => Promise<unknown[]>
  readonly close: () => Promise<void>
}

export async function coldDatabase(): Promise<ColdDatabase> {
  const logged = await loggedDatabase()
  const own = logged.process()
  const owner = new Client({ connectionString: logged.database.ownerUrl })
  await owner.connect()
  await openCold(owner)
  return {
    logged,
    own,
    owner,
    async sealedLedger(size) {
      const ledger = newLedger()
      await appendMixed(own, ledger, size)
      await own.sealAll(ledger)
      return ledger
    },
    async tables(ledger) {
      const { rows } = await owner.query<{ table: string; positions: string[] }>(
        `select tableoid::regclass::text as table, array_agg(position order by position)::text[] as positions
           from es.events where ledger = $1 group by 1`,
        [ledger],
      )
      const found = new Map(rows.map(({ table, positions }) => [table, positions.map(Number)]))
      return { hot: found.get('es.events') ?? [], cold: found.get('es.events_cold') ?? [] }
    },
    async bytes(ledger) {
      const { rows } = await owner.query('select e::text from es.events e where ledger = $1 order by position', [
        ledger,
      ])
      return rows
    },
    async close() {
      await owner.end()
      await logged.close()
    },
  }
}

export const range = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, i) => first + i)
