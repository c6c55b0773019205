import { type AnyProcess, processes } from '@kooperacje/domain'
import { type Moment, replay, type StreamName, stateRow, thingsAt } from '@kooperacje/history'
import {
  type Context,
  defineCommand,
  type ExitCode,
  flag,
  optional,
  required,
  withDefault,
} from '../command-line/command.ts'
import { UsageError } from '../command-line/errors.ts'
import { count, date, identifier, ledgerName, listed, purposeWord, streamName } from '../command-line/kinds.ts'
import { refuseBeyondHead, restrictedFlag } from '../history/audit.ts'
import { DEFAULT_PURPOSE, purposeAbout, recordDisclosure } from '../history/disclosures.ts'
import { type History, headOf, lastVersionOf, withHistory } from '../history/open.ts'
import { statesText } from '../output/audit-text.ts'
import { type RowFormat, rowFormat, writeRows } from '../output/rows.ts'
import { tree } from '../output/tree.ts'

export const auditState = defineCommand({
  about: 'Show how one thing, or every thing of a ledger, stood at a position or on a date.',
  details: [
    'With --stream the whole state, the one that a command would have met then; without it a line for each thing, in the order in which they began.',
    '--position and --recorded-until ask what was known then; --until asks what was so at the end of a day, by business dates. Corrections that were known then are taken in.',
    'Personal fields read as nothing (–) unless --open is given with --stream, which needs KOOP_MASTER_KEY and is put on record.',
  ],
  operands: {},
  options: {
    ledger: required(ledgerName, 'The ledger.'),
    stream: optional(streamName, 'One thing, such as case/case-A.'),
    kind: optional(identifier, 'Without --stream: only things of this kind, such as case.'),
    position: optional(count, 'As it was known at this position.'),
    'recorded-until': optional(date, 'As it was known at the end of this day, or at this moment.'),
    until: optional(date, 'As it was at the end of this day, or at this moment (business time).'),
    restricted: restrictedFlag,
    open: flag('Open personal fields.'),
    purpose: optional(purposeWord, purposeAbout),
    format: withDefault(rowFormat, 'text', 'text, json or ndjson.'),
  },
  examples: [
    {
      line: 'koop audit state --ledger 2416021 --stream case/case-A --until 2019-12-31',
      about: 'How a case stood at the end of 2019.',
    },
    {
      line: 'koop audit state --ledger 2416021 --kind case --recorded-until 2019-12-31 --format ndjson',
      about: 'What the office knew of all its cases on that day.',
    },
  ],
  async run(context, options) {
    const { ledger, stream, kind, position, until, restricted, open, purpose, format } = options
    if (purpose !== undefined && !open) throw new UsageError('--purpose is for --open')
    if (open && !stream) throw new UsageError('--open is for one thing: --stream TYPE/ID is missing')
    if (stream && kind !== undefined) throw new UsageError('--kind is for the ledger as a whole, without --stream')
    for (const type of [stream?.type, kind]) {
      if (type === undefined || Object.hasOwn(processes, type)) continue
      throw new UsageError(`there is no process '${type}'; there are ${listed(Object.keys(processes), 'and')}`)
    }
    return withHistory<ExitCode>(context.environment, { personal: open }, async (history) => {
      const head = await headOf(history, ledger)
      refuseBeyondHead(ledger, head, { position })
      const asked = {
        ledger,
        moment: { position, until, recordedUntil: options['recorded-until'] },
        restricted,
        format,
      }
      if (stream) {
        const record = open ? (purpose ?? DEFAULT_PURPOSE) : null
        await writeState(context, history, { ...asked, stream, record })
      } else {
        await writeStates(context, history, { ...asked, kind, to: position ?? head })
      }
      return 0
    })
  },
})

interface Asked {
  readonly ledger: string
  readonly moment: Moment
  readonly restricted: boolean
  readonly format: RowFormat
}

async function writeState(
  { out }: Context,
  history: History,
  asked: Asked & { readonly stream: StreamName; readonly record: string | null },
): Promise<void> {
  const { ledger, stream, moment, restricted, format, record } = asked
  await lastVersionOf(history, ledger, stream)
  const at = await replay(
    history.store,
    processes[stream.type] as AnyProcess,
    { ledger, stream, moment, clearance: { restricted } },
    record === null ? undefined : (events) => recordDisclosure(history, events, record),
  )
  const { state } = at
  const row = { ledger, ...stateRow(stream, at), state }
  if (format !== 'text') {
    await out.line(format === 'json' ? JSON.stringify(row, null, 2) : JSON.stringify(row))
    return
  }
  const { facts, position, occurredInPoland, recordedInPoland, passedOver } = row
  const place = { facts, position, 'last fact of': occurredInPoland, recorded: recordedInPoland }
  const late = passedOver.length > 0 ? { 'passed over': passedOver } : {}
  const lines = [
    `${row.stream} in ledger ${ledger}`,
    ...tree({ ...place, ...late }, '  '),
    'state',
    ...tree(state, '  '),
  ]
  await out.write(`${lines.join('\n')}\n`)
}

async function writeStates(
  { out }: Context,
  { store }: History,
  { ledger, moment, restricted, format, kind, to }: Asked & { readonly kind: string | undefined; readonly to: number },
): Promise<void> {
  const things = thingsAt(store, { ledger, moment, clearance: { restricted }, kind, to })
  const rows = (async function* () {
    for await (const batch of things)
      yield batch.map(({ stream, at, begunAt }) => ({ ...stateRow(stream, at), begunAt }))
  })()
  await writeRows(out, format, rows, statesText(out.columns))
}
