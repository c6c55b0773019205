import { randomBytes } from 'node:crypto'
import { defineCommand, type ExitCode } from '../command-line/command.ts'

export const logCreateKey = defineCommand({
  about: 'Make an Ed25519 key to sign the history with, and print it, this one time.',
  details: [
    'It goes into KOOP_LOG_KEY of the workers. Who has it can sign a history in the name of this office; keep a copy apart from the database. `koop log keys` prints the halves that others verify with.',
    'To change the key: the new one into KOOP_LOG_KEY and the one of before into KOOP_LOG_KEYS_OLD, so that both sign; give the new halves to whoever verifies and cosigns; then take the old one out.',
  ],
  operands: {},
  options: {},
  examples: [{ line: 'koop log create-key', about: 'Before the first start, and when the key may have been seen.' }],
  async run({ out, err }) {
    await out.line(randomBytes(32).toString('base64'))
    await err.line('The key is shown this once; it goes into KOOP_LOG_KEY.')
    return 0 as ExitCode
  },
})
