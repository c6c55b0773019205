import { masterKeyUse, rotateMasterKey } from '@kooperacje/events'
import { defineCommand, type ExitCode, withDefault } from '../command-line/command.ts'
import { Failure } from '../command-line/errors.ts'
import { count } from '../command-line/kinds.ts'
import { withHistory } from '../history/open.ts'
import { masterKeysIn } from '../settings/settings.ts'

export const keysRotateMaster = defineCommand({
  about: 'Wrap the keys of all persons and the secrets of ledgers by the current master key, while everything runs.',
  details: [
    'Events are not touched: only the wrapping of each key changes. It can be stopped at any time and started again.',
    'In this order nothing stands still: the new key into KOOP_MASTER_KEYS_OLD of every service, so that all can read what it wraps; then the new one into KOOP_MASTER_KEY and the old one into KOOP_MASTER_KEYS_OLD; then this command; then, when `koop keys status` shows nothing under the old one, it can go. Backups made before still need it.',
  ],
  operands: {},
  options: { batch: withDefault(count, '500', 'How many keys to wrap in one transaction.') },
  examples: [{ line: 'koop keys rotate-master', about: 'When the master key may have been seen, or once a year.' }],
  async run({ out, err, environment }, { batch }) {
    const masterKeys = await masterKeysIn(environment)
    return withHistory<ExitCode>(environment, { personal: false }, async ({ pool }) => {
      if ((await masterKeyUse(pool, masterKeys)).some(({ is }) => is === 'UNKNOWN')) {
        throw new Failure(
          'some keys are wrapped by a master key that is not set, see `koop keys status`: put it into KOOP_MASTER_KEYS_OLD; nothing was changed',
        )
      }
      const done = await rotateMasterKey(pool, masterKeys, {
        batch,
        onBatch: (so) => err.line(`${so} keys are wrapped anew.`),
      })
      const left = (await masterKeyUse(pool, masterKeys)).filter(({ is }) => is !== 'CURRENT')
      if (left.length > 0) {
        throw new Failure(
          `${done} keys are wrapped anew, and somebody wraps by master key ${left.map(({ masterKeyId }) => masterKeyId).join(', ')} meanwhile: give every service the new KOOP_MASTER_KEY, and repeat`,
        )
      }
      await out.line(
        done === 0
          ? `All keys are wrapped by master key ${masterKeys.currentId} already.`
          : `${done} keys are wrapped by master key ${masterKeys.currentId} now.`,
      )
      return 0
    })
  },
})
