import type { DataOf } from '../kernel/event.ts'
import { defineProcess } from '../kernel/process.ts'
import { noteGiven, nothingLeftOpen, reasonFits } from './closure.ts'
import { type ConsentGiven, caseEvents } from './events.ts'
import {
  actionOpen,
  actionsServeGoals,
  clientTakesPart,
  criteriaMet,
  everyAdultCovered,
  everyGoalRated,
  goalKnown,
  interviewOpen,
  needsAndResources,
  noInterviewOpen,
  notWithdrawn,
  participationOnlyOnce,
  partnershipReady,
  reviewsWithinTerm,
  somethingToWithdraw,
  teamHasMet,
  workedOutTogether,
} from './guards.ts'
import { memory } from './memory.ts'
import { type CaseOthers, type CaseState, type CaseStatus, initialCase } from './state.ts'
import {
  confidentialitySigned,
  eachNamedOnce,
  enoughMembers,
  enoughTeamSectors,
  fromMembersOrGuests,
  inTeam,
  nextTeamMeeting,
  notInTeamYet,
  onlyInvitedPresent,
  partnershipActive,
} from './team.ts'

/** From the team on there is work that can go on or be suspended; meetings accompany all of it. */
const WORK = ['TEAM_APPOINTED', 'DIAGNOSED', 'PLANNED', 'IN_PROGRESS'] as const satisfies CaseStatus[]
/** The statutory interview does not wait for the team and does not stop with it. */
const INTERVIEW = ['CONSENTED', ...WORK, 'SUSPENDED'] as const satisfies CaseStatus[]
const OPEN_STATES = [
  'PROPOSED',
  'QUALIFIED',
  'CONSENTED',
  ...WORK,
  'SUSPENDED',
  'EVALUATED',
] as const satisfies CaseStatus[]

/**
 * A case: one person, family or group, from the proposal to the closing. Two things go further than the model's table:
 * meetings, team changes and interviews are possible through all of the work and not only right after the appointment
 * (the scenario's reviews take place while the plan is in progress), and an action can still be completed or cancelled
 * after the evaluation, because otherwise one forgotten action would leave a case that nothing can close.
 */
export const caseProcess = defineProcess<CaseState, CaseOthers>({
  name: 'case',
  events: caseEvents,
  initial: initialCase,
  transitions: {
    CaseProposed: { from: ['NONE'], to: 'PROPOSED', guards: [partnershipReady] },
    CaseQualified: { from: ['PROPOSED'], to: 'QUALIFIED', guards: [criteriaMet] },
    CaseRejected: { from: ['PROPOSED'], to: 'REJECTED' },

    ConsentGiven: {
      from: ['QUALIFIED', 'CONSENTED', ...WORK],
      to: afterConsent,
      guards: [participationOnlyOnce, notWithdrawn, everyAdultCovered],
    },
    ConsentRefused: { from: ['QUALIFIED'], to: 'CLOSED' },
    ConsentWithdrawn: { from: OPEN_STATES, guards: [somethingToWithdraw] },
    SharedAccessRevoked: { from: OPEN_STATES },

    EnvironmentalInterviewRequired: { from: INTERVIEW, guards: [noInterviewOpen] },
    EnvironmentalInterviewCompleted: { from: INTERVIEW, guards: [interviewOpen] },

    TaskTeamAppointed: {
      from: ['CONSENTED'],
      to: 'TEAM_APPOINTED',
      guards: [
        partnershipActive,
        clientTakesPart,
        eachNamedOnce,
        enoughMembers,
        enoughTeamSectors,
        fromMembersOrGuests,
        confidentialitySigned,
      ],
    },
    TeamMemberAdded: {
      from: WORK,
      guards: [clientTakesPart, notInTeamYet, fromMembersOrGuests, confidentialitySigned],
    },
    TeamMemberRemoved: { from: WORK, guards: [inTeam] },
    TeamMeetingHeld: { from: WORK, guards: [clientTakesPart, nextTeamMeeting, onlyInvitedPresent] },

    DiagnosisCompleted: {
      from: ['TEAM_APPOINTED'],
      to: 'DIAGNOSED',
      guards: [clientTakesPart, teamHasMet, needsAndResources],
    },
    PlanAgreed: { from: ['DIAGNOSED'], to: 'PLANNED', guards: [clientTakesPart, workedOutTogether, actionsServeGoals] },
    SocialContractConcluded: { from: ['PLANNED'], to: 'IN_PROGRESS', guards: [clientTakesPart, reviewsWithinTerm] },
    PlanStartedWithoutContract: { from: ['PLANNED'], to: 'IN_PROGRESS', guards: [clientTakesPart] },

    ActionCompleted: { from: ['IN_PROGRESS', 'EVALUATED'], guards: [actionOpen] },
    ActionCancelled: { from: ['IN_PROGRESS', 'EVALUATED'], guards: [actionOpen] },
    GoalProgressRecorded: { from: ['IN_PROGRESS'], guards: [clientTakesPart, goalKnown] },

    CaseSuspended: { from: WORK, to: 'SUSPENDED' },
    CaseResumed: { from: ['SUSPENDED'], to: ({ resumesTo }) => resumesTo ?? 'SUSPENDED' },
    FinalEvaluationCompleted: { from: ['IN_PROGRESS'], to: 'EVALUATED', guards: [clientTakesPart, everyGoalRated] },
    CaseClosed: { from: OPEN_STATES, to: 'CLOSED', guards: [reasonFits, noteGiven, nothingLeftOpen] },
  },
  remember: memory,
})

function afterConsent(state: CaseState, { kind }: DataOf<typeof ConsentGiven>): CaseStatus {
  return kind === 'PARTICIPATION' && state.status === 'QUALIFIED' ? 'CONSENTED' : state.status
}
