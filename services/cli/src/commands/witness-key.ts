import { formatVerifierKey } from '@kooperacje/tlog'
import { makeKeyFile } from '@kooperacje/witness'
import { defineCommand, type ExitCode, required } from '../command-line/command.ts'
import { fileName, matching } from '../command-line/kinds.ts'

const keyName = matching('NAME', /^[^+\s]{1,200}$/, 'a name without spaces and pluses')

export const witnessKey = defineCommand({
  about: 'Make the Ed25519 key that a witness cosigns with, and print its public half.',
  details: [
    'The line that is printed goes to the operator of the log and to everybody who verifies. The file stays at the witness: who has it can vouch in its name.',
  ],
  operands: {},
  options: {
    name: required(
      keyName,
      'Of the witness, for good: best a domain of the institution, such as witness.police.example.',
    ),
    out: required(fileName, 'Where to keep the private half; a file that is there is not written over.'),
  },
  examples: [
    { line: 'koop witness key --name witness.police.example --out witness.key', about: 'The key of a police unit.' },
  ],
  async run({ out, err }, { name, out: file }) {
    const key = await makeKeyFile(file, name)
    await out.line(formatVerifierKey(key))
    await err.line(`The private half is in ${file}; the line above is for everybody.`)
    return 0 as ExitCode
  },
})
