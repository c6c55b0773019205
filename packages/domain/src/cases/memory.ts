import { businessDate } from '../calendar/warsaw.ts'
import { decidedBy } from '../coordination/decisions.ts'
import type { ConflictDecided } from '../coordination/events.ts'
import { plannedOn } from '../coordination/plan.ts'
import type { Fact, PastEvent } from '../kernel/event.ts'
import { consentMemory } from './consent-memory.ts'
import type {
  CaseClosed,
  CaseProposed,
  CaseQualified,
  CaseReopened,
  CaseTransferred,
  ConfidentialityStatementSigned,
  ContactAttempted,
  CoordinatorChanged,
  PlanAgreed,
  PlanAmended,
  SocialContractConcluded,
  TaskTeamAppointed,
  TeamMeetingHeld,
  TeamMemberAdded,
  TeamMemberRemoved,
  TeamMinutesFiled,
} from './events.ts'
import { BlueCardProcedureClosed, restrictedEvents } from './restricted.ts'
import {
  type BlueCard,
  type CaseState,
  initialCase,
  institutionsOf,
  type PlannedAction,
  type PlannedGoal,
  union,
} from './state.ts'
import type { TeamMember } from './values.ts'

// biome-ignore lint/suspicious/noExplicitAny: each entry is written for the payload of its own event
type Memory = Readonly<Record<string, (state: CaseState, event: PastEvent<string, any>) => Partial<CaseState>>>

/** What each fact of a case adds to its memory: only what a later rule asks for. */
export const memory: Memory = {
  CaseProposed: (_, { data, streamId }: Fact<typeof CaseProposed>) => ({
    caseId: streamId,
    partnershipId: data.partnershipId,
    clientId: data.clientId,
    clientKind: data.clientKind,
    adults: data.adults,
  }),
  CaseQualified: (_, { data }: Fact<typeof CaseQualified>) => ({ coordinatorId: data.coordinatorId }),
  CoordinatorChanged: (_, { data }: Fact<typeof CoordinatorChanged>) => ({ coordinatorId: data.coordinatorId }),
  CaseTransferred: (_, { data }: Fact<typeof CaseTransferred>) => ({ partnershipId: data.toPartnershipId }),

  ...consentMemory,

  EnvironmentalInterviewRequired: () => ({ interviewOpen: true }),
  EnvironmentalInterviewCompleted: () => ({ interviewOpen: false }),

  ConfidentialityStatementSigned: ({ statements }, { data }: Fact<typeof ConfidentialityStatementSigned>) => ({
    statements: [...statements, data],
  }),
  TaskTeamAppointed: (state, { data: { teamId, members } }: Fact<typeof TaskTeamAppointed>) => ({
    team: { teamId, members, meetings: 0 },
    sharedWith: withSeats(state, members),
  }),
  TeamMemberAdded: (state, { data: { member } }: Fact<typeof TeamMemberAdded>) => ({
    team: state.team && { ...state.team, members: [...state.team.members, member] },
    sharedWith: withSeats(state, [member]),
  }),
  TeamMemberRemoved: (state, { data }: Fact<typeof TeamMemberRemoved>) => withoutMember(state, data.memberId),
  TeamMeetingHeld: ({ team, awaitingMinutes }, { data }: Fact<typeof TeamMeetingHeld>) => ({
    team: team && { ...team, meetings: team.meetings + 1 },
    sittings: data.ordinal,
    awaitingMinutes: [...awaitingMinutes, data.meetingId],
  }),
  TeamMinutesFiled: ({ awaitingMinutes }, { data }: Fact<typeof TeamMinutesFiled>) => ({
    awaitingMinutes: awaitingMinutes.filter((meetingId) => meetingId !== data.meetingId),
  }),

  PlanAgreed: (_, { data, occurredAt }: Fact<typeof PlanAgreed>) =>
    planned({ goals: [], actions: [] }, data, occurredAt),
  PlanAmended: (state, { data, occurredAt }: Fact<typeof PlanAmended>) => planned(state, data, occurredAt),
  ConflictDecided: ({ decided }, { data, streamId }: Fact<typeof ConflictDecided>) => ({
    decided: [...decided, decidedBy(streamId, data)],
  }),
  SocialContractConcluded: (_, { data }: Fact<typeof SocialContractConcluded>) => ({ contractId: data.contractId }),

  ContactAttempted: ({ contact }, { data, occurredAt }: Fact<typeof ContactAttempted>) => ({
    contact: data.made
      ? initialCase.contact
      : { attempts: contact.attempts + 1, since: contact.since ?? businessDate(occurredAt) },
  }),
  ConsentRefused: (_, { occurredAt }) => ({
    closure: { reason: 'CONSENT_REFUSED', on: businessDate(occurredAt) },
  }),
  CaseClosed: (_, { data, occurredAt }: Fact<typeof CaseClosed>) => ({
    closure: { reason: data.reason, on: businessDate(occurredAt) },
  }),
  // The client and what is kept by law stay; everything that they agreed to has to be agreed anew.
  CaseReopened: (_, { data }: Fact<typeof CaseReopened>) => ({
    coordinatorId: data.coordinatorId,
    consent: initialCase.consent,
    team: null,
    sharedWith: [],
    goals: [],
    actions: [],
    decided: [],
    contractId: null,
    contact: initialCase.contact,
    closure: null,
  }),

  ...Object.fromEntries(
    restrictedEvents.map(({ type }) => [type, ({ blueCard }: CaseState) => ({ blueCard: after(blueCard, type) })]),
  ),
}

const after = ({ steps }: BlueCard, type: string): BlueCard =>
  type === BlueCardProcedureClosed.type ? initialCase.blueCard : { open: true, steps: [...steps, type] }

/** A goal or action that is named again is what it is said to be now, in the place where it first stood. */
function planned(
  plan: Pick<CaseState, 'goals' | 'actions'>,
  data: Fact<typeof PlanAgreed>['data'] & { readonly droppedGoals?: readonly string[] },
  occurredAt: string,
): Partial<CaseState> {
  const goals = data.goals.map(({ goalId, lifeArea = null }): PlannedGoal => ({ goalId, lifeArea }))
  const actions = data.actions.map(
    (action): PlannedAction => ({ goalId: action.goalId, ...plannedOn(businessDate(occurredAt), action) }),
  )
  const dropped = data.droppedGoals ?? []
  return {
    goals: said(plan.goals, goals, ({ goalId }) => goalId).filter(({ goalId }) => !dropped.includes(goalId)),
    actions: said(plan.actions, actions, ({ actionId }) => actionId),
  }
}

function said<Item>(before: readonly Item[], now: readonly Item[], idOf: (item: Item) => string): readonly Item[] {
  return [...new Map([...before, ...now].map((item) => [idOf(item), item])).values()]
}

/** A seat lets an institution see the case as long as the client has not forbidden all sharing. */
const withSeats = ({ sharedWith, consent }: CaseState, members: readonly TeamMember[]): readonly string[] =>
  consent.sharing ? union(sharedWith, institutionsOf(members)) : sharedWith

/** Its institution goes on seeing the case only if somebody else of it sits in the team or a consent names it. */
function withoutMember({ team, sharedWith, consent }: CaseState, memberId: string): Partial<CaseState> {
  if (!team) return {}
  const members = team.members.filter((member) => member.memberId !== memberId)
  const stay = union(institutionsOf(members), consent.institutions)
  return { team: { ...team, members }, sharedWith: sharedWith.filter((institutionId) => stay.includes(institutionId)) }
}
