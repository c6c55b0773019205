import {
  indicators as definitions,
  type PilotTarget,
  reaches,
  regionOf,
  sourcedTargets,
  targetsOn,
} from '@kooperacje/domain'
import { indicators, type PilotTargetsTable } from '@kooperacje/readmodels'
import type { Pool } from 'pg'
import type { Words } from '../i18n/words.ts'
import { type Html, html } from '../markup.ts'
import { listOr, table } from '../parts/table.ts'
import { tag } from '../parts/tag.ts'

interface Asked {
  readonly pool: Pool
  readonly ledger: string
  readonly today: string
  /** Those that were set in this ledger. */
  readonly set: readonly PilotTargetsTable[]
}

interface Aim extends PilotTarget {
  readonly actual: number | null
}

/**
 * What was promised beside what there is. A target of a whole region says nothing of one of its authorities, so it stands
 * without a result; reports by region compare it (`indicators`).
 */
export async function targetTable(words: Words, { pool, ledger, today, set }: Asked): Promise<Html> {
  const { pilot: texts } = words.texts
  const region = regionOf(ledger)
  const sourced = sourcedTargets.filter((target) => target.region === region)
  const inForce = targetsOn([...sourced, ...set.map(asTarget)], today)
  const results = inForce.length === 0 ? [] : await indicators(pool, ledger, today)
  const aims = inForce.map((target): Aim => {
    return { ...target, actual: results.find(({ id }) => id === target.indicator)?.value ?? null }
  })
  return listOr(texts.noTargets, aims, () =>
    table<Aim>(
      texts.targetsCaption(words.day(today)),
      [
        { title: texts.indicator, heading: true, cell: ({ indicator }) => nameOf(words, indicator) },
        {
          title: texts.target,
          cell: ({ comparator, value }) => `${words.code('comparator', comparator)} ${words.format.number(value)}`,
        },
        {
          title: texts.actual,
          numeric: true,
          cell: ({ actual }) => (actual === null ? words.texts.shell.noData : words.format.number(actual, 1)),
        },
        { title: texts.reached, cell: (aim) => resultOf(words, ledger, aim) },
        { title: texts.source, cell: ({ source }) => html`<span lang="pl">${source}</span>` },
      ],
      aims,
    ),
  )
}

function resultOf({ texts: { pilot: texts } }: Words, ledger: string, aim: Aim): Html {
  const ours = aim.teryt === undefined ? aim.region === undefined : ledger.startsWith(aim.teryt)
  if (!ours) return tag(texts.ofRegion)
  return reaches(aim, aim.actual) ? tag(texts.isReached, 'good') : tag(texts.notReached, 'warn')
}

const nameOf = ({ locale }: Words, id: string): string => {
  const name = definitions.find((known) => known.id === id)?.[locale]
  return name ? `${id} ${name}` : id
}

const asTarget = ({ region, teryt, validTo, ...target }: PilotTargetsTable): PilotTarget => ({
  ...target,
  ...(region !== null && { region }),
  ...(teryt !== null && { teryt }),
  ...(validTo !== null && { validTo }),
})
