import { rebuildProjection, type TableProjection } from '@kooperacje/readmodels'
import { defineCommand, type ExitCode, flag, optional } from '../command-line/command.ts'
import { projectionName } from '../command-line/kinds.ts'
import { type History, withHistory } from '../history/open.ts'
import type { Output } from '../output/output.ts'
import { duration, Progress, thousands } from '../output/progress.ts'
import { chooseProjections } from './choose-projections.ts'
import { checkProjection, verdict } from './projections-check.ts'

export const projectionsRebuild = defineCommand({
  about: 'Build the tables of a projection anew from the first event on, while the old ones go on serving.',
  details: [
    'The new tables stand beside the old ones until they have caught up, then take their place in one transaction. A rebuild that is cut off leaves the old tables as they were. Progress goes to standard error.',
  ],
  operands: {
    name: optional(projectionName, 'The projection (see `koop projections status`), unless --all is given.'),
  },
  options: {
    all: flag('Every projection that can be derived from events, one after another.'),
    check: flag('Afterwards compare the tables with a plain fold from zero, as `koop projections check` does.'),
  },
  examples: [
    { line: 'koop projections rebuild cases', about: 'After a table was touched by hand.' },
    { line: 'koop projections rebuild --all --check', about: 'All of them, and prove it.' },
  ],
  async run({ out, err, environment }, { name, all, check }) {
    const { projections, leftOut } = chooseProjections(name, all)
    return withHistory<ExitCode>(environment, { personal: false }, async (history) => {
      let differences = 0
      for (const projection of projections) {
        await out.line(await rebuild(history, projection, err))
        if (!check) continue
        const checked = await checkProjection(history, projection, err)
        await out.line(verdict(checked))
        if (checked.difference) differences++
      }
      for (const kept of leftOut) await err.line(`${kept}: left as it is, it holds what no event tells`)
      return differences === 0 ? 0 : 1
    })
  },
})

async function rebuild({ pool, codec }: History, projection: TableProjection, err: Output): Promise<string> {
  const progress = new Progress(err)
  const began = performance.now()
  let events = 0
  await rebuildProjection(pool, codec, projection, {
    onProgress: ({ phase, events: done, of, eventsPerSecond }) => {
      events = done
      if (phase === 'building') progress.show({ what: projection.name, done, of, perSecond: eventsPerSecond })
    },
  }).finally(() => progress.end())
  const seconds = (performance.now() - began) / 1000
  const rate = thousands(Math.round(events / seconds))
  return `${projection.name}: built anew from ${thousands(events)} events in ${duration(seconds)} (${rate}/s)`
}
