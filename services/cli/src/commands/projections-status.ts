import { projectionLag } from '@kooperacje/events'
import { projections } from '@kooperacje/readmodels'
import { defineCommand, type ExitCode, flag } from '../command-line/command.ts'
import { withHistory } from '../history/open.ts'
import { table } from '../output/table.ts'

export const projectionsStatus = defineCommand({
  about: 'Show how far each projection has read each ledger.',
  details: ['Lag is counted in events: 0 means that the read model shows everything that was recorded.'],
  operands: {},
  options: { json: flag('Print one JSON document.') },
  examples: [{ line: 'koop projections status', about: 'Are the read models up to date?' }],
  async run({ out, environment }, { json }) {
    return withHistory<ExitCode>(environment, { personal: false }, async ({ pool }) => {
      const names = projections.map(({ name }) => name)
      const lags = (await projectionLag(pool, names)).map((lag) => ({ ...lag, lag: lag.head - lag.position }))
      if (json) {
        await out.line(JSON.stringify({ projections: lags }, null, 2))
        return 0
      }
      const rows = lags.map(({ projection, ledger, position, head, lag }) => [projection, ledger, position, head, lag])
      await out.write(table(['PROJECTION', 'LEDGER', 'POSITION', 'HEAD', 'LAG'], rows))
      return 0
    })
  },
})
