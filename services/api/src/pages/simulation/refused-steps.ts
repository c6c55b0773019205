import type { RefusedFact } from '@kooperacje/domain'
import { type Html, html, nothing } from '../markup.ts'
import { stepName } from '../model/step-name.ts'
import { day } from '../parts/day.ts'
import { listOr } from '../parts/table.ts'
import { refusalText, stateNames } from '../record/refusal-faults.ts'
import { cappedTable } from './capped-table.ts'
import { aboutCell, type Outcome } from './outcome.ts'

/** What only one of the versions allows, with the rule that says no, in words. */
export function refusedSteps(outcome: Outcome): Html {
  const { whatIf: texts } = outcome.visit.words.texts
  const { byDraft, byActual } = outcome.comparison.refusals
  return html`<h2>${texts.refused}</h2>
!${listOr(texts.noRefused, byDraft, () => stepTable(outcome, texts.refusedCaption, byDraft))}
!${byActual.length === 0 ? nothing : html`<h2>${texts.allowed}</h2>\n!${stepTable(outcome, texts.allowedCaption, byActual)}`}`
}

function stepTable(outcome: Outcome, caption: string, rows: readonly RefusedFact[]): Html {
  const { words } = outcome.visit
  const { whatIf: texts, deadlines, model } = words.texts
  const states = stateNames(words, () => outcome.draft, null)
  return cappedTable<RefusedFact>(
    words,
    caption,
    [
      { title: model.step, heading: true, cell: ({ type }) => stepName(words, type) },
      { title: deadlines.about, cell: ({ about }) => aboutCell(outcome, about) },
      { title: texts.happened, cell: ({ occurredOn }) => day(words, occurredOn) },
      { title: texts.reason, cell: ({ refusal }) => refusalText(words, refusal, states) },
    ],
    rows,
  )
}
