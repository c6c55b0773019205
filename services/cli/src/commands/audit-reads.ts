import { keysOf, readsOf } from '@kooperacje/api'
import { streamText } from '@kooperacje/history'
import { defineCommand, type ExitCode, optional, required, withDefault } from '../command-line/command.ts'
import { date, identifier, ledgerName, purposeWord, streamName, text } from '../command-line/kinds.ts'
import { refuseReversed } from '../history/audit.ts'
import { headOf, withHistory } from '../history/open.ts'
import { readsText } from '../output/audit-text.ts'
import { rowFormat, writeRows } from '../output/rows.ts'

export const auditReads = defineCommand({
  about: 'Show who has read personal data, of whom, of which thing and what for, oldest first.',
  details: [
    'The text form: place in the register, when, who, what for, whose data, what was looked at, which fields. Accounts and persons are keys, never names. Also there: searches by PESEL (search/pesel), whom they found as client/…, and exports of the whole log (log/export).',
  ],
  operands: {},
  options: {
    ledger: required(ledgerName, 'The ledger.'),
    subject: optional(identifier, 'Only reads of the data of this person, by key; of their cases and meetings, too.'),
    stream: optional(streamName, 'Only reads of this thing, such as case/case-A.'),
    actor: optional(text, 'Only reads by this account.'),
    purpose: optional(purposeWord, 'Only reads for this purpose.'),
    since: optional(date, 'Only reads then or later.'),
    until: optional(date, 'Only reads by the end of this day, or to this moment.'),
    format: withDefault(rowFormat, 'text', 'text, json or ndjson.'),
  },
  examples: [{ line: 'koop audit reads --ledger 2416021 --stream case/case-A', about: 'Who has opened a case.' }],
  async run({ out, environment }, { ledger, subject, stream, actor, purpose, since, until, format }) {
    refuseReversed([['since', since, 'until', until]])
    return withHistory<ExitCode>(environment, { personal: false }, async (history) => {
      await headOf(history, ledger)
      const object = stream && streamText(stream)
      const subjects = subject === undefined ? undefined : await keysOf(history.pool, ledger, subject)
      const rows = readsOf(history.pool, { ledger, subjects, object, actorId: actor, purpose, since, until })
      await writeRows(out, format, rows, readsText(out.columns))
      return 0
    })
  },
})
