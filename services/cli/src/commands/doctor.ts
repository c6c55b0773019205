import { defineCommand, flag } from '../command-line/command.ts'
import { examine } from '../doctor/examine.ts'
import type { Finding } from '../doctor/finding.ts'
import { plain } from '../output/plain.ts'
import { findSettings } from '../settings/settings.ts'

/** Wide enough for most names of checks; lines are printed as they come, so the widest is not known. */
const NAME_WIDTH = 22

export const doctor = defineCommand({
  about: 'Check whether this installation can do its work, and say what to do where it cannot.',
  details: [
    'Settings (where each comes from, secrets masked), the connection, the version of the server, whether what it confirms is on the disk, the clocks, the migrations, the rights of the services (tried in a transaction that is rolled back), the cold events, the master key, the projections, the sealing of the history, its witnesses and the queue. Nothing is changed.',
    'Every line begins with ok, warn or FAIL. The exit code is 1 if anything FAILs.',
  ],
  operands: {},
  options: { json: flag('Print the findings as one JSON document.') },
  examples: [{ line: 'koop doctor', about: 'Before going live, after every change of the server, and when in doubt.' }],
  async run({ out, environment }, { json }) {
    const findings: Finding[] = []
    for await (const found of examine(await findSettings(environment), environment)) {
      findings.push(...found)
      if (!json) for (const finding of found) await out.line(line(finding))
    }
    const failed = findings.filter(({ verdict }) => verdict === 'FAIL').length
    if (json) await out.line(JSON.stringify({ healthy: failed === 0, findings }, null, 2))
    return failed === 0 ? 0 : 1
  },
})

function line({ check, verdict, finding, advice }: Finding): string {
  const said = advice === '' ? finding : `${finding}: ${advice}`
  return `${verdict.padEnd(4)}  ${check.padEnd(NAME_WIDTH)}  ${plain(said)}`
}
