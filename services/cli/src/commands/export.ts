import { once } from 'node:events'
import { defineCommand, type ExitCode, flag, optional, required } from '../command-line/command.ts'
import { Failure } from '../command-line/errors.ts'
import { countOrDate, folderName, ledgerName } from '../command-line/kinds.ts'
import { checkpointAsOf } from '../export/as-of.ts'
import { withLog } from '../export/open-log.ts'
import { writeExport } from '../export/write-export.ts'
import { headOf } from '../history/open.ts'
import { Progress, thousands } from '../output/progress.ts'

export const exportCommand = defineCommand({
  about: 'Export the sealed history of a ledger, for somebody who verifies it without this installation.',
  details: [
    'The folder has events.ndjson (every sealed event with its payload as stored and the nonce of its commitment, one a line), checkpoint (signed by the log, cosigned by witnesses) and tile/ (the hashes of the tree): docs/reference/verifiable-log.md, section 4. Personal fields stay sealed. A payload that speaks of a forgotten person is left out; its event is proven all the same, and the history itself names the erasure.',
    'For somebody who may not know of Blue Card procedures, --for-auditor leaves out what an auditor is not shown over HTTP either: all but the hash of a restricted fact, of what would tell of one, and payloads with sealed fields.',
    'The folder is there as a whole or not at all. Memory does not grow with the ledger.',
  ],
  operands: {},
  options: {
    ledger: required(ledgerName, 'The ledger to export.'),
    out: required(folderName, 'The folder to make; one that is there is not written over.'),
    'as-of': optional(
      countOrDate,
      'Up to the last checkpoint that covers no more than this position, or was signed by the end of this day.',
    ),
    'for-auditor': flag('Only what a reader without knowledge of restricted facts may see.'),
  },
  examples: [
    { line: 'koop export --ledger 2416021 --out zawiercie', about: 'Everything that is sealed.' },
    {
      line: 'koop export --ledger 2416021 --as-of 2026-03-31 --out zawiercie-q1',
      about: 'The history as it was vouched for at the end of March.',
    },
  ],
  async run({ out, err, environment }, { ledger, out: folder, 'as-of': asOf, 'for-auditor': forAuditor }) {
    const stop = new AbortController()
    const done = new AbortController()
    const told = (signal: NodeJS.Signals) => once(process, signal, { signal: done.signal })
    Promise.race([told('SIGINT'), told('SIGTERM')]).then(
      () => stop.abort(),
      () => {},
    )
    const exporting = withLog<ExitCode>(environment, async ({ history, log }) => {
      await headOf(history, ledger)
      const checkpoint = await checkpointAsOf(history.pool, log, ledger, asOf)
      if (!checkpoint) throw new Failure(`nothing of the ledger ${ledger} was sealed by then`)
      const progress = new Progress(err)
      const began = performance.now()
      await writeExport(log, {
        ledger,
        checkpoint,
        folder,
        clearance: { restricted: !forAuditor },
        signal: stop.signal,
        onPage: (done) => {
          const perSecond = Math.round((done * 1000) / (performance.now() - began))
          progress.show({ what: ledger, done, of: checkpoint.size, perSecond })
        },
      })
      await progress.end()
      await out.line(`${thousands(checkpoint.size)} events of ${ledger} exported to ${folder}`)
      return 0
    })
    return exporting.finally(() => done.abort())
  },
})
