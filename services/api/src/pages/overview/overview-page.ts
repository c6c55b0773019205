import { businessDate } from '@kooperacje/domain'
import { inbox, type Overview, overview, type PartnershipRow } from '@kooperacje/readmodels'
import { type Html, html, nothing } from '../markup.ts'
import { beginLinks } from '../parts/begin.ts'
import { deadlineTable } from '../parts/deadlines.ts'
import { errorSummary } from '../parts/error-summary.ts'
import { institutionNames } from '../parts/institution-names.ts'
import { table } from '../parts/table.ts'
import { tag, toneOf } from '../parts/tag.ts'
import { paths } from '../paths.ts'
import { referralColumns } from '../referrals/referrals-page.ts'
import type { LedgerPage, Visit } from '../visit.ts'
import { asOfForm, asOfIn } from './as-of.ts'
import { indicatorTable } from './indicators.ts'

/** What waits first, figures last. Everything is as of now but the indicators, which have a day of their own. */
export const overviewPage: LedgerPage = {
  path: '',
  permission: 'overview.read',
  async render(visit) {
    const { context, words, ledger, query } = visit
    const { overview: texts, shell } = words.texts
    const today = businessDate(context.now().toISOString())
    const asOf = asOfIn(query.asOf, today)
    const wrong = asOf === null
    const state = await overview(context.pool, ledger, today)
    return {
      title: wrong ? shell.errorTitle(texts.title) : texts.title,
      section: 'overview',
      status: wrong ? 422 : 200,
      body: html`!${wrong ? errorSummary(words, [{ field: 'asOf', message: texts.asOfWrong }]) : nothing}
<h1>${texts.title}</h1>
<h2>${texts.deadlines}</h2>
!${deadlines(visit, state, today)}
<h2>${texts.referrals}</h2>
!${await referrals(visit, state)}
<h2>${texts.partnerships}</h2>
!${partnerships(visit, state.partnerships)}
!${beginLinks(visit, 'OpenPartnership', 'RegisterInstitution')}
<h2 id="indicators">${texts.indicators}</h2>
!${asOfForm(visit, { action: `${paths.overview(ledger)}#indicators`, shown: wrong ? (query.asOf ?? '') : asOf, today, wrong })}
!${await indicatorTable(visit, asOf ?? today)}
<p class="more"><a href="${paths.report(ledger, 'html', { asOf: query.asOf })}">${words.texts.report.link}</a></p>`,
    }
  },
}

/** Overdue ones first. Who may not see cases learns how many there are, not in which. */
function deadlines({ words, may, ledger }: Visit, { overdue, dueSoon }: Overview, today: string): Html {
  const { deadlines: texts, overview: titles } = words.texts
  const counts = html`<p>!${tag(texts.overdueCount(overdue.count), overdue.count > 0 ? 'bad' : 'plain')} !${tag(texts.soonCount(dueSoon.count), dueSoon.count > 0 ? 'warn' : 'plain')}</p>`
  if (!may('deadline.read')) return html`!${counts}\n<p class="soft">${texts.countsOnly}</p>`
  const rows = [...overdue.first, ...dueSoon.first]
  if (rows.length === 0) return html`<p>${titles.noDeadlines}</p>`
  return html`!${counts}\n!${deadlineTable(words, rows, { caption: texts.caption, ledger, today, showAbout: true })}`
}

async function referrals(
  { context, words, principal, may, ledger }: Visit,
  { openReferrals }: Overview,
): Promise<Html> {
  const { overview: texts, referrals: titles } = words.texts
  const all = may('referral.read')
  const own = !all && may('referral.read-own') ? principal.institutionId : null
  const waiting =
    own === null
      ? openReferrals
      : await inbox(context.pool, ledger, { status: 'WAITING', fromInstitutionId: own }, { order: 'oldest' }).then(
          ({ items }) => ({ count: items.length, oldest: items }),
        )
  const count = html`<p>${waiting.count === 0 ? texts.noOpenReferrals : texts.openReferrals(waiting.count)}</p>`
  if (!all && own === null) return count
  const link = html`<p class="more"><a href="${paths.referrals(ledger)}">${texts.toReferrals}</a></p>`
  if (waiting.count === 0) return html`!${count}\n!${link}`
  const names = await institutionNames(context.pool, ledger)
  const columns = referralColumns(words, ledger, names, may).slice(0, -2)
  return html`!${count}\n!${table(titles.captionOldest, columns, waiting.oldest)}\n!${link}`
}

function partnerships({ words, ledger }: Visit, rows: readonly PartnershipRow[]): Html {
  const { overview: texts } = words.texts
  if (rows.length === 0) return html`<p>${texts.noPartnerships}</p>`
  return table<PartnershipRow>(
    texts.partnershipsCaption,
    [
      {
        title: texts.name,
        heading: true,
        cell: ({ partnershipId, name }) => html`<a href="${paths.partnership(ledger, partnershipId)}">${name}</a>`,
      },
      { title: texts.status, cell: ({ status }) => tag(words.code('partnershipStatus', status), toneOf(status)) },
      { title: texts.members, numeric: true, cell: ({ membersCount }) => words.format.number(membersCount) },
      { title: texts.sectors, numeric: true, cell: ({ sectorsCount }) => words.format.number(sectorsCount) },
      { title: texts.constituted, cell: ({ constitutedOn }) => words.day(constitutedOn) },
    ],
    rows,
  )
}
