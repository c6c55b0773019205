import type { Words } from '../pages/i18n/words.ts'
import type { Content } from '../pages/layout.ts'
import { type Html, html, nothing } from '../pages/markup.ts'
import { figureCell, targetCell, written } from '../pages/parts/figure.ts'
import { type Column, table } from '../pages/parts/table.ts'
import { barChart } from './chart.ts'
import type { Report, ReportCell, ReportedIndicator, ReportFigure } from './report.ts'

/** The report as a page to print: the summary with targets, then a chart for each indicator and its numbers below. */
export function reportPage(words: Words, report: Report, csvAddress: string): Content {
  const { report: texts } = words.texts
  const title = texts.title(report.scope.name)
  const detailed = report.indicators.filter(({ cells }) => cells.length > 0)
  return {
    title,
    body: html`<h1>${title}</h1>
!${about(words, report)}
<p class="screen-only"><a href="${csvAddress}">${texts.csv}</a></p>
<h2>${texts.summary}</h2>
!${report.indicators.map((each) => againstTarget(words, report, each))}
!${summary(words, report)}
!${detailed.length === 0 ? nothing : html`<h2>${texts.details}</h2>\n!${detailed.map((each) => details(words, report, each))}`}`,
  }
}

function about(words: Words, { asOf, recordedUntil, included, leftOut, public: forPublic, scope }: Report): Html {
  const { report: texts } = words.texts
  const names = (ledgers: Report['included']) => ledgers.map(({ name }) => name).join(', ')
  return html`<p>${texts.kind[scope.kind]} ${scope.code}. ${texts.asOf(words.day(asOf))} ${texts.recordedUntil(words.format.moment(recordedUntil))}</p>
!${forPublic ? html`<p>${texts.public}</p>` : nothing}
<p>${texts.included(names(included))}</p>
!${leftOut.length === 0 ? nothing : html`<p>${texts.leftOut(names(leftOut))}</p>`}`
}

const nameOf = ({ locale }: Words, { namePl, nameEn }: ReportedIndicator): string => (locale === 'pl' ? namePl : nameEn)

function valueCell(words: Words, { hidden, value }: ReportFigure, unit: string): Html {
  return hidden ? html`<span class="soft">${words.texts.report.hidden}</span>` : figureCell(words, value, unit)
}

function summary(words: Words, { indicators }: Report): Html {
  const { overview: heads, indicator: texts, report } = words.texts
  return table<ReportedIndicator>(
    report.summaryCaption,
    [
      { title: heads.indicatorId, cell: ({ id }) => html`<span class="key">${id}</span>` },
      { title: heads.indicatorName, heading: true, cell: (each) => nameOf(words, each) },
      { title: heads.indicatorValue, numeric: true, cell: (each) => valueCell(words, each, each.unit) },
      { title: heads.indicatorUnit, cell: ({ unit }) => words.code('indicatorUnit', unit) },
      { title: texts.target, cell: ({ target, unit }) => targetCell(words, target, unit) },
      { title: heads.indicatorParts, cell: (each) => partsOf(words, each) },
    ],
    indicators,
  )
}

function partsOf(words: Words, { parts, unit }: ReportedIndicator): string {
  return Object.entries(parts)
    .map(([name, part]) => {
      const value = part.hidden ? words.texts.report.hidden : written(words, part.value, unit)
      return `${words.code('indicatorPart', name)}: ${value}`
    })
    .join('; ')
}

/** The figure as a bar up to its target. */
function againstTarget(words: Words, { asOf, scope }: Report, indicator: ReportedIndicator): Html {
  const { target, unit, value, hidden, id } = indicator
  if (target === null) return nothing
  const name = `${id} ${nameOf(words, indicator)}`
  const { report: texts } = words.texts
  return barChart({
    id: `target-${id}`,
    title: texts.chart(name),
    about: texts.targetAbout(name, words.day(asOf)),
    bars: [{ label: `${id} ${scope.name}`, value, written: hidden ? texts.hidden : written(words, value, unit) }],
    target: { value: target.value, written: texts.targetLine(written(words, target.value, unit)) },
  })
}

function details(words: Words, { asOf }: Report, indicator: ReportedIndicator): Html {
  const { report: texts, overview: heads, indicator: own } = words.texts
  const { id, cells, unit, target } = indicator
  const name = `${id} ${nameOf(words, indicator)}`
  const write = ({ hidden, value }: ReportFigure) => (hidden ? texts.hidden : written(words, value, unit))
  const columns: Column<ReportCell>[] = [
    { title: texts.place, heading: true, cell: (cell) => placeOf(words, cell) },
    { title: heads.indicatorValue, numeric: true, cell: (cell) => valueCell(words, cell, unit) },
  ]
  const shares = cells.some(({ denominator }) => denominator !== null)
  if (shares) columns.push({ title: own.figure, numeric: true, cell: (cell) => baseOf(words, cell) })
  return html`<section class="report-indicator" aria-labelledby="${id}">
<h3 id="${id}">${name}</h3>
!${barChart({
    id: `chart-${id}`,
    title: texts.chart(name),
    about: texts.chartAbout(name, words.day(asOf)),
    bars: cells.map((cell) => ({ label: placeOf(words, cell), value: cell.value, written: write(cell) })),
    // A target of the whole says nothing of one bar unless the whole is one of them.
    target:
      target && unit === 'PERCENT'
        ? { value: target.value, written: texts.targetLine(written(words, target.value, unit)) }
        : null,
  })}
!${table(name, columns, cells)}
</section>
`
}

const placeOf = ({ code }: Words, cell: ReportCell): string =>
  cell.level === 'REGION' ? code('region', cell.code) : cell.name

function baseOf({ texts, format }: Words, { hidden, numerator, denominator }: ReportFigure): string {
  if (hidden) return texts.report.hidden
  if (denominator === null) return ''
  return numerator === null
    ? texts.indicator.observations(denominator)
    : texts.indicator.share(format.number(numerator, 1), format.number(denominator))
}
