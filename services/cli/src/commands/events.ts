import type { RecordedEvent } from '@kooperacje/events'
import { readFeed } from '@kooperacje/history'
import { defineCommand, type ExitCode, flag, many, optional, required, withDefault } from '../command-line/command.ts'
import { UsageError } from '../command-line/errors.ts'
import { choice, count, date, eventTypeName, ledgerName, purposeWord, streamName } from '../command-line/kinds.ts'
import { nearest } from '../command-line/nearest.ts'
import { DEFAULT_PURPOSE, purposeAbout, recordDisclosure } from '../history/disclosures.ts'
import { type History, headOf, lastVersionOf, withHistory } from '../history/open.ts'
import { EventLines } from '../output/event-line.ts'

export const events = defineCommand({
  about: 'Print the events of a ledger or of one stream, in the order in which they were recorded.',
  details: [
    'The text form is one line an event: position, business time, time of recording, stream@version, type, who, and the facts. NDJSON is one event a line as the store reads it, lifted to the present schema version.',
    'Personal fields stay sealed. --open shows them, needs KOOP_MASTER_KEY, and writes down whose data was shown to which account of this machine and why; of a forgotten person it shows null.',
    'Output is streamed: a ledger of any length takes the same memory, and stops being read when the reader has enough.',
  ],
  operands: {},
  options: {
    ledger: required(ledgerName, 'The ledger to read.'),
    stream: optional(streamName, 'Only this stream, such as case/case-A; --from and --to are then its versions.'),
    from: optional(count, 'First position, inclusive.'),
    to: optional(count, 'Last position, inclusive.'),
    since: optional(date, 'Only what happened on or after this day or moment (business time).'),
    until: optional(date, 'Only what happened up to the end of this day, or to this moment (business time).'),
    'recorded-until': optional(date, 'Only what had been recorded by then: the knowledge of that day.'),
    type: many(eventTypeName, 'Only events of this type.'),
    backward: flag('Newest first.'),
    limit: optional(count, 'At most so many events.'),
    format: withDefault(choice('FORMAT', ['text', 'ndjson']), 'text', 'text or ndjson.'),
    open: flag('Open personal fields.'),
    purpose: optional(purposeWord, purposeAbout),
  },
  examples: [
    { line: 'koop events --ledger 2416021 --backward --limit 20', about: 'The last twenty events.' },
    { line: 'koop events --ledger 2416021 --stream case/case-A', about: 'What happened in one case.' },
    {
      line: 'koop events --ledger 2416021 --since 2019-10-01 --until 2019-12-31 --format ndjson | gzip > q4.ndjson.gz',
      about: 'The fourth quarter of 2019, by business date, as a file.',
    },
  ],
  async run({ out, environment }, options) {
    const { ledger, stream, from, to, since, until, type, format, open, purpose } = options
    if (from !== undefined && to !== undefined && from > to) {
      throw new UsageError(`--from ${from} lies after --to ${to}; both count upwards, with --backward too`)
    }
    if (since && until && since.first >= until.after) {
      throw new UsageError(`--since ${since.text} lies after --until ${until.text}`)
    }
    if (purpose !== undefined && !open) throw new UsageError('--purpose is for --open')

    return withHistory<ExitCode>(environment, { personal: open }, async (history) => {
      refuseUnknownTypes(history, type)
      const ledgerHead = await headOf(history, ledger)
      const head = stream ? await lastVersionOf(history, ledger, stream) : ledgerHead
      const print = printer(format, out.columns)
      const feed = readFeed(history.store, {
        ...options,
        to: Math.min(to ?? head, head),
        types: type,
        recordedUntil: options['recorded-until'],
      })
      for await (const batch of feed) {
        if (open) await recordDisclosure(history, batch, purpose ?? DEFAULT_PURPOSE)
        await out.write(print(batch))
      }
      return 0
    })
  },
})

function printer(format: 'text' | 'ndjson', columns: number | undefined): (batch: readonly RecordedEvent[]) => string {
  const lines = new EventLines(columns)
  if (format === 'text') return (batch) => lines.batch(batch)
  return (batch) => batch.map((event) => `${JSON.stringify(event)}\n`).join('')
}

function refuseUnknownTypes({ registry }: History, types: readonly string[]): void {
  const known = registry.all().map(({ type }) => type)
  for (const type of types.filter((candidate) => !known.includes(candidate))) {
    const meant = nearest(type, known)
    throw new UsageError(`there is no event type '${type}'${meant ? `, perhaps ${meant} was meant` : ''}`)
  }
}
