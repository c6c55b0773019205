import { indicators as definitions } from '@kooperacje/domain'
import { type IndicatorResult, indicators } from '@kooperacje/readmodels'
import type { Pool } from 'pg'
import type { Words } from '../i18n/words.ts'
import { type Html, html } from '../markup.ts'
import { table } from '../parts/table.ts'

/** Counts are whole; means, medians and shares are shown to one place. */
const DECIMALS = 1

export async function indicatorTable(words: Words, pool: Pool, ledger: string, asOf: string): Promise<Html> {
  const { overview: texts } = words.texts
  return table<IndicatorResult>(
    texts.indicatorCaption(words.day(asOf)),
    [
      { title: texts.indicatorId, cell: ({ id }) => html`<span class="key">${id}</span>` },
      { title: texts.indicatorName, heading: true, cell: ({ id }) => nameOf(words, id) },
      { title: texts.indicatorValue, numeric: true, cell: ({ value }) => written(words, value) },
      { title: texts.indicatorUnit, cell: ({ unit }) => words.code('indicatorUnit', unit) },
      { title: texts.indicatorParts, cell: (result) => partsOf(words, result) },
    ],
    await indicators(pool, ledger, asOf),
  )
}

const nameOf = ({ locale }: Words, id: string): string => definitions.find((known) => known.id === id)?.[locale] ?? id

/** A share of nothing is not 0 %. */
const written = ({ texts, format }: Words, value: number | null): Html | string =>
  value === null ? html`<span class="soft">${texts.shell.noData}</span>` : format.number(value, DECIMALS)

function partsOf(words: Words, { unit, numerator, denominator, parts = {} }: IndicatorResult): string {
  const { texts, format } = words
  const share =
    unit === 'PERCENT' && numerator !== undefined && denominator !== undefined && denominator > 0
      ? [texts.overview.share(format.number(numerator), format.number(denominator))]
      : []
  const measured = Object.entries(parts).flatMap(([name, value]) =>
    value === null ? [] : [`${words.code('indicatorPart', name)}: ${format.number(value, DECIMALS)}`],
  )
  return [...share, ...measured].join('; ')
}
