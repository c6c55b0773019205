import { type RebuildOptions, rebuildProjection, type TableProjection } from '@kooperacje/readmodels'
import { defineCommand, type ExitCode, flag, optional, withDefault } from '../command-line/command.ts'
import { Failure, UsageError } from '../command-line/errors.ts'
import { count, projectionName, share } from '../command-line/kinds.ts'
import { type History, withHistory } from '../history/open.ts'
import type { Output } from '../output/output.ts'
import { duration, Progress, thousands } from '../output/progress.ts'
import { chooseProjections } from './choose-projections.ts'
import { checkProjection, verdict } from './projections-check.ts'
import { refusalSentence } from './rebuild-refusal.ts'

export const projectionsRebuild = defineCommand({
  about: 'Build the tables of a projection anew from the first event on, while the old ones go on serving.',
  details: [
    'The new tables stand beside the old ones until they have caught up, then take their place in one transaction. A rebuild that is cut off leaves the old tables as they were; the same command goes on from where it stood. Progress goes to standard error, and to `koop projections status`.',
    'With --keep the new tables stay beside the old ones: `koop projections diff` compares the two, `koop projections swap` puts the new ones in place.',
  ],
  operands: {
    name: optional(projectionName, 'The projection (see `koop projections status`), unless --all is given.'),
  },
  options: {
    all: flag('Every projection that can be derived from events, one after another.'),
    keep: flag('Do not put the new tables in place.'),
    afresh: flag('Begin again, whatever a stopped rebuild has left.'),
    parallel: withDefault(count, '2', 'Connections that build: ledgers at a time, then the rows of what is left.'),
    pause: withDefault(
      share,
      '0',
      'Rest between two batches, so many times as long as the batch took: for commands that come meanwhile.',
    ),
    check: flag('Afterwards compare the tables with a plain fold from zero, as `koop projections check` does.'),
  },
  examples: [
    { line: 'koop projections rebuild cases', about: 'After a table was touched by hand.' },
    { line: 'koop projections rebuild --all --check', about: 'All of them, and prove it.' },
    { line: 'koop projections rebuild cases --keep --pause 2', about: 'Slowly, beside the old tables.' },
  ],
  async run({ out, err, environment }, { name, all, check, ...how }) {
    if (check && how.keep) throw new UsageError('--check looks at the tables that serve, --keep leaves those alone')
    const { projections, leftOut } = chooseProjections(name, all)
    return withHistory<ExitCode>(environment, { personal: false }, async (history) => {
      let differences = 0
      for (const projection of projections) {
        const { line, stopped } = await rebuild(history, projection, how, err)
        await out.line(line)
        if (stopped) return 1
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

async function rebuild(
  { pool, codec }: History,
  projection: TableProjection,
  how: Pick<RebuildOptions, 'keep' | 'afresh' | 'parallel' | 'pause'>,
  err: Output,
): Promise<{ line: string; stopped: boolean }> {
  const { name } = projection
  const progress = new Progress(err)
  const began = performance.now()
  const stop = new AbortController()
  const interrupted = () => stop.abort()
  process.once('SIGINT', interrupted)
  let events = 0
  const result = await rebuildProjection(pool, codec, projection, {
    ...how,
    signal: stop.signal,
    onProgress: ({ phase, events: done, of, eventsPerSecond }) => {
      events = done
      if (phase === 'building') progress.show({ what: name, done, of, perSecond: eventsPerSecond })
    },
  }).finally(() => progress.end())
  process.off('SIGINT', interrupted)
  if (!result.ok) throw new Failure(refusalSentence(name, result.refusal))
  const seconds = (performance.now() - began) / 1000
  const rate = thousands(Math.round(events / seconds))
  const built = `built anew from ${thousands(events)} events in ${duration(seconds)} (${rate}/s)`
  const line = {
    SWAPPED: `${name}: ${built}`,
    BUILT: `${name}: ${built}, beside the old tables`,
    STOPPED: `${name}: stopped after ${thousands(events)} events; the same command goes on`,
  }[result.outcome]
  return { line, stopped: result.outcome === 'STOPPED' }
}
