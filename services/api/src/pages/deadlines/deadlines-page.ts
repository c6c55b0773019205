import { businessDate } from '@kooperacje/domain'
import { type DeadlineStatus, deadlinesList } from '@kooperacje/readmodels'
import { html } from '../markup.ts'
import { readPage } from '../parts/cursor.ts'
import { deadlineTable } from '../parts/deadlines.ts'
import { paging } from '../parts/paging.ts'
import { statusFilter } from '../parts/status-filter.ts'
import { paths } from '../paths.ts'
import type { LedgerPage } from '../visit.ts'

const statuses: readonly DeadlineStatus[] = ['MISSED', 'OPEN', 'PAUSED', 'MET', 'MET_LATE', 'TOO_EARLY', 'CANCELLED']

/** Every deadline of an office, each with the rule and the law behind it; what people may do about it is on its own page. */
export const deadlinesPage: LedgerPage = {
  path: '/deadlines',
  permission: 'deadline.read',
  async render({ context: { pool, now }, words, may, ledger, query }) {
    const { deadlines: texts } = words.texts
    const today = businessDate(now().toISOString())
    const status = statuses.find((known) => known === query.status)
    const standing = status && { status, asOf: today }
    const filter = { standing, restricted: may('deadline.read-restricted') }
    const page = await readPage(() => deadlinesList(pool, ledger, filter, { after: query.after }))
    const options = statuses.map((value) => ({ value, text: texts.status[value] }))
    return {
      title: texts.title,
      section: 'deadlines',
      body: html`<h1>${texts.title}</h1>
!${statusFilter(words, { action: paths.deadlines(ledger), label: texts.byStatus, options, chosen: status })}
!${
        page.items.length === 0
          ? html`<p>${texts.none}</p>`
          : deadlineTable(words, page.items, { caption: texts.captionAll, ledger, today, showAbout: true })
      }
!${paging(words, {
        next: page.next === null ? null : paths.deadlines(ledger, { status, after: page.next }),
        first: query.after ? paths.deadlines(ledger, { status }) : null,
      })}`,
    }
  },
}
