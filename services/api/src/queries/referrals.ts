import { type CaseRow, caseById, inbox, type ReferralRow, referral } from '@kooperacje/readmodels'
import { z } from 'zod'
import { may } from '../auth/permissions.ts'
import { query } from '../http/query-route.ts'
import { PageQuery, page, ReferralView } from './shapes.ts'

const READ = ['referral.read', 'referral.read-own'] as const

export const referralQueries = [
  query({
    path: '/referrals',
    operationId: 'listReferrals',
    tag: 'referral',
    about: 'The inbox of the leader; for another institution, the referrals it has sent and what became of them.',
    permission: READ,
    projections: ['referral_inbox', 'cases'],
    params: z.object({}),
    query: PageQuery.extend({ status: ReferralView.shape.status.optional() }),
    answer: page(ReferralView),
    run: async ({ ledger, query: { limit, cursor, status }, principal, context }) => {
      const all = may(principal.role, 'referral.read')
      // An institution without a name of its own has sent nothing.
      if (!all && principal.institutionId === null) return { items: [], next: null }
      const filter = { status, fromInstitutionId: all ? undefined : (principal.institutionId ?? undefined) }
      const found = await inbox(context.pool, ledger, filter, { limit, after: cursor })
      const cases = await Promise.all(
        found.items.map(({ caseId }) => (caseId === null ? null : caseById(context.pool, ledger, caseId))),
      )
      return { items: found.items.map((row, i) => view(row, cases[i] ?? null)), next: found.next }
    },
  }),
  query({
    path: '/referrals/:id',
    operationId: 'getReferral',
    tag: 'referral',
    about: 'One referral and what became of it. Its sender and the leader may read it, nobody else.',
    permission: READ,
    projections: ['referral_inbox', 'cases'],
    params: z.object({ id: z.string() }),
    query: z.object({}),
    answer: ReferralView,
    run: async ({ ledger, params: { id }, principal, context }) => {
      const row = await referral(context.pool, ledger, id)
      if (!row) return null
      if (!may(principal.role, 'referral.read') && row.fromInstitutionId !== principal.institutionId) return null
      return view(row, row.caseId === null ? null : await caseById(context.pool, ledger, row.caseId))
    },
  }),
]

const view = (row: ReferralRow, fromIt: CaseRow | null) => ({ ...row, caseStage: stageOf(fromIt) })

/** A sender learns that its referral led to help, not what the help is. */
function stageOf(row: CaseRow | null): z.output<typeof ReferralView>['caseStage'] {
  switch (row?.status) {
    case undefined:
      return null
    case 'REJECTED':
    case 'CLOSED':
      return 'ENDED'
    case 'IN_PROGRESS':
    case 'SUSPENDED':
    case 'EVALUATED':
      return 'RUNNING'
    default:
      return 'PREPARING'
  }
}
