import { type CaughtMail, caughtMails } from '@kooperacje/workers'
import { html } from '../markup.ts'
import { paging } from '../parts/paging.ts'
import { table } from '../parts/table.ts'
import { paths } from '../paths.ts'
import type { LedgerPage } from '../visit.ts'

const PER_PAGE = 50

/** What would have gone out, where no mail server is set: the mails carry ids only, like those that are sent. */
export const mailsPage: LedgerPage = {
  path: '/mails',
  permission: 'mail.read',
  async render({ context: { pool }, words, ledger, query }) {
    const { mails: texts } = words.texts
    const before = /^\d{1,15}$/.test(query.after ?? '') ? Number(query.after) : undefined
    const mails = await caughtMails(pool, ledger, PER_PAGE, before)
    const last = mails.at(-1)
    return {
      title: texts.title,
      section: 'mails',
      body: html`<h1>${texts.title}</h1>
<p>${texts.lead}</p>
!${
        mails.length === 0
          ? html`<p>${texts.none}</p>`
          : table<CaughtMail>(
              texts.caption,
              [
                { title: texts.subject, heading: true, cell: ({ subject }) => html`<span lang="pl">${subject}</span>` },
                { title: texts.to, cell: ({ address }) => address },
                {
                  title: texts.caught,
                  cell: ({ caughtAt }) => html`<time datetime="${caughtAt}">${words.format.moment(caughtAt)}</time>`,
                },
                {
                  title: texts.body,
                  cell: ({ subject, body }) =>
                    html`<details><summary>${texts.open}<span class="visually-hidden">: ${subject}</span></summary><pre lang="pl">${body}</pre></details>`,
                },
              ],
              mails,
            )
      }
!${paging(words, {
        next: mails.length === PER_PAGE && last ? paths.mails(ledger, { after: String(last.position) }) : null,
        first: query.after ? paths.mails(ledger) : null,
      })}`,
    }
  },
}
