import { erasure } from '@kooperacje/domain'
import { type ErasureRow, erasuresList } from '@kooperacje/readmodels'
import type { Words } from '../i18n/words.ts'
import { type Html, html, nothing } from '../markup.ts'
import { beginLinks } from '../parts/begin.ts'
import { readPage } from '../parts/cursor.ts'
import { paging } from '../parts/paging.ts'
import { statusFilter } from '../parts/status-filter.ts'
import { type Column, listOr, table } from '../parts/table.ts'
import { tag, toneOf } from '../parts/tag.ts'
import { paths } from '../paths.ts'
import type { LedgerPage } from '../visit.ts'
import { searchForm } from './search.ts'

const statuses = [...Object.keys(erasure.description.states), 'HELD']

/** What persons have asked about their data, and how far each request has come. Ids only, as on every list. */
export const clientsPage: LedgerPage = {
  path: '/clients',
  permission: ['erasure.request', 'erasure.decide'],
  async render(visit) {
    const {
      context: { pool },
      words,
      ledger,
      query,
    } = visit
    const { clients: texts } = words.texts
    const status = statuses.find((known) => known === query.status)
    const page = await readPage(() => erasuresList(pool, ledger, { status }, { after: query.after }))
    const options = statuses.map((value) => ({ value, text: statusName(words, value) }))
    return {
      title: texts.title,
      section: 'clients',
      body: html`<h1>${texts.title}</h1>
<h2>${texts.search}</h2>
!${searchForm(words, ledger)}
<h2>${texts.erasures}</h2>
<p>${texts.fourEyes}</p>
!${beginLinks(visit, 'RequestErasure')}
!${statusFilter(words, { action: paths.clients(ledger), label: texts.byStatus, options, chosen: status })}
!${listOr(texts.none, page.items, () => table(texts.caption, columns(words, ledger), page.items))}
!${paging(words, {
        next: page.next === null ? null : paths.clients(ledger, { status, after: page.next }),
        first: query.after ? paths.clients(ledger, { status }) : null,
      })}`,
    }
  },
}

const statusName = ({ locale, texts }: Words, status: string): string =>
  status === 'HELD' ? texts.clients.held : (erasure.description.states[status]?.[locale] ?? status)

function columns(words: Words, ledger: string): readonly Column<ErasureRow>[] {
  const { clients: texts } = words.texts
  return [
    {
      title: texts.request,
      heading: true,
      cell: ({ erasureId }) =>
        html`<a class="key" href="${paths.thing(ledger, '/erasures', erasureId)}">${erasureId}</a>`,
    },
    { title: texts.client, cell: ({ clientId }) => html`<span class="key">${clientId}</span>` },
    { title: texts.ground, cell: ({ ground }) => words.code('erasureGround', ground) },
    {
      title: texts.status,
      cell: ({ status, holds }) =>
        html`!${tag(statusName(words, status), toneOf(status))}!${holds.length === 0 ? nothing : html` !${tag(texts.heldBy(holds.join(', ')), 'warn')}`}`,
    },
    { title: texts.requested, cell: ({ requestedOn, requestedBy }) => texts.by(words.day(requestedOn), requestedBy) },
    { title: texts.confirmed, cell: ({ confirmedOn, confirmedBy }) => by(words, confirmedOn, confirmedBy) },
    { title: texts.ended, cell: (row) => endOf(words, row) },
  ]
}

const by = (words: Words, day: string | null, actor: string | null): string =>
  day === null ? '–' : words.texts.clients.by(words.day(day), actor ?? '')

function endOf(words: Words, { endedOn, refusalGround }: ErasureRow): Html {
  if (endedOn === null) return html`–`
  const why = refusalGround === null ? nothing : html`, ${words.code('erasureRefusalGround', refusalGround)}`
  return html`${words.day(endedOn)}!${why}`
}
