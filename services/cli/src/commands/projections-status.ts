import { projectionLag } from '@kooperacje/events'
import { type Building, buildingOf, projections } from '@kooperacje/readmodels'
import { defineCommand, type ExitCode, flag } from '../command-line/command.ts'
import { withHistory } from '../history/open.ts'
import { progressLine } from '../output/progress.ts'
import { table } from '../output/table.ts'

export const projectionsStatus = defineCommand({
  about: 'Show how far each projection has read each ledger.',
  details: [
    'Lag is counted in events: 0 means that the read model shows everything that was recorded. Rebuilds are shown with how far they are, at what rate, and how long they will take.',
  ],
  operands: {},
  options: { json: flag('Print one JSON document.') },
  examples: [{ line: 'koop projections status', about: 'Are the read models up to date?' }],
  async run({ out, environment }, { json }) {
    return withHistory<ExitCode>(environment, { personal: false }, async ({ pool }) => {
      const names = projections.map(({ name }) => name)
      const lags = (await projectionLag(pool, names)).map((lag) => ({ ...lag, lag: lag.head - lag.position }))
      const rebuilds: { readonly projection: string; readonly building: Building }[] = []
      for (const projection of projections) {
        const building = await buildingOf(pool, projection)
        if (building) rebuilds.push({ projection: projection.name, building })
      }
      if (json) {
        const shown = rebuilds.map(({ projection, building: { positions: _, ...rest } }) => ({ projection, ...rest }))
        await out.line(JSON.stringify({ projections: lags, rebuilds: shown }, null, 2))
        return 0
      }
      const rows = lags.map(({ projection, ledger, position, head, lag }) => [projection, ledger, position, head, lag])
      await out.write(table(['PROJECTION', 'LEDGER', 'POSITION', 'HEAD', 'LAG'], rows))
      for (const { projection, building } of rebuilds) await out.line(rebuildLine(projection, building))
      return 0
    })
  },
})

function rebuildLine(projection: string, { running, events, of, eventsPerSecond, fits }: Building): string {
  const step = { what: `rebuild of ${projection}`, done: events, of, perSecond: running ? eventsPerSecond : 0 }
  if (running) return progressLine(step)
  const left = fits ? 'not running' : 'not running, of another version'
  return `${progressLine(step).replace(/, 0\/s$/, '')}, ${left}`
}
