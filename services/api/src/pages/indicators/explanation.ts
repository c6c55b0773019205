import { type Evaluation, type ExplainedEvent, explain, type LeftOutReason, leftOutReasons } from '@kooperacje/domain'
import { cursorOf, placeIn } from '../../indicators/cursor.ts'
import { explainedEvent } from '../../indicators/written.ts'
import { type Html, html, nothing } from '../markup.ts'
import { aboutLink } from '../parts/about-link.ts'
import { readPage } from '../parts/cursor.ts'
import { paging } from '../parts/paging.ts'
import { table } from '../parts/table.ts'
import { paths } from '../paths.ts'
import type { Visit } from '../visit.ts'

const PAGE = 50

/** How many events count and how many do not, and why; then one by one, for those who may see cases. */
export async function explanation(visit: Visit, evaluation: Evaluation): Promise<Html> {
  const { words, ledger, id, query, may } = visit
  const { indicator: texts } = words.texts
  const from = await readPage(async () => placeIn(query.after))
  const { counted, leftOut, events, total } = explain(evaluation, { from, limit: PAGE })
  const sight = { cases: may('case.read'), restricted: may('case.read-restricted') }
  const shown = events.map((event) => explainedEvent(event, sight))
  const next = from + PAGE < total ? cursorOf(from + PAGE) : null
  const at = (after?: string) => `${paths.indicator(ledger, id, { asOf: query.asOf, by: query.by, after })}#explanation`
  return html`<p>${texts.counted(counted)}</p>
<h3>${texts.leftOut}</h3>
!${reasons(visit, Object.entries(leftOut) as [LeftOutReason, number][])}
!${sight.cases ? nothing : html`<p class="soft">${texts.countsOnly}</p>`}
!${shown.length === 0 ? html`<p>${texts.noEvents}</p>` : eventTable(visit, shown)}
!${paging(words, { next: next && at(next), first: from > 0 ? at() : null }, texts)}`
}

function reasons({ words }: Visit, rows: readonly [LeftOutReason, number][]): Html {
  const { indicator: texts } = words.texts
  if (rows.length === 0) return html`<p>${texts.nothingLeftOut}</p>`
  return table<[LeftOutReason, number]>(
    texts.leftOutCaption,
    [
      { title: texts.reason, heading: true, cell: ([reason]) => leftOutReasons[reason][words.locale] },
      { title: texts.events, numeric: true, cell: ([, number]) => words.format.number(number) },
    ],
    rows,
  )
}

type Shown = ReturnType<typeof explainedEvent>

function eventTable({ words, ledger }: Visit, rows: readonly Shown[]): Html {
  const { indicator: texts } = words.texts
  const { format } = words
  const hidden = html`<span class="soft">${texts.notShown}</span>`
  return table<Shown>(
    texts.eventsCaption,
    [
      { title: texts.position, numeric: true, cell: ({ position }) => (position === null ? hidden : String(position)) },
      {
        title: texts.day,
        cell: ({ occurredOn }) => html`<time datetime="${occurredOn}">${words.day(occurredOn)}</time>`,
      },
      {
        title: texts.event,
        heading: true,
        cell: ({ type }) => (type === null ? hidden : html`<span class="key">${type}</span>`),
      },
      {
        title: texts.about,
        cell: ({ streamType, streamId }) =>
          streamType === null ? hidden : aboutLink(words, ledger, `${streamType}/${streamId}`),
      },
      { title: texts.adds, cell: (event) => addedBy(event) },
    ],
    rows,
  )

  function addedBy({
    adds,
    outOf,
    reason,
    corrects,
  }: Pick<ExplainedEvent, 'adds' | 'outOf' | 'corrects'> & { reason: string | null }): string {
    if (reason !== null) return leftOutReasons[reason as LeftOutReason][words.locale]
    const top = format.number(adds ?? 0, 1)
    const what = outOf === null ? top : texts.addsOf(top, format.number(outOf))
    return corrects === null ? what : `${what}; ${texts.corrects(String(corrects))}`
  }
}
