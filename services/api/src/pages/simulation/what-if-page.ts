import { modelsIn } from '@kooperacje/commands'
import { businessDate, type ModelDocument } from '@kooperacje/domain'
import { modelDocument } from '../../queries/models.ts'
import { simulateFor } from '../../simulations/simulate.ts'
import { type Html, html, nothing } from '../markup.ts'
import { asOfIn } from '../overview/as-of.ts'
import { dayForm } from '../parts/day-form.ts'
import { errorSummary } from '../parts/error-summary.ts'
import { facts } from '../parts/facts.ts'
import { paths } from '../paths.ts'
import type { LedgerPage, Visit } from '../visit.ts'
import { deadlineDifferences, ruleCounts } from './deadline-tables.ts'
import { indicatorPairs } from './indicator-pairs.ts'
import type { Outcome } from './outcome.ts'
import { refusedSteps } from './refused-steps.ts'

/** What a version would have made of the office's own history; nothing is run before somebody asks for it. */
export const whatIfPage: LedgerPage = {
  path: '/model/:id/what-if',
  permission: 'model.simulate',
  async render(visit) {
    const { context, words, ledger, id, query } = visit
    const draft = await modelDocument(context, ledger, id)
    if (draft === null) return null
    const { whatIf: texts, overview, model, shell } = words.texts
    const today = businessDate(context.now().toISOString())
    const fault = asOfIn(query.until, today) === null ? overview.asOfWrong : null
    const title = texts.title(id)
    const asked = query.until !== undefined && fault === null
    return {
      title: fault === null ? title : shell.errorTitle(title),
      section: 'model',
      status: fault === null ? 200 : 422,
      body: html`!${fault === null ? nothing : errorSummary(words, [{ field: 'until', message: fault }])}<h1>${title}</h1>
<p class="more"><a href="${paths.modelVersion(ledger, id)}">${model.versionTitle(id)}</a>
<a href="${paths.modelChanges(ledger, id)}">${words.texts.modelChanges.link}</a></p>
<p>${texts.lead}</p>
!${dayForm({
        action: paths.whatIf(ledger, id),
        name: 'until',
        label: texts.until,
        hint: texts.untilHint,
        submit: texts.submit,
        value: query.until ?? '',
        latest: today,
        fault,
      })}
!${asked ? shown(await tried(visit, draft)) : nothing}`,
    }
  },
}

async function tried(visit: Visit, draft: ModelDocument): Promise<Outcome> {
  const { context, principal, ledger, query, gone } = visit
  const until = query.until || undefined
  const comparison = await simulateFor(principal.role, context, ledger, { draft, until }, gone())
  const models = await modelsIn(context.store, ledger)
  const rules = [draft, ...comparison.versions.map(models)].flatMap(({ deadlines }) => deadlines)
  return { visit, comparison, draft, rules }
}

function shown(outcome: Outcome): Html {
  const { visit, comparison, draft } = outcome
  const { words, may } = visit
  const { whatIf: texts, deadlines } = words.texts
  return html`<h2>${texts.outcome}</h2>
!${facts([
    [texts.replayed, texts.events(comparison.events)],
    [texts.asOf, words.day(comparison.asOf)],
    [texts.ranOn, comparison.versions.join(', ')],
    [texts.triedUnder, draft.version],
  ])}
<p>${texts.nothingWritten}</p>
!${may('case.read') ? nothing : html`<p>${deadlines.countsOnly}</p>`}
<h2>${texts.deadlines}</h2>
!${deadlineDifferences(outcome)}
<h3>${texts.byRule}</h3>
!${ruleCounts(outcome)}
!${refusedSteps(outcome)}
!${indicatorPairs(outcome)}`
}
