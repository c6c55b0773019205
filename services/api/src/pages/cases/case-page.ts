import { businessDate } from '@kooperacje/domain'
import {
  type CaseRow,
  caseById,
  caseConsents,
  casePlan,
  caseTimeline,
  type DeadlineRow,
  deadlinesList,
  meetingsList,
} from '@kooperacje/readmodels'
import { isSharedWith, sharedEventTypes } from '../../auth/case-visibility.ts'
import { Problem } from '../../http/problems.ts'
import type { Words } from '../i18n/words.ts'
import { type Html, html, nothing } from '../markup.ts'
import { readPage } from '../parts/cursor.ts'
import { deadlineTable } from '../parts/deadlines.ts'
import { facts } from '../parts/facts.ts'
import { type InstitutionNames, institutionNames } from '../parts/institution-names.ts'
import { paging } from '../parts/paging.ts'
import { stepsSection } from '../parts/steps.ts'
import { tag, toneOf } from '../parts/tag.ts'
import { timeline, withCorrectedDays } from '../parts/timeline.ts'
import { paths } from '../paths.ts'
import type { LedgerPage, Visit } from '../visit.ts'
import { conflictsSection } from './conflicts-section.ts'
import { consentsSection } from './consents-section.ts'
import { contractsOf } from './contracts-of.ts'
import { meetingsSection } from './meetings-section.ts'
import { personalSection } from './personal-section.ts'
import { planSection, reviewsSection } from './plan-section.ts'
import { restrictedSection } from './restricted-section.ts'
import { teamSection } from './team-section.ts'
import { stageDays, workflowBar } from './workflow.ts'

export const casePage: LedgerPage = {
  path: '/cases/:id',
  permission: ['case.read', 'case.read-shared'],
  async render(visit) {
    const { context, words, principal, may, ledger, id, query } = visit
    const { pool, now } = context
    const row = await caseById(pool, ledger, id)
    const today = businessDate(now().toISOString())
    const whole = may('case.read')
    if (row === null || (!whole && !isSharedWith(row, principal.institutionId, today))) return null
    const personal = whole && may('case.read-personal')
    if (query.purpose !== undefined && !personal) {
      throw new Problem('forbidden', { details: { permission: 'case.read-personal' } })
    }
    const [names, days, plan, meetings, consents, deadlines] = await Promise.all([
      institutionNames(pool, ledger),
      stageDays(pool, ledger, id),
      casePlan(pool, ledger, id),
      meetingsList(pool, ledger, { caseId: id }, { limit: 100 }),
      whole ? caseConsents(pool, ledger, id) : [],
      may('deadline.read')
        ? deadlinesList(pool, ledger, { caseId: id, restricted: may('deadline.read-restricted') })
        : null,
    ])
    const { case: texts } = words.texts
    return {
      title: texts.title(id),
      section: 'cases',
      body: html`<h1>${texts.title(id)}</h1>
!${workflowBar(words, row, days)}
<h2>${texts.facts}</h2>
!${factsOf(words, row)}
!${await stepsSection(visit, { collection: '/cases', id }, ...(await contractsOf(pool, ledger, id)))}
!${personal ? await personalSection(visit, row, names) : nothing}
!${await restrictedSection(visit, names)}
!${whole ? consentsSection(words, consents, names) : nothing}
!${teamSection(words, row, names)}
!${meetingsSection(words, meetings.items)}
!${planSection(words, plan, today, names)}
!${whole ? await conflictsSection(visit, names) : nothing}
!${reviewsSection(words, row)}
!${deadlines === null ? nothing : deadlinesOf(words, ledger, deadlines.items, today)}
<h2>${texts.contract}</h2>
!${contractOf(words, row)}
!${await historyOf(visit, whole, names)}`,
    }
  },
}

function factsOf(words: Words, row: CaseRow): Html {
  const { case: texts } = words.texts
  const until = row.consentUntil === null ? '' : ` ${texts.consentUntil(words.day(row.consentUntil))}`
  const consent = row.consentInForce ? texts.consentInForce(words.day(row.consentedOn)) + until : texts.noConsent
  const household = [words.code('clientKind', row.clientKind)]
  if (row.adults > 0) household.push(texts.adults(row.adults))
  if (row.children > 0) household.push(texts.children(row.children))
  const plan =
    row.plannedOn === null
      ? texts.noPlan
      : texts.planOf(texts.goals(row.goals), words.format.number(row.actionsClosed), texts.actions(row.actions))
  return facts([
    [words.texts.cases.status, tag(words.code('caseStatus', row.status), toneOf(row.status))],
    [texts.household, household.join(', ')],
    [texts.consent, consent],
    [texts.plan, plan],
    [texts.sittings, words.format.number(row.sittings)],
    [texts.source, words.code('source', row.source)],
    row.coordinatorId === null ? null : [texts.coordinator, html`<span class="key">${row.coordinatorId}</span>`],
    [
      texts.partnership,
      html`<a href="${paths.partnership(row.ledger, row.partnershipId)}" class="key">${row.partnershipId}</a>`,
    ],
    [texts.opened, words.day(row.openedOn)],
    row.closedOn === null ? null : [texts.closed, words.day(row.closedOn)],
  ])
}

function deadlinesOf(words: Words, ledger: string, rows: readonly DeadlineRow[], today: string): Html {
  const { case: texts, deadlines } = words.texts
  return html`<h2>${texts.deadlines}</h2>
!${rows.length === 0 ? html`<p>${texts.noDeadlines}</p>` : deadlineTable(words, rows, { caption: deadlines.captionCase, ledger, today })}`
}

function contractOf(words: Words, row: CaseRow): Html {
  const { case: texts } = words.texts
  if (row.contractConcludedOn === null) return html`<p>${texts.noContract}</p>`
  return facts([
    [texts.variant, row.contractVariant === null ? '–' : words.code('contractVariant', row.contractVariant)],
    [texts.concluded, words.day(row.contractConcludedOn)],
    [texts.ends, words.day(row.contractEndsOn)],
    [texts.reviews, row.reviewsOn.map(words.day).join(', ')],
  ])
}

async function historyOf(visit: Visit, whole: boolean, names: InstitutionNames): Promise<Html> {
  const { context, words, ledger, id, query } = visit
  const { timeline: texts } = words.texts
  const { items, next } = await readPage(() =>
    caseTimeline(context.pool, ledger, id, { after: query.after, restricted: visit.may('case.read-restricted') }),
  )
  const shown = whole ? items : items.filter(({ type }) => sharedEventTypes.has(type))
  const links = {
    next: next === null ? null : `${paths.case(ledger, id, { after: next })}#history`,
    first: query.after ? `${paths.case(ledger, id)}#history` : null,
  }
  return html`<h2 id="history">${texts.title}</h2>
!${whole ? nothing : html`<p>${words.texts.case.sharedHistory}</p>`}
!${timeline(words, await withCorrectedDays(context.store, ledger, ['case', id], shown), names)}
!${paging(words, links, texts)}`
}
