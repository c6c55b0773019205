import { defineCommand, type ExitCode, required } from '../command-line/command.ts'
import { Failure } from '../command-line/errors.ts'
import { keyId } from '../command-line/kinds.ts'
import { withHistory } from '../history/open.ts'

export const keysRevoke = defineCommand({
  about: 'Revoke an API key. A process that has just used it may let it pass for ten seconds more.',
  operands: { id: required(keyId, 'The id of the key, the second part of koop_ID_SECRET; never the key itself.') },
  options: {},
  examples: [{ line: 'koop keys revoke 3f1c09a2b7de', about: 'When a key may have been seen by others.' }],
  async run({ out, environment }, { id }) {
    return withHistory<ExitCode>(environment, { personal: false }, async ({ pool }) => {
      const revoked = await pool.query<{ label: string }>(
        'update accounts.api_keys set revoked_at = now() where key_id = $1 and revoked_at is null returning label',
        [id],
      )
      if (revoked.rows[0]) {
        await out.line(`${id} (${revoked.rows[0].label}) is revoked.`)
        return 0
      }
      const known = await pool.query('select from accounts.api_keys where key_id = $1', [id])
      throw new Failure(known.rowCount ? `the key ${id} was revoked before` : `there is no key ${id}`)
    })
  },
})
