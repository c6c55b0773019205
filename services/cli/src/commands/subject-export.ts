import { exportLocales, exportPurposes, exportSubject } from '@kooperacje/api'
import { CommandHandler } from '@kooperacje/commands'
import { defineCommand, type ExitCode, required, withDefault } from '../command-line/command.ts'
import { Failure } from '../command-line/errors.ts'
import { choice, identifier, ledgerName, listed } from '../command-line/kinds.ts'
import { recordDisclosure } from '../history/disclosures.ts'
import { headOf, withHistory } from '../history/open.ts'

export const subjectExport = defineCommand({
  about: 'Print everything that is kept about one client, and who has read it, as one file for the client.',
  details: [
    'An access request (GDPR art. 15): facts with what they say in words, deadlines, meetings, and the register of reads, this one among them. Facts of a Blue Card procedure are not part of it.',
  ],
  operands: {},
  options: {
    ledger: required(ledgerName, 'The ledger that the client is known in.'),
    client: required(identifier, 'The key of the person.'),
    format: withDefault(
      choice('FORMAT', ['markdown', 'html', 'json']),
      'markdown',
      'markdown or html to read, json to go on with.',
    ),
    language: withDefault(
      choice('LANGUAGE', [...exportLocales]),
      'pl',
      `Of the sentences: ${listed(exportLocales, 'or')}.`,
    ),
    purpose: withDefault(
      choice('PURPOSE', [...exportPurposes]),
      'CLIENT_REQUEST',
      `Kept on record; ${listed(exportPurposes, 'or')}.`,
    ),
  },
  examples: [
    {
      line: 'koop subject export --ledger 2416021 --client c-17 > c-17.md',
      about: 'The answer to a client who asks what is kept about them.',
    },
  ],
  async run({ out, environment }, { ledger, client: clientId, format, language, purpose }) {
    return withHistory<ExitCode>(environment, { personal: true }, async (history) => {
      await headOf(history, ledger)
      const { pool, store, registry } = history
      const made = await exportSubject(
        {
          pool,
          store,
          registry,
          handler: new CommandHandler({ store }),
          record: (events) => recordDisclosure(history, events, purpose),
        },
        { ledger, clientId, locale: language },
      )
      if (!made) throw new Failure(`nothing is kept about ${clientId} in ledger ${ledger}`)
      const { file, text, html } = made
      await out.write(format === 'json' ? `${JSON.stringify(file, null, 2)}\n` : format === 'html' ? html : text)
      return 0
    })
  },
})
