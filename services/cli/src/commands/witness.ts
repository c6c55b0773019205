import { once } from 'node:events'
import { logsOfKeys, readKeyFile, startWitness } from '@kooperacje/witness'
import { atLeastOne, defineCommand, type ExitCode, required, withDefault } from '../command-line/command.ts'
import { fileName, folderName, port, text, verifierKey } from '../command-line/kinds.ts'
import type { Output } from '../output/output.ts'
import { plain } from '../output/plain.ts'

export const witness = defineCommand({
  about: 'Cosign the checkpoints of logs as long as each continues what was cosigned before (C2SP tlog-witness).',
  details: [
    'Runs until it is told to stop (SIGTERM, SIGINT). It answers POST /add-checkpoint, shows the last checkpoint that it cosigned at GET /ORIGIN-HASH/checkpoint, and says at GET /livez that it is there. It needs no database, and the logs cannot reach anything else through it. TLS is the business of the proxy in front.',
    'The folder of its memory is all that it must not forget. It is held by one process at a time, and is never put back from a backup: a witness that has forgotten could vouch for two histories. See docs/guides/run-a-witness.md.',
    'A refusal is one line that begins with ALARM when the log itself has signed what was refused: its history was rewritten or rolled back.',
  ],
  operands: {},
  options: {
    key: required(fileName, 'The private key that `koop witness key` made.'),
    log: atLeastOne(verifierKey, 'The key of a log to cosign, which names its origin.'),
    state: required(folderName, 'The folder of its memory; made when it is not there.'),
    host: withDefault(text, '127.0.0.1', 'The address to listen at.'),
    port: withDefault(port, '8790', 'The port; 0 is any that is free.'),
  },
  examples: [
    {
      line: 'koop witness --key witness.key --state witness --log "$LOG_KEY"',
      about: 'A witness of one log, whose key came from its operator.',
    },
  ],
  async run({ out }, { key, log, state, host, port }) {
    const say = journal(out)
    const toldToStop = Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT'), once(process, 'disconnect')])
    const logs = logsOfKeys(log)
    const running = await startWitness({
      key: await readKeyFile(key),
      logs,
      folder: state,
      host,
      port,
      journal: say,
    })
    say.note(`listening at ${running.address}, for ${logs.length === 1 ? 'one log' : `${logs.length} logs`}`)
    process.send?.({ ready: true, address: running.address })
    await toldToStop
    await running.stop()
    say.note('stopped')
    return 0 as ExitCode
  },
})

/** One line a sentence, with its time. A witness whose terminal has gone goes on. */
function journal(out: Output) {
  const write = (sentence: string) => void out.line(`${new Date().toISOString()} ${plain(sentence)}`).catch(() => {})
  return { note: write, alarm: (sentence: string) => write(`ALARM ${sentence}`) }
}
