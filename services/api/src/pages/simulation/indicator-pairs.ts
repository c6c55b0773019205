import { type IndicatorPair, indicators } from '@kooperacje/domain'
import { type Html, html } from '../markup.ts'
import { figureCell } from '../parts/figure.ts'
import { listOr } from '../parts/table.ts'
import { cappedTable } from './capped-table.ts'
import type { Outcome } from './outcome.ts'

/** Indicators before and after; those that stay are counted. */
export function indicatorPairs({ visit: { words }, comparison, draft }: Outcome): Html {
  const { whatIf: texts, overview } = words.texts
  const rows = comparison.indicators.filter((pair) => pair.actual !== pair.draft)
  const name = ({ id, part }: IndicatorPair) => {
    const known = `${id} ${indicators.find((each) => each.id === id)?.[words.locale] ?? ''}`
    return part === undefined ? known : `${known}: ${words.code('indicatorPart', part)}`
  }
  return html`<h2>${texts.indicators}</h2>
!${listOr(texts.noIndicators, rows, () =>
    cappedTable<IndicatorPair>(
      words,
      texts.indicatorsCaption,
      [
        { title: overview.indicatorName, heading: true, cell: name },
        { title: texts.asItWas, numeric: true, cell: ({ actual, unit }) => figureCell(words, actual, unit) },
        { title: texts.would(draft.version), numeric: true, cell: (row) => figureCell(words, row.draft, row.unit) },
        { title: overview.indicatorUnit, cell: ({ unit }) => words.code('indicatorUnit', unit) },
      ],
      rows,
    ),
  )}
<p class="soft">${texts.unchanged(comparison.indicators.length - rows.length)}</p>`
}
