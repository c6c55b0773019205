import { type MasterKeyUse, masterKeyUse } from '@kooperacje/events'
import { defineCommand, type ExitCode, flag } from '../command-line/command.ts'
import { withHistory } from '../history/open.ts'
import { table } from '../output/table.ts'
import { masterKeysIn } from '../settings/settings.ts'

const words: Readonly<Record<MasterKeyUse['is'], string>> = {
  CURRENT: 'current',
  OLD: 'old, still opens',
  UNKNOWN: 'unknown',
}

export const keysStatus = defineCommand({
  about: 'Show which master keys wrap the keys of persons and the secrets of ledgers, and how many each.',
  details: [
    'A master key is named by the beginning of its hash, never shown. Ends with 1 when some keys are wrapped by one that is neither in KOOP_MASTER_KEY nor in KOOP_MASTER_KEYS_OLD: what is under them cannot be opened.',
  ],
  operands: {},
  options: { json: flag('Print one JSON document.') },
  examples: [{ line: 'koop keys status', about: 'Can the old master key be thrown away yet?' }],
  async run({ out, err, environment }, { json }) {
    const masterKeys = await masterKeysIn(environment)
    return withHistory<ExitCode>(environment, { personal: false }, async ({ pool }) => {
      const uses = await masterKeyUse(pool, masterKeys)
      if (json) await out.line(JSON.stringify({ masterKeys: uses }, null, 2))
      else {
        const cells = uses.map(({ masterKeyId, is, persons, secrets }) => [
          ...[masterKeyId, words[is], String(persons), String(secrets)],
        ])
        await out.write(table(['MASTER KEY', 'STATE', 'PERSONS', 'SECRETS'], cells))
      }
      const unknown = uses.filter(({ is }) => is === 'UNKNOWN')
      for (const { masterKeyId, persons, secrets } of unknown) {
        await err.line(
          `The keys of ${persons} persons and ${secrets} secrets of ledgers are wrapped by master key ${masterKeyId}, which is not set: put it into KOOP_MASTER_KEYS_OLD, or what is under them stays closed.`,
        )
      }
      return unknown.length > 0 ? 1 : 0
    })
  },
})
