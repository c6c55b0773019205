import { type ServiceRow, serviceById } from '@kooperacje/readmodels'
import type { Words } from '../i18n/words.ts'
import { type Html, html, nothing } from '../markup.ts'
import { facts } from '../parts/facts.ts'
import { tag, toneOf } from '../parts/tag.ts'
import { paths } from '../paths.ts'
import type { LedgerPage } from '../visit.ts'
import { categoryName } from './categories.ts'
import { placesOf, waitingOf } from './places.ts'

export const servicePage: LedgerPage = {
  path: '/services/:id',
  permission: 'basket.read',
  async render({ context: { pool }, words, ledger, id, query: { basket } }) {
    const row = await serviceById(pool, ledger, id, basket)
    if (row === null) return null
    const { basket: texts } = words.texts
    return {
      title: row.name,
      section: 'basket',
      body: html`<h1>${row.name}</h1>
!${row.pending === null ? nothing : html`<p class="notice">${texts.pending(words.format.number(row.pending.revision))}</p>`}
!${state(words, row)}
<h2>${texts.facts}</h2>
!${conditions(words, row)}
<p><a href="${paths.services(ledger)}">${texts.back}</a></p>`,
    }
  },
}

function state(words: Words, row: ServiceRow): Html {
  const { basket: texts } = words.texts
  return facts([
    [texts.institution, row.institutionName ?? row.institutionId],
    [texts.status, tag(words.code('serviceStatus', row.status), toneOf(row.status))],
    [texts.places, placesOf(words, row)],
    [texts.waiting, waitingOf(words, row)],
    [texts.category, categoryName(words.locale, row.category)],
    [texts.sector, words.code('sector', row.sector)],
    [texts.revision, words.format.number(row.revision)],
    row.basketVersion === null ? null : [texts.version, row.basketVersion],
  ])
}

function conditions(words: Words, row: ServiceRow): Html {
  const { basket: texts } = words.texts
  const { contact } = row
  const given = (name: string, value: string | null | undefined): readonly [string, string] | null =>
    value ? [name, value] : null
  const term =
    row.validFrom === null && row.validTo === null
      ? null
      : texts.termOf(words.day(row.validFrom), words.day(row.validTo))
  return facts([
    [texts.forWhom, row.targetGroups.map((group) => words.code('targetGroup', group)).join(', ')],
    given(texts.needs, row.needs.map((need) => words.code('problemArea', need)).join(', ')),
    [texts.referral, row.referralNeeded ? texts.needed : texts.notNeeded],
    [texts.incomeTest, row.incomeTest ? texts.applies : texts.appliesNot],
    [texts.fee, words.code('fee', row.fee)],
    given(texts.term, term),
    given(texts.legalBasis, row.legalBasis),
    given(texts.address, row.address),
    given(texts.phone, contact?.phone),
    given(texts.email, contact?.email),
    contact?.url ? [texts.url, html`<a href="${contact.url}" rel="external">${contact.url}</a>`] : null,
  ])
}
