import { ledgerPages } from '@kooperacje/events'
import { fill, streamOf } from './fill.ts'
import { readByCursor } from './peers/cursor.ts'
import { catchUpWithEmmett, fillEmmett, openEmmett } from './peers/emmett.ts'
import { installMessageDb, messageDbPool } from './peers/message-db.ts'
import { compare, skipped } from './report.ts'
import { type Contestant, medians } from './rounds.ts'
import { LEDGER, openStore, sampleData, sampleMetadata } from './sample.ts'
import { query, type Server } from './server.ts'

const EVENTS = 100_000
/** It slows down with the number of events; fewer are kinder to it. */
const EVENTS_CONSUMER = 10_000
const PAGE = 2000
const ROUNDS = 3
/** Who has not read everything by then is measured by what he has read. */
const LIMIT_MS = 3000

/** Reading a whole ledger from its first event, complete and in order. */
export async function benchReplay(server: Server): Promise<void> {
  const contestants: Contestant[] = [...(await ownAndCursor(server))]
  for (const [name, open] of [
    ["emmett-postgresql's reading function", emmett],
    ['message-db', messageDb],
  ] as const) {
    try {
      contestants.push(await open(await server.database()))
    } catch (error) {
      skipped('replay', name, error instanceof Error ? error.message : String(error))
    }
  }
  const [[, ours] = ['', Number.NaN], ...peers] = await medians(contestants, ROUNDS)
  for (const [peer, theirs] of peers) {
    compare({ bench: 'replay', case: `${EVENTS} events`, ours, peer, theirs, unit: 'events/s' })
  }
  for (const { close } of contestants) await close()
  try {
    const theirs = await catchUpWithEmmett(await server.database(), EVENTS_CONSUMER, streamOf)
    const peer = `emmett-postgresql's consumer, ${EVENTS_CONSUMER} events`
    compare({ bench: 'replay', case: `${EVENTS} events`, ours, peer, theirs, unit: 'events/s' })
  } catch (error) {
    skipped('replay', 'emmett-postgresql', error instanceof Error ? error.message : String(error))
  }
}

async function ownAndCursor(server: Server): Promise<Contestant[]> {
  const url = await server.database()
  const { store, pool } = await openStore(url)
  await fill(store, EVENTS)
  await query(url, 'vacuum analyze')
  return [
    {
      name: 'kooperacje',
      round: () =>
        readRate(async function* () {
          let position = 0
          for await (const page of ledgerPages(store, LEDGER, { page: PAGE })) {
            for (const event of page) if (event.position !== ++position) throw new Error(`gap at ${position}`)
            yield page.length
          }
        }),
      close: () => pool.end(),
    },
    {
      name: 'bare cursor over the same rows',
      round: () =>
        readRate(async function* () {
          yield await readByCursor(url, LEDGER, PAGE)
        }),
      close: async () => {},
    },
  ]
}

async function emmett(url: string): Promise<Contestant> {
  const { emmett, dumbo, store, close } = await openEmmett(url, 4)
  await fillEmmett(store, EVENTS, streamOf)
  await query(url, 'vacuum analyze')
  const connections = dumbo.dumbo({ connectionString: url })
  return {
    name: "emmett-postgresql's reading function",
    round: () =>
      readRate(async function* () {
        for (let after = 0n, left = true; left; ) {
          const batch = await emmett.readMessagesBatch(connections.execute, { after, batchSize: PAGE })
          yield batch.messages.length
          after = batch.currentGlobalPosition
          left = batch.areMessagesLeft
        }
      }),
    async close() {
      await connections.close()
      await close()
    },
  }
}

async function messageDb(url: string): Promise<Contestant> {
  await installMessageDb(url)
  await query(
    url,
    `insert into message_store.messages (position, stream_name, type, data, metadata)
     select n % 100, 'referral-s' || n / 100, 'ReferralSubmitted', $1, $2 from generate_series(0, $3 - 1) n order by n`,
    [JSON.stringify(sampleData('s', 1)), JSON.stringify(sampleMetadata), EVENTS],
  )
  await query(url, 'vacuum analyze')
  const pool = messageDbPool(url, 1)
  const read = { name: 'category', text: `select * from get_category_messages('referral', $1, ${PAGE})` }
  return {
    name: 'message-db',
    round: () =>
      readRate(async function* () {
        for (let from = 1, count = PAGE; count === PAGE; ) {
          const { rows } = await pool.query({ ...read, values: [from] })
          for (const row of rows) {
            JSON.parse(row.data)
            JSON.parse(row.metadata)
          }
          yield rows.length
          count = rows.length
          from = Number(rows.at(-1)?.global_position ?? 0) + 1
        }
      }),
    close: () => pool.end(),
  }
}

/** Events a second, of all of them or of those that were read in time. */
async function readRate(pages: () => AsyncGenerator<number>): Promise<number> {
  const start = performance.now()
  let events = 0
  for await (const count of pages()) {
    events += count
    if (performance.now() - start > LIMIT_MS) return (events * 1000) / (performance.now() - start)
  }
  if (events !== EVENTS) throw new Error(`${events} of ${EVENTS} events were read`)
  return (events * 1000) / (performance.now() - start)
}
