import { inbox, type ReferralRow, type ReferralStatus } from '@kooperacje/readmodels'
import type { Words } from '../i18n/words.ts'
import { type Html, html } from '../markup.ts'
import { beginLinks } from '../parts/begin.ts'
import { readPage } from '../parts/cursor.ts'
import { type InstitutionNames, institutionNames } from '../parts/institution-names.ts'
import { paging } from '../parts/paging.ts'
import { statusFilter } from '../parts/status-filter.ts'
import { type Column, table } from '../parts/table.ts'
import { tag, toneOf } from '../parts/tag.ts'
import { paths } from '../paths.ts'
import type { LedgerPage, Visit } from '../visit.ts'

const statuses = ['WAITING', 'ACCEPTED', 'RETURNED', 'REDIRECTED'] as const satisfies readonly ReferralStatus[]

/** The leader sees every referral; another institution the ones it has sent, and what became of them. */
export const referralsPage: LedgerPage = {
  path: '/referrals',
  permission: ['referral.read', 'referral.read-own'],
  async render(visit) {
    const {
      context: { pool },
      words,
      principal,
      may,
      ledger,
      query,
    } = visit
    const { referrals: texts } = words.texts
    const status = statuses.find((known) => known === query.status)
    const all = may('referral.read')
    const { institutionId } = principal
    const [page, names] = await Promise.all([
      all || institutionId !== null
        ? readPage(() =>
            inbox(
              pool,
              ledger,
              { status, ...(all || institutionId === null ? {} : { fromInstitutionId: institutionId }) },
              { after: query.after },
            ),
          )
        : { items: [], next: null },
      institutionNames(pool, ledger),
    ])
    const title = all ? texts.title : texts.titleOwn
    const options = statuses.map((value) => ({ value, text: words.code('referralStatus', value) }))
    const columns = referralColumns(words, ledger, names, may)
    return {
      title,
      section: 'referrals',
      body: html`<h1>${title}</h1>
!${beginLinks(visit, 'SubmitReferral')}
!${statusFilter(words, { action: paths.referrals(ledger), label: texts.byStatus, options, chosen: status })}
!${page.items.length === 0 ? html`<p>${texts.none}</p>` : table(texts.caption, columns, page.items)}
!${paging(words, {
        next: page.next === null ? null : paths.referrals(ledger, { status, after: page.next }),
        first: query.after ? paths.referrals(ledger, { status }) : null,
      })}`,
    }
  },
}

export function referralColumns(
  words: Words,
  ledger: string,
  names: InstitutionNames,
  may: Visit['may'],
): readonly Column<ReferralRow>[] {
  const { referrals: texts } = words.texts
  const idOf = (id: string): Html => {
    const key = html`<span class="key">${id}</span>`
    return may('referral.decide') ? html`<a href="${paths.thing(ledger, '/referrals', id)}">!${key}</a>` : key
  }
  return [
    { title: texts.referral, heading: true, cell: ({ referralId }) => idOf(referralId) },
    {
      title: texts.submitted,
      cell: ({ submittedOn }) => html`<time datetime="${submittedOn}">${words.day(submittedOn)}</time>`,
    },
    { title: texts.from, cell: ({ fromInstitutionId }) => names.of(fromInstitutionId) },
    { title: texts.kind, cell: ({ clientKind }) => words.code('clientKind', clientKind) },
    {
      title: texts.urgency,
      cell: ({ urgency }) => tag(words.code('urgency', urgency), urgency === 'URGENT' ? 'warn' : 'plain'),
    },
    { title: texts.agreed, cell: ({ clientAgreed }) => words.code('clientAgreed', clientAgreed) },
    { title: texts.status, cell: ({ status }) => tag(words.code('referralStatus', status), toneOf(status)) },
    { title: texts.outcome, cell: (row) => outcomeOf(words, ledger, row, names, may('case.read')) },
  ]
}

/** The sender learns that a case came of it; the case itself opens to them with a seat in its team. */
function outcomeOf(
  words: Words,
  ledger: string,
  row: ReferralRow,
  names: InstitutionNames,
  casesAreOpen: boolean,
): Html {
  const { referrals: texts } = words.texts
  const on = words.day(row.answeredOn)
  switch (row.status) {
    case 'WAITING':
      return html`${texts.waiting}`
    case 'RETURNED':
      return html`${texts.returned(on, words.code('returnReason', row.returnReason ?? ''))}`
    case 'REDIRECTED':
      return html`${texts.redirected(on, names.of(row.redirectedTo ?? ''))}`
    case 'ACCEPTED':
      return row.caseId !== null && casesAreOpen
        ? html`${texts.accepted(on)}, <a href="${paths.case(ledger, row.caseId)}">${texts.acceptedAs} <span class="key">${row.caseId}</span></a>`
        : html`${texts.accepted(on)}`
  }
}
