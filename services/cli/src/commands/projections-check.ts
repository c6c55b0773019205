import type { TableProjection } from '@kooperacje/readmodels'
import { defineCommand, type ExitCode, flag, optional } from '../command-line/command.ts'
import { projectionName } from '../command-line/kinds.ts'
import { compareLedger, type Difference } from '../history/compare.ts'
import { type History, withHistory } from '../history/open.ts'
import type { Output } from '../output/output.ts'
import { plain } from '../output/plain.ts'
import { Progress, thousands } from '../output/progress.ts'
import { chooseProjections } from './choose-projections.ts'

export const projectionsCheck = defineCommand({
  about: 'Compare the tables of a projection with a plain fold of the events from zero.',
  details: [
    'The fold goes up to the position that the tables stand at, so the workers may go on meanwhile. The first difference is named; the exit code is then 1. The rows of one ledger are held in memory.',
  ],
  operands: {
    name: optional(projectionName, 'The projection (see `koop projections status`), unless --all is given.'),
  },
  options: {
    all: flag('Every projection that can be derived from events.'),
    json: flag('Print one JSON document.'),
  },
  examples: [{ line: 'koop projections check --all', about: 'Do the read models say what the events say?' }],
  async run({ out, err, environment }, { name, all, json }) {
    const { projections, leftOut } = chooseProjections(name, all)
    return withHistory<ExitCode>(environment, { personal: false }, async (history) => {
      const checked: CheckedProjection[] = []
      for (const projection of projections) {
        const result = await checkProjection(history, projection, err)
        checked.push(result)
        if (!json) await out.line(verdict(result))
      }
      if (json) await out.line(JSON.stringify({ projections: checked, notDerived: leftOut }, null, 2))
      else for (const kept of leftOut) await err.line(`${kept}: not compared, it holds what no event tells`)
      return checked.every(({ difference }) => difference === null) ? 0 : 1
    })
  },
})

export interface CheckedProjection {
  readonly projection: string
  readonly ledgers: number
  readonly rows: number
  readonly difference: Difference | null
}

/** Ledger by ledger, up to the first difference. */
export async function checkProjection(
  history: History,
  projection: TableProjection,
  err: Output,
): Promise<CheckedProjection> {
  const progress = new Progress(err)
  const result = { projection: projection.name, ledgers: 0, rows: 0, difference: null as Difference | null }
  try {
    for (const ledger of (await history.store.heads()).keys()) {
      const began = performance.now()
      const compared = await compareLedger(history, projection, ledger, (done, of) => {
        const perSecond = Math.round(done / ((performance.now() - began) / 1000))
        progress.show({ what: `${projection.name}, comparing ledger ${ledger}`, done, of, perSecond })
      })
      result.ledgers++
      result.rows += compared.rows
      result.difference = compared.difference
      if (result.difference) break
    }
    return result
  } finally {
    await progress.end()
  }
}

export function verdict({ projection, ledgers, rows, difference }: CheckedProjection): string {
  if (!difference) {
    return `${projection}: equal to a fold from zero (${thousands(rows)} rows in ${ledgers} ledger${ledgers === 1 ? '' : 's'})`
  }
  const { ledger, table, row, column, stored, folded } = difference
  const where = `${projection}: ledger ${ledger}, table ${table}, ${plain(row)}`
  if (column) return `${where}: ${column} is ${shown(stored)} and should be ${shown(folded)}`
  return stored === null ? `${where}: the row is missing` : `${where}: the row should not be there`
}

const shown = (value: unknown) => plain(JSON.stringify(value))
