import { businessDate } from '@kooperacje/domain'
import { restrictedHistory } from '@kooperacje/readmodels'
import { type Html, html, nothing } from '../markup.ts'
import type { InstitutionNames } from '../parts/institution-names.ts'
import { sentence, withCorrectedDays } from '../parts/timeline.ts'
import type { Visit } from '../visit.ts'

/** Dates of a Blue Card procedure, for those who may know of it; for everybody else there is no such heading at all. */
export async function restrictedSection(visit: Visit, names: InstitutionNames): Promise<Html> {
  if (!visit.may('case.read-restricted')) return nothing
  const { context, words, ledger, id } = visit
  const rows = await restrictedHistory(context.pool, ledger, id)
  const entries = await withCorrectedDays(context.store, ledger, ['case', id], rows)
  if (entries.length === 0) return nothing
  const { caseDetails: texts } = words.texts
  const items = entries.map((entry) => {
    const day = businessDate(entry.occurredAt)
    return html`<li><time datetime="${day}">${words.day(day)}</time> ${sentence(words, entry, names)}</li>\n`
  })
  return html`<section aria-labelledby="restricted">
<h2 id="restricted">${texts.restricted}</h2>
<p class="notice">${texts.restrictedLead}</p>
<ul>!${items}</ul>
</section>`
}
