import { type Evaluation, evaluateViews, localAuthorityOf, targetFor, targetsOf } from '@kooperacje/domain'
import { viewFor } from '../../indicators/asked.ts'
import { targetView } from '../../indicators/written.ts'
import type { Words } from '../i18n/words.ts'
import { type Html, html } from '../markup.ts'
import { figureCell, targetCell, written } from '../parts/figure.ts'
import { table } from '../parts/table.ts'
import { paths } from '../paths.ts'
import type { Visit } from '../visit.ts'

/** Every indicator as of a day, beside its target; each leads to the page that explains it. */
export async function indicatorTable({ words, context, ledger, query }: Visit, asOf: string): Promise<Html> {
  const { overview: texts, indicator } = words.texts
  const view = await viewFor(context, ledger, { asOf, recordedUntil: context.now().toISOString() }, {})
  const targets = targetsOf([view])
  const place = { teryt: localAuthorityOf(ledger)?.municipality ?? ledger }
  return table<Evaluation>(
    texts.indicatorCaption(words.day(asOf)),
    [
      { title: texts.indicatorId, cell: ({ result }) => html`<span class="key">${result.id}</span>` },
      {
        title: texts.indicatorName,
        heading: true,
        cell: ({ definition }) => {
          const address = paths.indicator(ledger, definition.id, { asOf: query.asOf })
          return html`<a href="${address}">${definition[words.locale]}</a>`
        },
      },
      {
        title: texts.indicatorValue,
        numeric: true,
        cell: ({ result }) => figureCell(words, result.value, result.unit),
      },
      { title: texts.indicatorUnit, cell: ({ result }) => words.code('indicatorUnit', result.unit) },
      {
        title: indicator.target,
        cell: ({ result: { id, value, unit } }) => {
          const target = targetFor(targets, id, place, asOf)
          return targetCell(words, target && targetView(target, value), unit)
        },
      },
      { title: texts.indicatorParts, cell: ({ result }) => partsOf(words, result) },
    ],
    evaluateViews([view]),
  )
}

function partsOf(words: Words, { unit, numerator, denominator, parts = {} }: Evaluation['result']): string {
  const { texts, format } = words
  const share =
    unit === 'PERCENT' && numerator !== undefined && denominator !== undefined && denominator > 0
      ? [texts.overview.share(format.number(numerator), format.number(denominator))]
      : []
  const measured = Object.entries(parts).flatMap(([name, value]) =>
    value === null ? [] : [`${words.code('indicatorPart', name)}: ${written(words, value, unit)}`],
  )
  return [...share, ...measured].join('; ')
}
