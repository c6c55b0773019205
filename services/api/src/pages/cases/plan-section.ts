import type { CaseActionRow, CaseGoalRow, CaseRow } from '@kooperacje/readmodels'
import type { Words } from '../i18n/words.ts'
import { type Html, html } from '../markup.ts'
import { facts } from '../parts/facts.ts'
import type { InstitutionNames } from '../parts/institution-names.ts'
import { type Column, table } from '../parts/table.ts'
import { type Tone, tag } from '../parts/tag.ts'

export interface Plan {
  readonly goals: readonly CaseGoalRow[]
  readonly actions: readonly CaseActionRow[]
}

/**
 * The plan in keys, owners and dates. Which service an action uses, and in what area of life a goal lies, would say what ails
 * the client: that stands with the personal data, which are opened for a purpose on record.
 */
export function planSection(words: Words, plan: Plan, today: string, names: InstitutionNames): Html {
  const { caseDetails: texts } = words.texts
  if (plan.goals.length === 0) return html`<h2>${texts.plan}</h2>\n<p>${texts.noPlan}</p>`
  return html`<h2>${texts.plan}</h2>
!${table(texts.goalsCaption, goalColumns(words), plan.goals)}
!${table(texts.actionsCaption, actionColumns(words, today, names), plan.actions)}`
}

const goalColumns = (words: Words): readonly Column<CaseGoalRow>[] => {
  const { caseDetails: texts } = words.texts
  return [
    { title: texts.goal, heading: true, cell: ({ goalId }) => html`<span class="key">${goalId}</span>` },
    {
      title: texts.rating,
      cell: ({ rating, dropped }) => words.code('goalStatus', dropped ? 'DROPPED' : (rating ?? 'NOT_RATED')),
    },
    { title: texts.ratedOn, cell: ({ ratedOn }) => words.day(ratedOn) },
  ]
}

const TONES: Readonly<Record<string, Tone>> = { STARTED: 'good', COMPLETED: 'good', OVERDUE: 'bad' }

/** Overdue is no state of an action: it follows from the day on which one looks. */
const statusOn = ({ status, dueOn }: CaseActionRow, today: string): string =>
  (status === 'PLANNED' || status === 'STARTED') && dueOn < today ? 'OVERDUE' : status

const actionColumns = (words: Words, today: string, names: InstitutionNames): readonly Column<CaseActionRow>[] => {
  const { caseDetails: texts, personal } = words.texts
  return [
    { title: texts.action, heading: true, cell: ({ actionId }) => html`<span class="key">${actionId}</span>` },
    { title: texts.goal, cell: ({ goalId }) => html`<span class="key">${goalId}</span>` },
    { title: texts.owner, cell: ({ owner }) => (owner === 'CLIENT' ? personal.ownerClient : names.of(owner)) },
    { title: texts.fromBasket, cell: ({ serviceId }) => (serviceId === null ? texts.no : texts.yes) },
    { title: texts.starts, cell: ({ startsOn }) => words.day(startsOn) },
    { title: texts.due, cell: ({ dueOn }) => html`<time datetime="${dueOn}">${words.day(dueOn)}</time>` },
    {
      title: texts.status,
      cell: (row) => {
        const status = statusOn(row, today)
        return tag(words.code('actionStatus', status), TONES[status])
      },
    },
  ]
}

/** What was looked back on: reviews, the final evaluation, the follow-up. */
export function reviewsSection(words: Words, row: CaseRow): Html {
  const { caseDetails: texts } = words.texts
  const held = row.reviewedOn.length === 0 ? texts.noReviews : row.reviewedOn.map(words.day).join(', ')
  return html`<h2>${texts.reviews}</h2>
!${facts([
    [texts.reviewsHeld, held],
    row.reviewsOn.length === 0 ? null : [texts.reviewsPlanned, row.reviewsOn.map(words.day).join(', ')],
    row.evaluatedOn === null ? null : [texts.evaluated, words.day(row.evaluatedOn)],
    row.clientScore === null ? null : [texts.clientScore, texts.scoreOf(words.format.number(row.clientScore))],
    row.followedUpOn === null
      ? null
      : [texts.followUp, `${words.day(row.followedUpOn)}: ${words.code('followUpOutcome', row.followUpOutcome ?? '')}`],
    row.reopenedOn === null ? null : [texts.reopened, words.day(row.reopenedOn)],
  ])}`
}
