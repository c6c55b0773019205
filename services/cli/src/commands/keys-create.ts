import { ApiKeys, type Role, roles } from '@kooperacje/api'
import { atLeastOne, defineCommand, type ExitCode, flag, optional, required } from '../command-line/command.ts'
import { UsageError } from '../command-line/errors.ts'
import { choice, identifier, ledgerName, listed, text } from '../command-line/kinds.ts'
import { withHistory } from '../history/open.ts'

export const roleNames = Object.keys(roles) as Role[]

export const keysCreate = defineCommand({
  about: 'Make an API key for an integration and print it, this one time.',
  details: [
    'Only a hash of the key is stored. The key alone goes to standard output, so it can be piped into a secret store.',
  ],
  operands: {},
  options: {
    role: required(choice('ROLE', roleNames), `What it may do: ${listed(roleNames, 'or')}.`),
    ledger: atLeastOne(ledgerName, 'A ledger that it may look at and act in.'),
    institution: optional(identifier, 'The institution it acts for; needed for PARTNER.'),
    label: required(text, 'What it is for, to recognise it by in `koop keys list`.'),
    json: flag('Print one JSON document.'),
  },
  examples: [
    {
      line: "koop keys create --role PARTNER --ledger 2416021 --institution kpp --label 'police information system'",
      about: 'A key with which the police refer persons and follow their own referrals.',
    },
  ],
  async run({ out, err, environment }, { role, ledger, institution, label, json }) {
    refuseWithoutInstitution(role, institution)
    return withHistory<ExitCode>(environment, { personal: false }, async ({ pool }) => {
      const institutionId = institution ?? null
      const key = await new ApiKeys(pool).create({ label, role, institutionId, ledgers: [...new Set(ledger)] })
      const id = key.split('_')[1] ?? ''
      await out.line(json ? JSON.stringify({ id, key, role, institutionId, ledgers: ledger, label }, null, 2) : key)
      await err.line(`The key is shown this once; its id is ${id}.`)
      return 0
    })
  },
})

/** What a partner sees is narrowed to its institution, so without one it would see nothing and could send nothing. */
export function refuseWithoutInstitution(role: Role, institution: string | undefined): void {
  if (role === 'PARTNER' && institution === undefined) {
    throw new UsageError('--institution ID is missing, and a PARTNER acts for an institution')
  }
}
