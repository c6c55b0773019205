import { logSigning, ORIGIN_PREFIX, signersOf } from '@kooperacje/events'
import { formatVerifierKey } from '@kooperacje/tlog'
import { atLeastOne, defineCommand, type ExitCode } from '../command-line/command.ts'
import { Failure } from '../command-line/errors.ts'
import { ledgerName } from '../command-line/kinds.ts'
import { findSettings } from '../settings/settings.ts'

export const logKeys = defineCommand({
  about: 'Print the public halves of the keys that sign the history of a ledger, the current one first.',
  details: [
    'Made from KOOP_LOG_KEY, KOOP_LOG_KEYS_OLD and KOOP_LOG_ORIGIN, as the workers have them; beside a `pnpm start` of this clone from what that keeps. Every ledger has a key of its own name. These lines go to auditors, to partners with receipts and to witnesses, by another way than the history itself.',
  ],
  operands: {},
  options: { ledger: atLeastOne(ledgerName, 'A ledger whose keys are wanted.') },
  examples: [{ line: 'koop log keys --ledger 2416021', about: 'What `koop verify --key` and witnesses need.' }],
  async run({ out, environment }, { ledger }) {
    const settings = await findSettings(environment)
    const [key, originPrefix] = [settings.logKey?.value ?? '', settings.logOrigin?.value ?? '']
    const oldKeys = environment.KOOP_LOG_KEYS_OLD
    if (!ORIGIN_PREFIX.test(originPrefix)) {
      throw new Failure('KOOP_LOG_ORIGIN must be the name that the workers sign under, as history.example.pl/ledgers')
    }
    const seeds = [key, ...(oldKeys ? oldKeys.split(',') : [])]
    if (seeds.some((seed) => Buffer.from(seed, 'base64').length !== 32)) {
      throw new Failure(
        'KOOP_LOG_KEY and KOOP_LOG_KEYS_OLD must be keys of 32 bytes in base64, as the workers have them',
      )
    }
    const signing = logSigning({ key, oldKeys, originPrefix })
    for (const name of ledger) {
      for (const signer of signersOf(signing, name)) await out.line(formatVerifierKey(signer))
    }
    return 0 as ExitCode
  },
})
