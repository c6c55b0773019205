import { processes } from '@kooperacje/domain'
import { type ChangeRow, changeOf, changeRow, changesBetween, type ThingChange } from '@kooperacje/history'
import { defineCommand, type ExitCode, optional, required, withDefault } from '../command-line/command.ts'
import { UsageError } from '../command-line/errors.ts'
import { count, date, identifier, ledgerName, listed, streamName } from '../command-line/kinds.ts'
import { refuseBeyondHead, refuseReversed, restrictedFlag } from '../history/audit.ts'
import { headOf, lastVersionOf, withHistory } from '../history/open.ts'
import { changesText } from '../output/audit-text.ts'
import { rowFormat, writeRows } from '../output/rows.ts'

export const auditDiff = defineCommand({
  about: 'Show what differs between two positions or dates, of one thing or of a ledger, place by place.',
  details: [
    'Both sides are bounded as in `koop audit state`; a side without a bound is now. Between two positions only things are looked at to which something was recorded in between.',
  ],
  operands: {},
  options: {
    ledger: required(ledgerName, 'The ledger.'),
    stream: optional(streamName, 'Only this thing, such as case/case-A.'),
    kind: optional(identifier, 'Only things of this kind, such as case.'),
    'from-position': optional(count, 'Before: as it was known at this position.'),
    'from-recorded-until': optional(date, 'Before: as it was known then.'),
    'from-until': optional(date, 'Before: as it was at the end of this day (business time).'),
    'to-position': optional(count, 'After: as it was known at this position.'),
    'to-recorded-until': optional(date, 'After: as it was known then.'),
    'to-until': optional(date, 'After: as it was at the end of this day (business time).'),
    restricted: restrictedFlag,
    format: withDefault(rowFormat, 'text', 'text, json or ndjson.'),
  },
  examples: [
    {
      line: 'koop audit diff --ledger 2416021 --stream case/case-A --from-until 2019-11-30 --to-until 2019-12-31',
      about: 'What became of a case in December 2019.',
    },
    { line: 'koop audit diff --ledger 2416021 --from-position 150', about: 'All that changed since position 150.' },
  ],
  async run({ out, environment }, options) {
    const { ledger, stream, kind, restricted, format } = options
    const before = {
      position: options['from-position'],
      recordedUntil: options['from-recorded-until'],
      until: options['from-until'],
    }
    const after = {
      position: options['to-position'],
      recordedUntil: options['to-recorded-until'],
      until: options['to-until'],
    }
    if (Object.values(before).every((bound) => bound === undefined)) {
      throw new UsageError('--from-position, --from-recorded-until or --from-until is missing: since when?')
    }
    if (kind !== undefined && !Object.hasOwn(processes, kind)) {
      throw new UsageError(`there is no process '${kind}'; there are ${listed(Object.keys(processes), 'and')}`)
    }
    refuseReversed([
      ['from-position', before.position, 'to-position', after.position],
      ['from-recorded-until', before.recordedUntil, 'to-recorded-until', after.recordedUntil],
      ['from-until', before.until, 'to-until', after.until],
    ])
    return withHistory<ExitCode>(environment, { personal: false }, async (history) => {
      const { store } = history
      const head = await headOf(history, ledger)
      refuseBeyondHead(ledger, head, { 'from-position': before.position, 'to-position': after.position })
      const clearance = { restricted }
      const query = { ledger, before, after, clearance }
      if (stream) await lastVersionOf(history, ledger, stream)
      const rows = stream
        ? alone(await changeOf(store, stream, query))
        : rowsOf(changesBetween(store, { ...query, head, kind }))
      await writeRows(out, format, rows, changesText)
      return 0
    })
  },
})

async function* alone(change: Omit<ThingChange, 'foundAt'>): AsyncGenerator<ChangeRow[]> {
  if (change.changes.length > 0) yield [changeRow(change)]
}

async function* rowsOf(changes: AsyncIterable<ThingChange>): AsyncGenerator<ChangeRow[]> {
  for await (const change of changes) yield [changeRow(change)]
}
