import {
  type BasketState,
  basket as basketProcess,
  type CaseState,
  type Conflict,
  caseProcess,
  conflictsOfPlan,
  openActions,
  undecided,
} from '@kooperacje/domain'
import { type Html, html, nothing } from '../markup.ts'
import type { InstitutionNames } from '../parts/institution-names.ts'
import { type Column, table } from '../parts/table.ts'
import { tag } from '../parts/tag.ts'
import { paths } from '../paths.ts'
import type { Visit } from '../visit.ts'

type Row = Conflict & { readonly open: boolean }

/**
 * Which open actions stand in each other's way, and whether that was decided. The kind of help is not told here: it would say
 * what ails the client to whoever opens the page without a purpose on record.
 */
export async function conflictsSection(visit: Visit, names: InstitutionNames): Promise<Html> {
  const { basket: texts } = visit.words.texts
  const rows = await conflictsOf(visit)
  if (rows.length === 0) return nothing
  return html`<h2>${texts.conflicts}</h2>
!${rows.some(({ open }) => open) ? html`<p class="notice">${texts.conflictsOpen}</p>` : nothing}
!${table(texts.conflictsCaption, columnsOf(visit, names), rows)}`
}

async function conflictsOf({ context: { handler }, ledger, id }: Visit): Promise<readonly Row[]> {
  const state = (await handler.state(ledger, { process: caseProcess, id })).state as CaseState
  const actions = openActions(state)
  if (actions.length === 0) return []
  const ref = { process: basketProcess, id: state.partnershipId ?? '' }
  const basket = (await handler.state(ledger, ref)).state as BasketState
  const model = handler.models(ledger)(state.modelVersion)
  const conflicts = conflictsOfPlan({ state, actions, basket, model })
  const open = undecided(conflicts, state.decided)
  return conflicts.map((conflict) => ({ ...conflict, open: open.includes(conflict) }))
}

function columnsOf({ words, ledger, id }: Visit, names: InstitutionNames): readonly Column<Row>[] {
  const { basket: texts } = words.texts
  const action = ({ caseId, actionId }: Row['actions'][number]) =>
    caseId === id
      ? html`<span class="key">${actionId}</span>`
      : html`<a href="${paths.case(ledger, caseId)}"><span class="key">${caseId}</span></a>`
  return [
    { title: texts.conflictActions, heading: true, cell: ({ actions: [a, b] }) => html`!${action(a)}, !${action(b)}` },
    { title: texts.conflictKind, cell: ({ kind }) => words.code('conflictKind', kind) },
    { title: texts.institutions, cell: ({ institutions }) => institutions.map(names.of).join(', ') },
    { title: texts.term, cell: ({ from, until }) => texts.termOf(words.day(from), words.day(until)) },
    {
      title: texts.decision,
      cell: ({ open }) => (open ? tag(texts.undecided, 'warn') : tag(texts.decided, 'good')),
    },
  ]
}
