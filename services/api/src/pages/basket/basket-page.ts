import { businessDate, ProblemArea, Sector } from '@kooperacje/domain'
import {
  type AccessRule,
  type BasketVersionsTable,
  basketVersions,
  type ServiceRow,
  servicesList,
} from '@kooperacje/readmodels'
import type { Words } from '../i18n/words.ts'
import { type Html, html } from '../markup.ts'
import { readPage } from '../parts/cursor.ts'
import { paging } from '../parts/paging.ts'
import { type Column, table } from '../parts/table.ts'
import { tag, toneOf } from '../parts/tag.ts'
import { paths, type ServiceQuery } from '../paths.ts'
import type { LedgerPage } from '../visit.ts'
import { categoryName } from './categories.ts'
import { placesOf, waitingOf } from './places.ts'
import { accessRules, searchForm } from './search-form.ts'

/** What cooperating institutions offer: for whoever plans with a client, and for everybody who looks for help. */
export const basketPage: LedgerPage = {
  path: '/services',
  permission: 'basket.read',
  async render({ context, words, ledger, query: { after, ...asked } }) {
    const { basket: texts } = words.texts
    const search = known(asked)
    const { available, text, need, ...same } = search
    const filter = {
      ...same,
      need: need as ProblemArea | undefined,
      accessRule: search.accessRule as AccessRule | undefined,
      text: text || undefined,
      availableOn: available === 'true' ? businessDate(context.now().toISOString()) : undefined,
      status: available === 'true' ? undefined : (['PUBLISHED', 'SUSPENDED', 'VERIFIED', 'PROPOSED'] as const),
    }
    const [page, versions] = await Promise.all([
      readPage(() => servicesList(context.pool, ledger, filter, { after })),
      basketVersions(context.pool, ledger),
    ])
    return {
      title: texts.title,
      section: 'basket',
      body: html`<h1>${texts.title}</h1>
<p>${texts.lead}</p>
!${searchForm(words, ledger, search)}
!${page.items.length === 0 ? html`<p>${texts.none}</p>` : table(texts.caption, columns(words, ledger), page.items)}
!${paging(words, {
        next: page.next === null ? null : paths.services(ledger, { ...search, after: page.next }),
        first: after ? paths.services(ledger, search) : null,
      })}
<h2>${texts.versions}</h2>
!${versions.length === 0 ? html`<p>${texts.noVersions}</p>` : table(texts.versionsCaption, versionColumns(words), versions)}`,
    }
  },
}

/** A value that no list offers is left out: nobody is told that a search was narrowed by something that is not. */
function known(asked: Readonly<Record<string, string | undefined>>): ServiceQuery {
  const from = (options: readonly string[], value: string | undefined) => options.find((option) => option === value)
  return {
    text: asked.text?.trim().slice(0, 100) || undefined,
    need: from(ProblemArea.options, asked.need),
    sector: from(Sector.options, asked.sector),
    category: asked.category?.slice(0, 60) || undefined,
    accessRule: from(accessRules, asked.accessRule),
    available: from(['true'], asked.available),
  }
}

function columns(words: Words, ledger: string): readonly Column<ServiceRow>[] {
  const { basket: texts } = words.texts
  return [
    { title: texts.service, heading: true, cell: (row) => link(ledger, row) },
    { title: texts.institution, cell: ({ institutionId, institutionName }) => institutionName ?? institutionId },
    { title: texts.category, cell: ({ category }) => categoryName(words.locale, category) },
    { title: texts.status, cell: ({ status }) => tag(words.code('serviceStatus', status), toneOf(status)) },
    { title: texts.places, cell: (row) => placesOf(words, row) },
    { title: texts.waiting, cell: (row) => waitingOf(words, row) },
  ]
}

const link = (ledger: string, { serviceId, basketId, name }: ServiceRow): Html =>
  html`<a href="${paths.service(ledger, serviceId, { basket: basketId })}">${name}</a>`

function versionColumns(words: Words): readonly Column<BasketVersionsTable>[] {
  const { basket: texts } = words.texts
  return [
    { title: texts.version, heading: true, cell: ({ basketVersion }) => basketVersion },
    {
      title: texts.published,
      cell: ({ publishedOn }) => html`<time datetime="${publishedOn}">${words.day(publishedOn)}</time>`,
    },
    { title: texts.services, numeric: true, cell: ({ services }) => words.format.number(services) },
    { title: texts.institutions, numeric: true, cell: ({ institutions }) => words.format.number(institutions) },
  ]
}
