import { timelineOf } from '@kooperacje/history'
import { defineCommand, type ExitCode, flag, many, optional, required, withDefault } from '../command-line/command.ts'
import { count, date, eventTypeName, ledgerName, streamName, text } from '../command-line/kinds.ts'
import { refuseBeyondHead, refuseReversed, restrictedFlag } from '../history/audit.ts'
import { headOf, lastVersionOf, withHistory } from '../history/open.ts'
import { timelineText } from '../output/audit-text.ts'
import { rowFormat, writeRows } from '../output/rows.ts'

export const auditTimeline = defineCommand({
  about: 'Print the history of a ledger or of one thing, in the order in which it was recorded.',
  details: [
    'The text form is one line a fact: position, when it happened, when it was recorded, stream@version, type, who, and the payload. Personal fields read as (sealed).',
    'Facts of a Blue Card procedure are withheld unless --restricted is given: of their positions only the time of recording is shown, and of a thing they are left out.',
    'Output is streamed: a ledger of any length takes the same memory.',
  ],
  operands: {},
  options: {
    ledger: required(ledgerName, 'The ledger to read.'),
    stream: optional(streamName, 'Only this thing, such as case/case-A.'),
    from: optional(count, 'First position, inclusive.'),
    to: optional(count, 'Last position, inclusive.'),
    since: optional(date, 'Only what happened then or later (business time).'),
    until: optional(date, 'Only what happened by the end of this day, or to this moment (business time).'),
    'recorded-since': optional(date, 'Only what was recorded then or later.'),
    'recorded-until': optional(date, 'Only what had been recorded by then.'),
    type: many(eventTypeName, 'Only facts of this type.'),
    actor: optional(text, 'Only what this account did.'),
    correlation: optional(text, 'Only what goes back to this request.'),
    backward: flag('Newest first.'),
    limit: optional(count, 'At most so many lines.'),
    restricted: restrictedFlag,
    format: withDefault(rowFormat, 'text', 'text, json or ndjson.'),
  },
  examples: [
    { line: 'koop audit timeline --ledger 2416021 --stream case/case-A', about: 'What happened in one case.' },
    {
      line: 'koop audit timeline --ledger 2416021 --recorded-since 2020-01-01 --until 2019-12-31 --format ndjson',
      about: 'What of 2019 was entered afterwards.',
    },
  ],
  async run({ out, environment }, options) {
    const { ledger, stream, from, to, since, until, type, actor, correlation, format, restricted } = options
    const recorded = { recordedSince: options['recorded-since'], recordedUntil: options['recorded-until'] }
    refuseReversed([
      ['from', from, 'to', to],
      ['since', since, 'until', until],
      ['recorded-since', recorded.recordedSince, 'recorded-until', recorded.recordedUntil],
    ])
    return withHistory<ExitCode>(environment, { personal: false }, async (history) => {
      const head = await headOf(history, ledger)
      refuseBeyondHead(ledger, head, { from, to })
      if (stream) await lastVersionOf(history, ledger, stream)
      const rows = timelineOf(history.store, {
        ...{ ledger, stream, from, to: to ?? head, since, until, ...recorded },
        ...{ types: type, actorId: actor, correlationId: correlation },
        ...{ backward: options.backward, limit: options.limit, clearance: { restricted } },
      })
      await writeRows(out, format, rows, timelineText(out.columns))
      return 0
    })
  },
})
