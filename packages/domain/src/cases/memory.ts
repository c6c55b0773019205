import type { Fact, PastEvent } from '../kernel/event.ts'
import type {
  CaseProposed,
  CaseQualified,
  ConsentGiven,
  ConsentWithdrawn,
  PlanAgreed,
  SocialContractConcluded,
  TaskTeamAppointed,
  TeamMeetingHeld,
  TeamMemberAdded,
  TeamMemberRemoved,
} from './events.ts'
import { type CaseState, institutionsOf, union } from './state.ts'
import type { TeamMember } from './values.ts'

/** What each fact of a case adds to its memory: only what a later rule asks for. */
// biome-ignore lint/suspicious/noExplicitAny: each entry is written for the payload of its own event
export const memory: Readonly<Record<string, (state: CaseState, event: PastEvent<string, any>) => Partial<CaseState>>> =
  {
    CaseProposed: (_, { data }: Fact<typeof CaseProposed>) => ({
      partnershipId: data.partnershipId,
      clientId: data.clientId,
      adults: data.adults,
    }),
    CaseQualified: (_, { data }: Fact<typeof CaseQualified>) => ({ coordinatorId: data.coordinatorId }),

    ConsentGiven: ({ consent, sharedWith }, { data }: Fact<typeof ConsentGiven>) => ({
      consent: {
        participation: consent.participation || data.kind === 'PARTICIPATION',
        sharing: true,
        institutions: union(consent.institutions, data.institutions),
        withdrawn: null,
      },
      sharedWith: union(sharedWith, data.institutions),
    }),
    ConsentWithdrawn: ({ consent }, { data }: Fact<typeof ConsentWithdrawn>) => ({
      consent: {
        participation: data.scope === 'DATA_SHARING' && consent.participation,
        sharing: false,
        institutions: [],
        withdrawn: data.scope,
      },
    }),
    SharedAccessRevoked: () => ({ sharedWith: [] }),

    EnvironmentalInterviewRequired: () => ({ interviewOpen: true }),
    EnvironmentalInterviewCompleted: () => ({ interviewOpen: false }),

    TaskTeamAppointed: (state, { data: { teamId, members } }: Fact<typeof TaskTeamAppointed>) => ({
      team: { teamId, members, meetings: 0 },
      sharedWith: withSeats(state, members),
    }),
    TeamMemberAdded: (state, { data: { member } }: Fact<typeof TeamMemberAdded>) => ({
      team: state.team && { ...state.team, members: [...state.team.members, member] },
      sharedWith: withSeats(state, [member]),
    }),
    TeamMemberRemoved: (state, { data }: Fact<typeof TeamMemberRemoved>) => withoutMember(state, data.memberId),
    TeamMeetingHeld: ({ team }, { data }: Fact<typeof TeamMeetingHeld>) => ({
      team: team && { ...team, meetings: data.ordinal },
    }),

    PlanAgreed: (_, { data }: Fact<typeof PlanAgreed>) => ({
      goals: data.goals.map(({ goalId }) => goalId),
    }),
    SocialContractConcluded: (_, { data }: Fact<typeof SocialContractConcluded>) => ({ contractId: data.contractId }),
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
