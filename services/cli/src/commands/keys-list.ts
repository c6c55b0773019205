import { defineCommand, type ExitCode, flag } from '../command-line/command.ts'
import { withHistory } from '../history/open.ts'
import { table } from '../output/table.ts'

interface KeyRow {
  readonly id: string
  readonly label: string
  readonly role: string
  readonly institution: string | null
  readonly ledgers: readonly string[]
  readonly created_at: Date
  readonly expires_at: Date | null
  readonly revoked_at: Date | null
}

export const keysList = defineCommand({
  about: 'List the API keys, the newest last. Keys themselves are not stored and cannot be shown.',
  operands: {},
  options: { json: flag('Print one JSON document.') },
  examples: [{ line: 'koop keys list', about: 'Which keys are there, and what may they do?' }],
  async run({ out, environment }, { json }) {
    return withHistory<ExitCode>(environment, { personal: false }, async ({ pool }) => {
      const { rows } = await pool.query<KeyRow>(
        `select key_id as id, label, role, institution_id as institution, ledgers, created_at, expires_at, revoked_at
           from accounts.api_keys order by created_at, key_id`,
      )
      const keys = rows.map(({ created_at, expires_at, revoked_at, ...key }) => ({
        ...key,
        state: stateOf(expires_at, revoked_at),
        createdAt: created_at.toISOString(),
        expiresAt: expires_at?.toISOString() ?? null,
        revokedAt: revoked_at?.toISOString() ?? null,
      }))
      if (json) {
        await out.line(JSON.stringify({ keys }, null, 2))
        return 0
      }
      const cells = keys.map(({ id, state, role, institution, ledgers, createdAt, label }) => [
        id,
        state,
        role,
        institution ?? '–',
        ledgers.join(','),
        createdAt.slice(0, 10),
        label,
      ])
      await out.write(table(['ID', 'STATE', 'ROLE', 'INSTITUTION', 'LEDGERS', 'CREATED', 'LABEL'], cells))
      return 0
    })
  },
})

function stateOf(expiresAt: Date | null, revokedAt: Date | null): 'valid' | 'revoked' | 'expired' {
  if (revokedAt) return 'revoked'
  return expiresAt && expiresAt <= new Date() ? 'expired' : 'valid'
}
