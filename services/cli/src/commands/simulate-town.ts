import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { type Commit, LedgerNotEmpty, loadTown, simulateTown } from '@kooperacje/town'
import { type Context, defineCommand, type ExitCode, optional, withDefault } from '../command-line/command.ts'
import { Failure, UsageError } from '../command-line/errors.ts'
import { count, fileName, ledgerName } from '../command-line/kinds.ts'
import { withHistory } from '../history/open.ts'
import { Output } from '../output/output.ts'
import { thousands } from '../output/progress.ts'

export const simulateTownCommand = defineCommand({
  about: 'Make a town: two years of its institutions, partnership, referrals, cases and meetings, from a seed.',
  details: [
    'Every fact is decided by the commands that the API runs, so it is a history that could have been. The same seed and number of cases give the same events, byte for byte. Everybody in it is invented: personal fields stand in clear in the file, and nobody has a PESEL.',
    'The file has one event a line, as `koop events --format ndjson` prints them. A ledger that is loaded must be empty; ids of events and times of recording are then those of the loading, because a ledger does not tell otherwise.',
  ],
  operands: {},
  options: {
    seed: withDefault(count, '7', 'Which town.'),
    cases: withDefault(count, '2000', 'How many persons, families and groups.'),
    ledger: optional(ledgerName, 'Load it into this ledger of the database.'),
    out: optional(fileName, 'Write it to this file; - is standard output, also without --ledger.'),
  },
  examples: [
    { line: 'koop simulate-town --seed 7 --cases 100 --out town.ndjson', about: 'A small town as a file.' },
    { line: 'koop simulate-town --seed 7 --cases 2000 --ledger town-7', about: 'A large one in the database.' },
  ],
  async run(context, { seed, cases, ledger, out: file }) {
    if (ledger !== undefined && file !== undefined) throw new UsageError('--ledger and --out exclude each other')
    if (ledger === undefined) await write(context, file ?? '-', simulateTown({ seed, cases }))
    else await load(context, ledger, simulateTown({ seed, cases, ledger }))
    return 0 as ExitCode
  },
})

/** Enough for one write to the disk. */
const CHARS = 256 * 1024

async function write({ out, err }: Context, file: string, town: Iterable<Commit>): Promise<void> {
  const stream = file === '-' ? null : createWriteStream(file)
  if (stream) await once(stream, 'open')
  const output = stream ? new Output(stream) : out
  let events = 0
  let piece = ''
  for (const commit of town) {
    events += commit.length
    for (const event of commit) piece += `${JSON.stringify(event)}\n`
    if (piece.length < CHARS) continue
    await output.write(piece)
    piece = ''
  }
  await output.write(piece)
  if (!stream) return
  stream.end()
  await once(stream, 'close')
  await err.line(`${thousands(events)} events written to ${file}`)
}

async function load({ out, environment }: Context, ledger: string, town: Iterable<Commit>): Promise<void> {
  await withHistory(environment, { personal: true }, async ({ store }) => {
    const began = performance.now()
    const events = await loadTown(store, ledger, town).catch((error) => {
      throw error instanceof LedgerNotEmpty ? new Failure(error.message) : error
    })
    const perSecond = Math.round((events * 1000) / (performance.now() - began))
    await out.line(`${thousands(events)} events loaded into ledger ${ledger}, ${thousands(perSecond)}/s`)
  })
}
