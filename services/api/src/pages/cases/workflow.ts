import { businessDate } from '@kooperacje/domain'
import { type CaseRow, type CaseStatus, readModels } from '@kooperacje/readmodels'
import type { Pool } from 'pg'
import type { Words } from '../i18n/words.ts'
import { type Html, html, nothing } from '../markup.ts'

/** The way of a case from proposal to closure, and the facts that lead into each stage. */
const stageEvents = {
  PROPOSED: ['CaseProposed'],
  QUALIFIED: ['CaseQualified'],
  CONSENTED: ['ConsentGiven'],
  TEAM_APPOINTED: ['TaskTeamAppointed'],
  DIAGNOSED: ['DiagnosisCompleted'],
  PLANNED: ['PlanAgreed'],
  IN_PROGRESS: ['SocialContractConcluded', 'PlanStartedWithoutContract'],
  EVALUATED: ['FinalEvaluationCompleted'],
  CLOSED: ['CaseClosed', 'ConsentRefused'],
  FOLLOWED_UP: ['FollowUpRecorded'],
} as const satisfies Partial<Record<CaseStatus, readonly string[]>>

export type Stage = keyof typeof stageEvents
export const stages = Object.keys(stageEvents) as readonly Stage[]

/** The day on which each stage was first reached. A case that closed early has not been through all of them. */
export type StageDays = ReadonlyMap<Stage, string>

export async function stageDays(pool: Pool, ledger: string, caseId: string): Promise<StageDays> {
  const rows = await readModels(pool)
    .selectFrom('caseTimeline')
    .select(['type', ({ fn }) => fn.min('occurredAt').as('reachedAt')])
    .where('ledger', '=', ledger)
    .where('caseId', '=', caseId)
    .where('type', 'in', Object.values(stageEvents).flat())
    .groupBy('type')
    .execute()
  const days = new Map<Stage, string>()
  for (const stage of stages) {
    const reached = rows.filter(({ type }) => stageEvents[stage].some((event) => event === type))
    const [first] = reached.map(({ reachedAt }) => reachedAt).sort()
    if (first) days.set(stage, businessDate(first))
  }
  return days
}

/** Derived from what happened, never set by hand. Side exits and suspension are told in words beneath. */
export function workflowBar(words: Words, row: CaseRow, days: StageDays): Html {
  const { case: texts } = words.texts
  const current = row.status === 'SUSPENDED' ? row.state.former : row.status
  // Most cases end with their closing; that somebody asked again later is shown where it happened.
  const shown = stages.filter((stage) => stage !== 'FOLLOWED_UP' || days.has(stage))
  const items = shown.map((stage) => {
    const day = days.get(stage)
    const state = stage === current ? 'current' : day === undefined ? 'ahead' : 'done'
    const step = state === 'current' ? html` aria-current="step"` : nothing
    const date = day === undefined ? nothing : html`<br><time datetime="${day}">${words.day(day)}</time>`
    return html`<li class="${state}"!${step}>${words.code('caseStatus', stage)} <span class="visually-hidden">(${texts.workflowState[state]})</span>!${date}</li>\n`
  })
  return html`<ol class="workflow" aria-label="${texts.workflow}">\n!${items}</ol>
!${remark(words, row)}`
}

function remark(words: Words, { status, state, closureReason }: CaseRow): Html {
  const { case: texts } = words.texts
  if (status === 'SUSPENDED') {
    return html`<p class="notice">${texts.suspendedIn(words.code('caseStatus', state.former ?? ''))}</p>`
  }
  if (status === 'REJECTED') return html`<p class="notice">${texts.rejected}</p>`
  if ((status === 'CLOSED' || status === 'FOLLOWED_UP') && closureReason !== null) {
    return html`<p class="notice">${texts.closedBecause(words.code('closureReason', closureReason))}</p>`
  }
  return nothing
}
