import { mailAddresses, removeMailAddress, setMailAddress } from '@kooperacje/workers'
import { defineCommand, type ExitCode, flag, required, withDefault } from '../command-line/command.ts'
import { Failure, UsageError } from '../command-line/errors.ts'
import { choice, ledgerName, matching } from '../command-line/kinds.ts'
import { withHistory } from '../history/open.ts'
import { table } from '../output/table.ts'

const OWN = ['OWNER', 'COORDINATOR', 'LEADER', 'REGION'] as const

/** Whom an address belongs to, in one word: `ROLE/LEADER`, `ACTOR/worker-7`, `INSTITUTION/mops`. */
const receiver = matching(
  'KIND/KEY',
  /^(ACTOR|INSTITUTION)\/[A-Za-z0-9:][A-Za-z0-9:._-]{0,99}$|^ROLE\/[A-Z]+$/,
  'ACTOR/ID, INSTITUTION/ID or ROLE/NAME',
)

const email = matching('ADDRESS', /^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'an e-mail address')

function partsOf(text: string) {
  const slash = text.indexOf('/')
  const kind = text.slice(0, slash) as 'ACTOR' | 'INSTITUTION' | 'ROLE'
  const key = text.slice(slash + 1)
  if (kind === 'ROLE' && !OWN.some((role) => role === key)) {
    throw new UsageError(`ROLE/ is followed by ${OWN.join(', ')}, not by ${key}`)
  }
  return { kind, key }
}

const LEDGER = required(ledgerName, 'Whose address book.')
const FOR = required(receiver, 'Whose address: a person, an institution, or whoever reads the mail of a role.')

export const addressesSet = defineCommand({
  about: 'Say where the reminders of a person, an institution or a role go; what was said before is replaced.',
  details: [
    'Only addresses of staff belong here. A notice goes to the person it is meant for, else to the role, else up to the leader; who may be told of a case at all is not decided here.',
  ],
  operands: { for: FOR, address: required(email, 'Where to.') },
  options: {
    ledger: LEDGER,
    delivery: withDefault(
      choice('WHEN', ['AT_ONCE', 'DAILY_DIGEST'] as const),
      'AT_ONCE',
      'Each notice by itself, or all of a day in one mail at seven in the morning.',
    ),
  },
  examples: [
    {
      line: 'koop addresses set ROLE/LEADER kierownik@mops.example --ledger 2416021 --delivery DAILY_DIGEST',
      about: 'The head of the centre gets one mail a day.',
    },
    { line: 'koop addresses set ACTOR/worker-7 anna@mops.example --ledger 2416021', about: 'A coordinator, at once.' },
  ],
  async run({ out, environment }, { for: whom, address, ledger, delivery }) {
    const { kind, key } = partsOf(whom)
    return withHistory<ExitCode>(environment, { personal: false }, async ({ pool }) => {
      await setMailAddress(pool, { ledger, kind, key, address, delivery })
      await out.line(`${whom} of ledger ${ledger} is written to at ${address}, ${delivery}.`)
      return 0
    })
  },
})

export const addressesList = defineCommand({
  about: 'List the address book of a ledger.',
  operands: {},
  options: { ledger: LEDGER, json: flag('Print one JSON document.') },
  examples: [{ line: 'koop addresses list --ledger 2416021', about: 'Who is written to, and where?' }],
  async run({ out, environment }, { ledger, json }) {
    return withHistory<ExitCode>(environment, { personal: false }, async ({ pool }) => {
      const addresses = await mailAddresses(pool, ledger)
      if (json) await out.line(JSON.stringify({ addresses }, null, 2))
      else {
        const cells = addresses.map(({ kind, key, address, delivery }) => [`${kind}/${key}`, address, delivery ?? ''])
        await out.write(table(['FOR', 'ADDRESS', 'DELIVERY'], cells))
      }
      return 0
    })
  },
})

export const addressesRemove = defineCommand({
  about: 'Take an address out of the book; notices then go to the next one above.',
  operands: { for: FOR },
  options: { ledger: LEDGER },
  examples: [{ line: 'koop addresses remove ACTOR/worker-7 --ledger 2416021', about: 'When somebody leaves.' }],
  async run({ out, environment }, { for: whom, ledger }) {
    const { kind, key } = partsOf(whom)
    return withHistory<ExitCode>(environment, { personal: false }, async ({ pool }) => {
      const removed = await removeMailAddress(pool, { ledger, kind, key })
      if (!removed) throw new Failure(`${whom} has no address in ledger ${ledger}`)
      await out.line(`${whom} of ledger ${ledger} is no longer written to.`)
      return 0
    })
  },
})
