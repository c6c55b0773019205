import { BUILT_IN_VERSION, changesBetween, type ModelChange } from '@kooperacje/domain'
import { defineCommand, type ExitCode, flag, optional, required, withDefault } from '../command-line/command.ts'
import { fileName, ledgerName, text } from '../command-line/kinds.ts'
import { findVersion } from '../model/find-version.ts'
import { readSoundDraft } from '../model/read-draft.ts'
import { table } from '../output/table.ts'

export const modelChanges = defineCommand({
  about: 'Show what a draft of a version of the model says differently from another version, thing by thing.',
  details: [
    'Parameters, stages, states, steps with their conditions, deadlines, reasons for closing, taxonomy. The order of a list that nothing depends on is no change. The draft is checked first, as `koop model validate` does.',
  ],
  operands: { file: required(fileName, 'The draft as JSON; - is standard input.') },
  options: {
    from: withDefault(text, BUILT_IN_VERSION, 'The version to compare with.'),
    ledger: optional(ledgerName, 'The ledger that published it.'),
    json: flag('Print one JSON document with everything, as it was and as it would be.'),
  },
  examples: [{ line: 'koop model changes draft.json', about: 'What would an office vote on?' }],
  async run(context, { file, from, ledger, json }) {
    const draft = await readSoundDraft(file, context)
    const changes = changesBetween(await findVersion(context, from, ledger), draft)
    const told = { from, to: draft.version, changes }
    await context.out.write(json ? `${JSON.stringify(told, null, 2)}\n` : changesText(told))
    return 0 as ExitCode
  },
})

interface Told {
  readonly from: string
  readonly to: string
  readonly changes: readonly ModelChange[]
}

function changesText({ from, to, changes }: Told): string {
  if (changes.length === 0) return `version ${to} says the same as version ${from}\n`
  return `version ${to} beside version ${from}\n${table(['', 'where', 'before', 'after'], changes.flatMap(rowsOf))}`
}

/** What is new or gone has a row, what changed one for each part that did. */
function rowsOf({ change, path, fields, before, after }: ModelChange): readonly (readonly string[])[] {
  const told = change.toLowerCase()
  if (change !== 'CHANGED') return [[told, path, '', '']]
  if (fields.length === 0) return [[told, path, written(before), written(after)]]
  return fields.map((field) => [told, `${path}.${field}`, written(at(before, field)), written(at(after, field))])
}

/** Of a list of rows, that part of each. */
const at = (value: unknown, field: string): unknown =>
  Array.isArray(value)
    ? value.flatMap((row) => at(row, field) ?? [])
    : field
        .split('.')
        .reduce((inside, name) => (inside as Readonly<Record<string, unknown>> | undefined)?.[name], value)

const written = (value: unknown): string =>
  [value ?? '-']
    .flat()
    .map((item) => (typeof item === 'object' ? JSON.stringify(item) : String(item)))
    .join(', ')
