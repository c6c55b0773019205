import { businessDate, deadlineEvents, type processes, tellsOfProcedure } from '@kooperacje/domain'
import type { RecordedEvent } from '@kooperacje/events'
import { caseById, meetingById, referral } from '@kooperacje/readmodels'
import { maySeeCase, sharedEventTypes } from '../auth/case-visibility.ts'
import { may, type Permission } from '../auth/permissions.ts'
import type { Principal } from '../auth/principal.ts'
import type { ApiContext } from '../http/context.ts'

/** Somebody who follows a ledger. What they may see is asked for each event, with what is known when it is sent. */
export interface Follower {
  readonly principal: Principal
  readonly context: ApiContext
  readonly ledger: string
}

interface Policy {
  /** Whoever has one of these sees every fact of such a stream, but for what is restricted. */
  readonly all: readonly Permission[]
  /** Whoever has this one sees some, which the read models tell. */
  readonly some?: {
    readonly permission: Permission
    readonly projections: readonly string[]
    readonly sees: (follower: Follower, event: RecordedEvent) => Promise<boolean>
  }
}

/** By category of streams, as the queries about the same things have it. What is not named here is shown to nobody. */
const policies: Readonly<Record<keyof typeof processes, Policy>> = {
  institution: { all: ['partnership.read'] },
  partnership: { all: ['partnership.read'] },
  referral: {
    all: ['referral.read'],
    some: {
      permission: 'referral.read-own',
      projections: ['referral_inbox'],
      sees: async ({ principal, context, ledger }, { streamId }) => {
        const row = await referral(context.pool, ledger, streamId)
        return row !== null && row.fromInstitutionId === principal.institutionId
      },
    },
  },
  case: {
    all: ['case.read'],
    some: {
      permission: 'case.read-shared',
      projections: ['cases'],
      sees: async ({ principal, context, ledger }, { streamId, type }) => {
        if (!sharedEventTypes.has(type)) return false
        const row = await caseById(context.pool, ledger, streamId)
        return row !== null && maySeeCase(principal, row, businessDate(context.now().toISOString()))
      },
    },
  },
  meeting: {
    all: ['case.read'],
    some: {
      permission: 'partnership.read',
      projections: ['meetings'],
      sees: async ({ context, ledger }, { streamId }) => {
        const row = await meetingById(context.pool, ledger, streamId)
        return row !== null && row.caseId === null
      },
    },
  },
  contract: { all: ['case.read'] },
  deadline: { all: ['deadline.read'] },
  basket: { all: ['basket.read'] },
  agreement: { all: ['pilot.read'] },
  pilot: { all: ['pilot.read'] },
  milestone: { all: ['pilot.read'] },
  support: { all: ['pilot.read'] },
  model: { all: ['model.read'] },
  remark: { all: ['model.read'] },
  barrier: { all: ['lesson.read'] },
  recommendation: { all: ['lesson.read'] },
  // Others than published ones are for those who may submit one.
  practice: { all: ['practice.submit'] },
  matter: { all: ['matter.read'] },
  'interdisciplinary-team': { all: ['matter.read'] },
  client: { all: ['erasure.request', 'erasure.decide', 'client.hold'] },
  erasure: { all: ['erasure.request', 'erasure.decide'] },
}

export const followedStreamTypes: readonly string[] = Object.keys(policies)

const hasOneOf = ({ role }: Principal, permissions: readonly Permission[]) =>
  permissions.some((permission) => may(role, permission))

/** The categories of streams of which somebody may see anything: others need not be read for them. */
export const streamTypesFor = (principal: Principal): readonly string[] =>
  Object.entries(policies)
    .filter(([, { all, some }]) => hasOneOf(principal, some ? [...all, some.permission] : all))
    .map(([streamType]) => streamType)

/** The read models that say whether somebody may see what: they have to know of an event before they are asked about it. */
export const askedFor = (principal: Principal, events: readonly RecordedEvent[]): readonly string[] => [
  ...new Set(
    events.flatMap(({ streamType }) => {
      const policy = policies[streamType]
      return !policy?.some || hasOneOf(principal, policy.all) ? [] : policy.some.projections
    }),
  ),
]

export async function maySee(follower: Follower, event: RecordedEvent): Promise<boolean> {
  const { principal } = follower
  const policy = policies[event.streamType]
  if (!policy || !mayKnowOf(principal, event)) return false
  if (hasOneOf(principal, policy.all)) return true
  return policy.some !== undefined && may(principal.role, policy.some.permission) && policy.some.sees(follower, event)
}

const plainNotices: ReadonlySet<string> = new Set(deadlineEvents.map(({ type }) => type))

/** That a Blue Card procedure runs beside a case is told by its facts and by notices of its terms. */
function mayKnowOf({ role }: Principal, event: RecordedEvent): boolean {
  if (event.streamType !== 'deadline') return !tellsOfProcedure(event) || may(role, 'case.read-restricted')
  // What corrects a notice does not say by itself whether that is restricted.
  const isPlain = plainNotices.has(event.type) && !tellsOfProcedure(event)
  return isPlain || may(role, 'deadline.read-restricted')
}
