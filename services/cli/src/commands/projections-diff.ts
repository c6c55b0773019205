import { compareBuilt, type TableComparison } from '@kooperacje/readmodels'
import { defineCommand, type ExitCode, flag, optional, required } from '../command-line/command.ts'
import { Failure } from '../command-line/errors.ts'
import { count, projectionName } from '../command-line/kinds.ts'
import { withHistory } from '../history/open.ts'
import { plain } from '../output/plain.ts'
import { table } from '../output/table.ts'
import { chooseProjections } from './choose-projections.ts'
import { refusalSentence } from './rebuild-refusal.ts'

export const projectionsDiff = defineCommand({
  about: 'Compare the tables that `koop projections rebuild --keep` has left beside the old ones with those.',
  details: [
    'Both sides are brought to the same position first; commands go on meanwhile. Rows are counted and compared column by column, some that differ are named. The exit code is 1 when any differ.',
  ],
  operands: { name: required(projectionName, 'The projection (see `koop projections status`).') },
  options: {
    sample: optional(count, 'Compare about so many rows of each table and ledger, by chance, and not all.'),
    json: flag('Print one JSON document.'),
  },
  examples: [
    { line: 'koop projections diff cases', about: 'What would another version of the code change?' },
    { line: 'koop projections diff cases --sample 1000', about: 'The same at a glance.' },
  ],
  async run({ out, environment }, { name, sample, json }) {
    return withHistory<ExitCode>(environment, { personal: false }, async ({ pool, codec }) => {
      const [projection] = chooseProjections(name, false).projections
      if (!projection) throw new Error(`no projection stands for '${name}'`)
      const result = await compareBuilt(pool, codec, projection, { sample })
      if (!result.ok) throw new Failure(refusalSentence(name, result.refusal))
      const { ledgers, tables } = result
      if (json) await out.line(JSON.stringify({ projection: name, ledgers, tables }, null, 2))
      else {
        await out.write(table(HEADING, tables.map(rowOf)))
        for (const { table: from, examples } of tables) {
          for (const { ledger, row, columns } of examples) {
            const where = columns.length > 0 ? columns.join(', ') : 'only on one side'
            await out.line(`${from}: ledger ${ledger}, ${plain(row)}: ${where}`)
          }
        }
      }
      return tables.every(({ onlyOld, onlyNew, different }) => onlyOld + onlyNew + different === 0) ? 0 : 1
    })
  },
})

const HEADING = ['TABLE', 'OLD ROWS', 'NEW ROWS', 'ONLY OLD', 'ONLY NEW', 'DIFFERENT']

const rowOf = ({ table: name, oldRows, newRows, onlyOld, onlyNew, different }: TableComparison) => [
  ...[name, oldRows, newRows, onlyOld, onlyNew, different],
]
