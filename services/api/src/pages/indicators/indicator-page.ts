import {
  breakdown,
  breakdownsOf,
  businessDate,
  type Evaluation,
  evaluate,
  type FactView,
  type Group,
  indicators,
  localAuthorityOf,
  targetFor,
  targetsOf,
} from '@kooperacje/domain'
import { viewFor } from '../../indicators/asked.ts'
import { targetView } from '../../indicators/written.ts'
import { type Html, html, nothing } from '../markup.ts'
import { asOfForm, asOfIn } from '../overview/as-of.ts'
import { facts } from '../parts/facts.ts'
import { figureCell, targetCell, written } from '../parts/figure.ts'
import { table } from '../parts/table.ts'
import { paths } from '../paths.ts'
import type { LedgerPage, Visit } from '../visit.ts'
import { explanation } from './explanation.ts'
import { groupName } from './group-name.ts'

/** One indicator: what it says, how it is counted, broken down as asked, and every event behind it. */
export const indicatorPage: LedgerPage = {
  path: '/indicators/:id',
  permission: 'overview.read',
  async render(visit) {
    const { context, words, ledger, id, query } = visit
    const definition = indicators.find((each) => each.id === id)
    if (!definition) return null
    const moment = context.now().toISOString()
    const today = businessDate(moment)
    const asOf = asOfIn(query.asOf, today) ?? today
    const view = await viewFor(context, ledger, { asOf, recordedUntil: moment }, {})
    const evaluation = evaluate(definition, [view])
    const { indicator: texts } = words.texts
    const by = query.by !== undefined && breakdownsOf(evaluation).includes(query.by) ? query.by : undefined
    const title = `${id} ${definition[words.locale]}`
    return {
      title,
      section: 'overview',
      body: html`<h1>${title}</h1>
<p class="more"><a href="${paths.overview(ledger, { asOf: query.asOf })}#indicators">${texts.back}</a></p>
!${asOfForm(visit, { action: paths.indicator(ledger, id), shown: asOf, today, wrong: false, keep: { by } })}
<h2>${texts.figure}</h2>
!${figure(visit, evaluation, view)}
<h2>${texts.formula}</h2>
<p>${definition.formula[words.locale]}</p>
!${parts(visit, evaluation)}
<h2>${texts.breakdown}</h2>
!${breakdownForm(visit, evaluation, by)}
!${by === undefined ? nothing : groups(visit, breakdown(evaluation, by), by, definition.unit)}
<h2 id="explanation">${texts.explanation}</h2>
!${await explanation(visit, evaluation)}`,
    }
  },
}

function figure({ words, ledger }: Visit, { definition, result }: Evaluation, view: FactView): Html {
  const { indicator: texts } = words.texts
  const { value, numerator, denominator } = result
  const place = { teryt: localAuthorityOf(ledger)?.municipality ?? ledger }
  const target = targetFor(targetsOf([view]), definition.id, place, view.asOf)
  const shown = target && targetView(target, value)
  const base =
    denominator === undefined
      ? null
      : numerator === undefined
        ? texts.observations(denominator)
        : texts.share(words.format.number(numerator, 1), words.format.number(denominator))
  return facts([
    [texts.value, html`!${figureCell(words, value, definition.unit)} ${words.code('indicatorUnit', definition.unit)}`],
    base === null ? null : [texts.figure, base],
    [texts.target, targetCell(words, shown, definition.unit)],
  ])
}

function parts({ words }: Visit, { definition, result }: Evaluation): Html {
  const { indicator: texts } = words.texts
  const rows = Object.entries(result.parts ?? {})
  if (rows.length === 0) return nothing
  return html`<h2>${texts.parts}</h2>
!${table<(typeof rows)[number]>(
    texts.partsCaption,
    [
      { title: texts.part, heading: true, cell: ([name]) => words.code('indicatorPart', name) },
      { title: texts.value, numeric: true, cell: ([, value]) => figureCell(words, value, definition.unit) },
    ],
    rows,
  )}`
}

function breakdownForm({ words, ledger, id, query }: Visit, evaluation: Evaluation, chosen: string | undefined): Html {
  const { indicator: texts, shell } = words.texts
  const options = breakdownsOf(evaluation).map(
    (name) =>
      html`<option value="${name}"!${name === chosen ? html` selected` : nothing}>${texts.by[name] ?? name}</option>`,
  )
  const day = query.asOf ? html`<input type="hidden" name="asOf" value="${query.asOf}">` : nothing
  return html`<form class="inline-form" method="get" action="${paths.indicator(ledger, id)}">
<div class="field"><label for="by">${texts.breakdownBy}</label>
<select id="by" name="by"><option value="">${texts.whole}</option>!${options}</select></div>
!${day}<button class="quiet">${shell.filter}</button>
</form>`
}

function groups({ words }: Visit, found: ReadonlyMap<string, Group>, by: string, unit: string): Html {
  const { indicator: texts } = words.texts
  if (found.size === 0) return html`<p>${texts.noGroups}</p>`
  return table<readonly [string, Group]>(
    texts.breakdownCaption(texts.by[by] ?? by),
    [
      { title: texts.group, heading: true, cell: ([key]) => groupName(words, by, key) },
      { title: texts.value, numeric: true, cell: ([, group]) => figureCell(words, group.figure.value, unit) },
      {
        title: texts.parts,
        cell: ([, group]) =>
          Object.entries(group.parts)
            .map(([name, { value }]) => `${words.code('indicatorPart', name)}: ${written(words, value, unit)}`)
            .join('; '),
      },
    ],
    [...found],
  )
}
