import { fill, fillCommands } from './fill.ts'
import { compare, skipped } from './report.ts'
import { medians, rateOf } from './rounds.ts'
import { openStore } from './sample.ts'
import { query, type Server } from './server.ts'

const EVENTS = 50_000
const ROUNDS = 3

/** A history that comes at one go: through the store, every check included, beside the server's own way to take rows in. */
export async function benchImport(server: Server): Promise<void> {
  const url = await server.database()
  const own = await openStore(url)
  await fill(own.store, EVENTS)
  await query(url, 'create table public.bare (like es.events including all)')
  try {
    const [{ file }] = await query(url, `select current_setting('data_directory') || '/koop-bench.copy' as file`)
    await query(url, `copy es.events to '${file}'`)
    const rates = await medians(
      [
        { name: 'ours', round: () => intoNewDatabase(server), close: async () => {} },
        {
          name: 'copy',
          async round() {
            await query(url, 'truncate public.bare')
            await query(url, 'checkpoint')
            return rateOf(EVENTS, async () => {
              await query(url, `copy public.bare from '${file}'`)
            })
          },
          close: async () => {},
        },
      ],
      ROUNDS,
    )
    compare({
      bench: 'import',
      case: `${EVENTS} events in commands of 1,000`,
      ours: rates.get('ours') ?? Number.NaN,
      peer: 'COPY of the same rows from a file of the server, same indexes',
      theirs: rates.get('copy') ?? Number.NaN,
      unit: 'events/s',
    })
    await query(url, `copy (select where false) to '${file}'`)
  } catch (error) {
    // COPY from a file is a superuser's.
    skipped('import', 'COPY', error instanceof Error ? error.message : String(error))
  }
  await own.pool.end()
}

async function intoNewDatabase(server: Server): Promise<number> {
  const url = await server.database()
  const { store, pool } = await openStore(url)
  await query(url, 'checkpoint')
  try {
    return await rateOf(EVENTS, async () => {
      const results = await store.appendInOrder([...fillCommands(EVENTS)])
      if (results.some(({ ok }) => !ok)) throw new Error('a command of the import was refused')
    })
  } finally {
    await pool.end()
  }
}
