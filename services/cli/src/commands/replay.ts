import { type AnyProcess, processes } from '@kooperacje/domain'
import { type Replay, replay, type StreamName } from '@kooperacje/history'
import { defineCommand, type ExitCode, flag, optional, required } from '../command-line/command.ts'
import { Failure, UsageError } from '../command-line/errors.ts'
import { count, date, ledgerName, listed, purposeWord, streamName } from '../command-line/kinds.ts'
import { DEFAULT_PURPOSE, purposeAbout, recordDisclosure } from '../history/disclosures.ts'
import { headOf, lastVersionOf, withHistory } from '../history/open.ts'
import { tree } from '../output/tree.ts'

export const replayCommand = defineCommand({
  about: 'Fold the events of one stream into the state that its process has after them.',
  details: [
    'The fold is the one that decides commands (packages/domain), so this is the state that a command would have met. --until asks what was true on a day as we know it now; --recorded-until what was known on that day.',
    'Personal fields read as nothing (–) unless --open is given, which needs KOOP_MASTER_KEY and is written down as in `koop events`.',
  ],
  operands: {},
  options: {
    ledger: required(ledgerName, 'The ledger that the stream is in.'),
    stream: required(streamName, 'The stream, such as case/case-A.'),
    version: optional(count, 'Up to this version of the stream.'),
    until: optional(date, 'Only what happened up to the end of this day, or to this moment (business time).'),
    'recorded-until': optional(date, 'Only what had been recorded by then.'),
    open: flag('Open personal fields.'),
    purpose: optional(purposeWord, purposeAbout),
    json: flag('Print one JSON document.'),
  },
  examples: [
    { line: 'koop replay --ledger 2416021 --stream partnership/pzk-zaw', about: 'Where the partnership stands now.' },
    {
      line: 'koop replay --ledger 2416021 --stream case/case-A --until 2019-12-31 --json',
      about: 'Where a case stood at the end of 2019.',
    },
  ],
  async run({ out, environment }, options) {
    const { ledger, stream, version, until, open, purpose, json } = options
    if (purpose !== undefined && !open) throw new UsageError('--purpose is for --open')
    const process = processOf(stream)
    return withHistory<ExitCode>(environment, { personal: open }, async (history) => {
      await headOf(history, ledger)
      const head = await lastVersionOf(history, ledger, stream)
      if (version !== undefined && version > head) {
        throw new Failure(`${stream.type}/${stream.id} has ${head} versions, there is no version ${version}`)
      }
      const recordedUntil = options['recorded-until']
      const folded = await replay(
        history.store,
        process,
        { ledger, stream, moment: { version, until, recordedUntil }, clearance: { restricted: true } },
        open ? (events) => recordDisclosure(history, events, purpose ?? DEFAULT_PURPOSE) : undefined,
      )
      const document = documentOf(ledger, stream, head, folded)
      await out.write(json ? `${JSON.stringify(document, null, 2)}\n` : textOf(document))
      return 0
    })
  },
})

function processOf({ type }: StreamName): AnyProcess {
  const process = Object.hasOwn(processes, type) ? processes[type] : undefined
  if (process) return process
  throw new UsageError(`there is no process '${type}'; there are ${listed(Object.keys(processes), 'and')}`)
}

function documentOf(ledger: string, { type, id }: StreamName, head: number, folded: Replay) {
  const { state, last, taken, passedOver } = folded
  return {
    ledger,
    stream: `${type}/${id}`,
    /** Of the last event taken in; 0 and null when none was. */
    version: last?.streamVersion ?? 0,
    ofVersions: head,
    eventsTaken: taken,
    passedOver: passedOver.map(({ streamVersion }) => streamVersion),
    position: last?.position ?? 0,
    occurredAt: last?.occurredAt ?? null,
    recordedAt: last?.recordedAt ?? null,
    state,
  }
}

function textOf({ stream, ledger, state, passedOver, ...place }: ReturnType<typeof documentOf>): string {
  const late = passedOver.length > 0 ? { 'passed over': passedOver } : {}
  return [
    `${stream} in ledger ${ledger}`,
    ...tree(
      {
        version: `${place.version} of ${place.ofVersions}`,
        position: place.position,
        'last fact of': place.occurredAt,
        recorded: place.recordedAt,
        ...late,
      },
      '  ',
    ),
    'state',
    ...tree(state, '  '),
    '',
  ].join('\n')
}
