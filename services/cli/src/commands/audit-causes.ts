import { causeRow, causesOf } from '@kooperacje/history'
import { defineCommand, type ExitCode, required, withDefault } from '../command-line/command.ts'
import { count, ledgerName } from '../command-line/kinds.ts'
import { refuseBeyondHead, restrictedFlag } from '../history/audit.ts'
import { headOf, withHistory } from '../history/open.ts'
import { causesText } from '../output/audit-text.ts'
import { rowFormat, writeRows } from '../output/rows.ts'

export const auditCauses = defineCommand({
  about:
    'Show what a fact follows from and what followed from it: by reactions, by workers, as notices and corrections.',
  details: [
    'The fact that was asked about is marked; above it stands what it follows from, below it all that followed, looked for up to the head of the ledger. What came of one request without following from this fact is found by `koop audit timeline --correlation`.',
  ],
  operands: {},
  options: {
    ledger: required(ledgerName, 'The ledger.'),
    position: required(count, 'Position of the fact.'),
    restricted: restrictedFlag,
    format: withDefault(rowFormat, 'text', 'text, json or ndjson.'),
  },
  examples: [
    { line: 'koop audit causes --ledger 2416021 --position 42', about: 'Where the fact at position 42 belongs.' },
  ],
  async run({ out, err, environment }, { ledger, position, restricted, format }) {
    return withHistory<ExitCode>(environment, { personal: false }, async (history) => {
      const { store } = history
      const head = await headOf(history, ledger)
      refuseBeyondHead(ledger, head, { position })
      const clearance = { restricted }
      let found = 0
      const rows = (async function* () {
        for await (const caused of causesOf(store, { ledger, position, head, clearance })) {
          found++
          yield [await causeRow(store, caused, clearance)]
        }
      })()
      await writeRows(out, format, rows, causesText())
      if (found === 0) await err.line(`What stands at position ${position} is withheld.`)
      return 0
    })
  },
})
