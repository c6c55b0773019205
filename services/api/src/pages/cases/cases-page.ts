import { businessDate } from '@kooperacje/domain'
import { type CaseRow, type CaseStatus, casesList } from '@kooperacje/readmodels'
import { isSharedWith } from '../../auth/case-visibility.ts'
import type { Words } from '../i18n/words.ts'
import { html, nothing } from '../markup.ts'
import { beginLinks } from '../parts/begin.ts'
import { readPage } from '../parts/cursor.ts'
import { paging } from '../parts/paging.ts'
import { statusFilter } from '../parts/status-filter.ts'
import { type Column, table } from '../parts/table.ts'
import { tag, toneOf } from '../parts/tag.ts'
import { paths } from '../paths.ts'
import type { LedgerPage } from '../visit.ts'
import { stages } from './workflow.ts'

const statuses: readonly CaseStatus[] = [...stages, 'SUSPENDED', 'REJECTED']

export const casesPage: LedgerPage = {
  path: '/cases',
  permission: ['case.read', 'case.read-shared'],
  async render(visit) {
    const {
      context: { pool, now },
      words,
      principal,
      may,
      ledger,
      query,
    } = visit
    const { cases: texts } = words.texts
    const status = statuses.find((known) => known === query.status)
    const { institutionId } = principal
    const all = may('case.read')
    const today = businessDate(now().toISOString())
    const page =
      all || institutionId !== null
        ? await readPage(() =>
            casesList(
              pool,
              ledger,
              { status, ...(all || institutionId === null ? {} : { sharedWith: institutionId }) },
              { after: query.after },
            ),
          )
        : { items: [], next: null }
    const rows = all ? page.items : page.items.filter((row) => isSharedWith(row, institutionId, today))
    const options = statuses.map((value) => ({ value, text: words.code('caseStatus', value) }))
    return {
      title: texts.title,
      section: 'cases',
      body: html`<h1>${texts.title}</h1>
!${beginLinks(visit, 'ProposeCase', 'OpenMatter')}
!${all ? nothing : html`<p>${texts.sharedOnly}</p>`}
!${statusFilter(words, { action: paths.cases(ledger), label: texts.byStatus, options, chosen: status })}
!${rows.length === 0 ? html`<p>${texts.none}</p>` : table(texts.caption, columns(words, ledger), rows)}
!${paging(words, {
        next: page.next === null ? null : paths.cases(ledger, { status, after: page.next }),
        first: query.after ? paths.cases(ledger, { status }) : null,
      })}`,
    }
  },
}

function columns(words: Words, ledger: string): readonly Column<CaseRow>[] {
  const { cases: texts } = words.texts
  return [
    {
      title: texts.case,
      heading: true,
      cell: ({ caseId }) => html`<a class="key" href="${paths.case(ledger, caseId)}">${caseId}</a>`,
    },
    { title: texts.status, cell: ({ status }) => tag(words.code('caseStatus', status), toneOf(status)) },
    { title: texts.kind, cell: ({ clientKind }) => words.code('clientKind', clientKind) },
    { title: texts.source, cell: ({ source }) => words.code('source', source) },
    { title: texts.team, cell: ({ teamSize }) => (teamSize === 0 ? texts.noTeam : texts.members(teamSize)) },
    { title: texts.opened, cell: ({ openedOn }) => html`<time datetime="${openedOn}">${words.day(openedOn)}</time>` },
  ]
}
