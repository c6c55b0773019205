import { randomBytes } from 'node:crypto'
import { text as readText } from 'node:stream/consumers'
import { Users } from '@kooperacje/api'
import { atLeastOne, defineCommand, type ExitCode, flag, optional, required } from '../command-line/command.ts'
import { Failure } from '../command-line/errors.ts'
import { choice, identifier, ledgerName, listed } from '../command-line/kinds.ts'
import { codeOf } from '../command-line/sentence.ts'
import { withHistory } from '../history/open.ts'
import { refuseWithoutInstitution, roleNames } from './keys-create.ts'

const SHORTEST = 12
const LONGEST = 200
const UNIQUE_VIOLATION = '23505'

export const usersCreate = defineCommand({
  about: 'Make a log-in for a member of staff.',
  details: [
    'A password is generated and printed once, unless --password-stdin is given. It is never taken as an argument: arguments are seen by every process of the machine and kept by the shell.',
  ],
  operands: {},
  options: {
    login: required(identifier, 'The name to log in with.'),
    role: required(choice('ROLE', roleNames), `What the person may do: ${listed(roleNames, 'or')}.`),
    ledger: atLeastOne(ledgerName, 'A ledger that the person may look at and act in.'),
    institution: optional(identifier, 'The institution the person works for; needed for PARTNER.'),
    actor: optional(identifier, 'The key of the person in the history, never a name. Default: the log-in.'),
    'password-stdin': flag(`Read the password, ${SHORTEST} characters or more, from standard input.`),
    json: flag('Print one JSON document.'),
  },
  examples: [
    {
      line: 'koop users create --login koordynator2 --role COORDINATOR --ledger 2416021 --institution mops',
      about: 'A coordinator; the password is generated.',
    },
    {
      line: 'pass koop/anna | koop users create --login anna --role LEADER --ledger 2416021 --password-stdin',
      about: 'The password comes from a password store.',
    },
  ],
  async run({ out, err, environment, input }, options) {
    const { login, role, ledger, institution, actor = login, json } = options
    refuseWithoutInstitution(role, institution)
    const given = options['password-stdin'] ? await passwordFrom(input) : null
    const password = given ?? randomBytes(15).toString('base64url')
    const ledgers = [...new Set(ledger)]
    return withHistory<ExitCode>(environment, { personal: false }, async ({ pool }) => {
      const institutionId = institution ?? null
      try {
        await new Users(pool).create({ login, password, role, actorId: actor, institutionId, ledgers })
      } catch (error) {
        if (codeOf(error) === UNIQUE_VIOLATION) throw new Failure(`the log-in ${login} is taken`)
        throw error
      }
      const generated = given === null ? { password } : {}
      if (json) {
        await out.line(JSON.stringify({ login, role, institutionId, ledgers, actorId: actor, ...generated }, null, 2))
      } else if (given === null) {
        await out.line(password)
        await err.line(`The password of ${login} is shown this once.`)
      } else {
        await err.line(`${login} can log in.`)
      }
      return 0
    })
  },
})

async function passwordFrom(input: AsyncIterable<Buffer | string>): Promise<string> {
  // `echo` and editors end the line; the line's end is not part of the password.
  const password = (await readText(input as AsyncIterable<string>)).replace(/\r?\n$/, '')
  const { length } = [...password]
  if (length >= SHORTEST && length <= LONGEST && !password.includes('\n')) return password
  throw new Failure(
    `the password on standard input must be one line of ${SHORTEST} to ${LONGEST} characters, not ${length === 0 ? 'nothing' : `${length}`}`,
  )
}
