import { businessDate } from '@kooperacje/domain'
import {
  deadlinesList,
  type MemberRow,
  mutualBenefits,
  type PartnershipDetail,
  partnershipById,
  partnershipCharter,
  partnershipDecisions,
  partnershipPapers,
  partnershipSittings,
  partnershipTimeline,
  resourceMap,
} from '@kooperacje/readmodels'
import type { Words } from '../i18n/words.ts'
import { type Html, html, nothing } from '../markup.ts'
import { readPage } from '../parts/cursor.ts'
import { deadlineTable } from '../parts/deadlines.ts'
import { facts } from '../parts/facts.ts'
import { type InstitutionNames, institutionNames } from '../parts/institution-names.ts'
import { paging } from '../parts/paging.ts'
import { stepsSection } from '../parts/steps.ts'
import { table } from '../parts/table.ts'
import { tag, toneOf } from '../parts/tag.ts'
import { timeline, withCorrectedDays } from '../parts/timeline.ts'
import { paths } from '../paths.ts'
import type { LedgerPage, Visit } from '../visit.ts'
import { benefitsOf, charterOf, papersOf, resourceMapOf } from './registers.ts'
import { decisionsOf, sittingsOf } from './sittings.ts'

export const partnershipPage: LedgerPage = {
  path: '/partnerships/:id',
  permission: 'partnership.read',
  async render(visit) {
    const { context, words, ledger, id, query } = visit
    const { pool } = context
    const { after } = query
    const [detail, names] = await Promise.all([partnershipById(pool, ledger, id), institutionNames(pool, ledger)])
    if (detail === null) return null
    const history = after ? await readPage(() => partnershipTimeline(pool, ledger, id, { after })) : detail.timeline
    const { texts } = words
    return {
      title: detail.name,
      section: 'overview',
      body: html`<h1>${detail.name}</h1>
!${detail.belowMinimum ? html`<p class="notice">${texts.partnership.belowMinimum}</p>` : nothing}
<h2>${texts.partnership.factsTitle}</h2>
!${stateOf(words, detail, names)}
!${await stepsSection(visit, { collection: '/partnerships', id }, { collection: '/baskets', id, begins: true })}
!${await deadlinesOf(visit)}
<h2>${texts.partnership.members}</h2>
!${membersOf(words, detail.memberList)}
!${await lifeOf(visit)}
<h2 id="history">${texts.timeline.title}</h2>
!${timeline(words, await withCorrectedDays(context.store, ledger, ['partnership', id], history.items), names)}
!${paging(
        words,
        {
          next: history.next === null ? null : `${paths.partnership(ledger, id, { after: history.next })}#history`,
          first: after ? `${paths.partnership(ledger, id)}#history` : null,
        },
        texts.timeline,
      )}`,
    }
  },
}

async function deadlinesOf({ context: { pool, now }, words, may, ledger, id }: Visit): Promise<Html> {
  if (!may('deadline.read')) return nothing
  const { items } = await deadlinesList(pool, ledger, { about: `partnership/${id}` })
  if (items.length === 0) return nothing
  const { deadlines: caption } = words.texts.partnershipLife
  const today = businessDate(now().toISOString())
  return html`<h2>${caption}</h2>
!${deadlineTable(words, items, { caption, ledger, today })}`
}

/** What the partnership keeps for all its institutions to read; what there is none of yet is left out. */
async function lifeOf({ context: { pool }, words, ledger, id }: Visit): Promise<Html> {
  const [sittings, decisions, papers, map, benefits, charter] = await Promise.all([
    partnershipSittings(pool, ledger, id),
    partnershipDecisions(pool, ledger, id),
    partnershipPapers(pool, ledger, id),
    resourceMap(pool, ledger, id),
    mutualBenefits(pool, ledger, id),
    partnershipCharter(pool, ledger, id),
  ])
  const { partnershipLife: texts } = words.texts
  return html`<h2>${texts.sittings}</h2>
!${sittingsOf(words, sittings)}
!${decisionsOf(words, decisions, sittings)}
!${papersOf(words, papers)}
<h2>${texts.map}</h2>
!${resourceMapOf(words, map)}
!${benefitsOf(words, benefits)}
!${charterOf(words, charter)}`
}

function stateOf(words: Words, row: PartnershipDetail, names: InstitutionNames): Html {
  const { partnership: texts, partnershipLife: life } = words.texts
  const { number } = words.format
  const basket =
    row.basketVersion === null
      ? null
      : texts.basketOf(
          row.basketVersion,
          texts.services(row.basketServices),
          texts.institutions(row.basketInstitutions),
        )
  return facts([
    [texts.status, tag(words.code('partnershipStatus', row.status), toneOf(row.status))],
    [texts.leader, row.leaderId === null ? texts.noLeader : names.of(row.leaderId)],
    [texts.municipality, row.municipality],
    [texts.modelVersion, row.modelVersion],
    [texts.opened, words.day(row.openedOn)],
    [texts.constituted, words.day(row.constitutedOn)],
    [texts.membersCount, number(row.membersCount)],
    [texts.sectorsCount, number(row.sectorsCount)],
    row.lastPlenaryOn === null ? null : [texts.plenary, words.day(row.lastPlenaryOn)],
    row.regulationsVersion === null
      ? null
      : [life.regulations, life.regulationsVersion(number(row.regulationsVersion))],
    row.state.networkOfficer === null ? null : [life.networkOfficer, names.of(row.state.networkOfficer.institutionId)],
    row.workPlanYear === null ? null : [texts.workPlan, String(row.workPlanYear)],
    basket === null ? null : [texts.basket, basket],
  ])
}

function membersOf(words: Words, members: readonly MemberRow[]): Html {
  const { partnership: texts } = words.texts
  if (members.length === 0) return html`<p>${texts.noMembers}</p>`
  return table<MemberRow>(
    texts.membersCaption,
    [
      { title: texts.institution, heading: true, cell: (row) => nameOf(words, row) },
      { title: texts.sector, cell: ({ sector }) => words.code('sector', sector) },
      {
        title: texts.membership,
        cell: ({ status }) => tag(words.code('membershipStatus', status), toneOf(status)),
      },
      { title: texts.since, cell: ({ since }) => html`<time datetime="${since}">${words.day(since)}</time>` },
    ],
    members,
  )
}

function nameOf({ texts }: Words, { name, institutionId, leader, strategicPartner }: MemberRow): Html {
  const marks = [leader ? texts.partnership.isLeader : null, strategicPartner ? texts.partnership.isStrategic : null]
  return html`${name ?? institutionId}!${marks.map((mark) => (mark === null ? nothing : html` !${tag(mark)}`))}`
}
