import type { ProcessDescription } from '../kernel/description.ts'

/** From the team on there is work that can go on or be suspended; meetings accompany all of it. */
const WORK = ['TEAM_APPOINTED', 'DIAGNOSED', 'PLANNED', 'IN_PROGRESS']
/** The statutory interview does not wait for the team and does not stop with it. */
const INTERVIEW = ['CONSENTED', ...WORK, 'SUSPENDED']
const OPEN = ['PROPOSED', 'QUALIFIED', 'CONSENTED', ...WORK, 'SUSPENDED', 'EVALUATED']

/**
 * A case: one person, family or group, from the proposal to the closing. Two things go further than the model's table:
 * meetings, team changes and interviews are possible through all of the work and not only right after the appointment
 * (the scenario's reviews take place while the plan is in progress), and an action can still be completed or cancelled
 * after the evaluation, because otherwise one forgotten action would leave a case that nothing can close.
 */
export const caseDescription: ProcessDescription = {
  pl: 'Sprawa osoby, rodziny lub grupy',
  en: 'Case of a person, family or group',
  states: {
    PROPOSED: { pl: 'zaproponowana', en: 'proposed' },
    REJECTED: { pl: 'niepodjęta', en: 'not taken up', end: true },
    QUALIFIED: { pl: 'zakwalifikowana', en: 'qualified' },
    CONSENTED: { pl: 'ze zgodą klienta', en: 'with the client’s consent' },
    TEAM_APPOINTED: { pl: 'zespół powołany', en: 'team appointed' },
    DIAGNOSED: { pl: 'po diagnozie', en: 'diagnosed' },
    PLANNED: { pl: 'plan uzgodniony', en: 'plan agreed' },
    IN_PROGRESS: { pl: 'w realizacji', en: 'in progress' },
    SUSPENDED: { pl: 'zawieszona', en: 'suspended', interrupts: true },
    EVALUATED: { pl: 'oceniona', en: 'evaluated' },
    CLOSED: { pl: 'zamknięta', en: 'closed', end: true },
  },
  transitions: {
    CaseProposed: [{ from: ['NONE'], to: 'PROPOSED', guards: ['partnershipReady'] }],
    CaseQualified: [{ from: ['PROPOSED'], to: 'QUALIFIED', guards: ['criteriaMet'] }],
    CaseRejected: [{ from: ['PROPOSED'], to: 'REJECTED' }],

    ConsentGiven: [
      {
        from: ['QUALIFIED'],
        to: 'CONSENTED',
        when: { kind: 'PARTICIPATION' },
        guards: ['notWithdrawn', 'everyAdultCovered'],
      },
      // Taking part is agreed to once, at the beginning; later on only what may be shared with whom can still grow.
      {
        from: ['QUALIFIED', 'CONSENTED', ...WORK],
        when: { kind: 'DATA_SHARING' },
        guards: ['notWithdrawn', 'everyAdultCovered'],
      },
    ],
    ConsentRefused: [{ from: ['QUALIFIED'], to: 'CLOSED' }],
    ConsentWithdrawn: [{ from: OPEN, guards: ['somethingToWithdraw'] }],
    SharedAccessRevoked: [{ from: [...OPEN, 'CLOSED'] }],

    EnvironmentalInterviewRequired: [{ from: INTERVIEW, guards: ['noInterviewOpen'] }],
    EnvironmentalInterviewCompleted: [{ from: INTERVIEW, guards: ['interviewOpen'] }],

    TaskTeamAppointed: [
      {
        from: ['CONSENTED'],
        to: 'TEAM_APPOINTED',
        guards: [
          'partnershipActive',
          'clientTakesPart',
          'eachNamedOnce',
          'enoughMembers',
          'enoughTeamSectors',
          'fromMembersOrGuests',
          'confidentialitySigned',
        ],
      },
    ],
    TeamMemberAdded: [
      { from: WORK, guards: ['clientTakesPart', 'notInTeamYet', 'fromMembersOrGuests', 'confidentialitySigned'] },
    ],
    TeamMemberRemoved: [{ from: WORK, guards: ['inTeam'] }],
    TeamMeetingHeld: [{ from: WORK, guards: ['clientTakesPart', 'nextTeamMeeting', 'onlyInvitedPresent'] }],

    DiagnosisCompleted: [
      { from: ['TEAM_APPOINTED'], to: 'DIAGNOSED', guards: ['clientTakesPart', 'teamHasMet', 'needsAndResources'] },
    ],
    PlanAgreed: [
      { from: ['DIAGNOSED'], to: 'PLANNED', guards: ['clientTakesPart', 'workedOutTogether', 'actionsServeGoals'] },
    ],
    SocialContractConcluded: [
      { from: ['PLANNED'], to: 'IN_PROGRESS', guards: ['clientTakesPart', 'reviewsWithinTerm'] },
    ],
    PlanStartedWithoutContract: [{ from: ['PLANNED'], to: 'IN_PROGRESS', guards: ['clientTakesPart'] }],

    ActionCompleted: [{ from: ['IN_PROGRESS', 'EVALUATED'], guards: ['actionOpen'] }],
    ActionCancelled: [{ from: ['IN_PROGRESS', 'EVALUATED'], guards: ['actionOpen'] }],
    GoalProgressRecorded: [{ from: ['IN_PROGRESS'], guards: ['clientTakesPart', 'goalKnown'] }],

    CaseSuspended: [{ from: WORK, to: 'SUSPENDED' }],
    CaseResumed: [{ from: ['SUSPENDED'], to: '@former' }],
    FinalEvaluationCompleted: [
      { from: ['IN_PROGRESS'], to: 'EVALUATED', guards: ['clientTakesPart', 'everyGoalRated'] },
    ],
    CaseClosed: [{ from: OPEN, to: 'CLOSED', guards: ['reasonFits', 'noteGiven', 'nothingLeftOpen'] }],
  },
  parts: {
    /** The task team (ZZK) lives in the stream of its case (ADR 7) and has a course of its own. */
    team: {
      pl: 'Zadaniowy zespół kooperacyjny (ZZK)',
      en: 'Task team (ZZK)',
      states: {
        APPOINTED: { pl: 'powołany', en: 'appointed' },
        WORKING: { pl: 'pracuje', en: 'working' },
        DISSOLVED: { pl: 'rozwiązany', en: 'dissolved', end: true },
      },
      transitions: {
        TaskTeamAppointed: [{ of: 'teamId', from: ['NONE', 'DISSOLVED'], to: 'APPOINTED' }],
        TeamMeetingHeld: [{ of: 'teamId', from: ['APPOINTED', 'WORKING'], to: 'WORKING' }],
        CaseClosed: [{ of: '*', from: ['APPOINTED', 'WORKING'], to: 'DISSOLVED' }],
      },
    },
    action: {
      pl: 'Działanie z planu',
      en: 'Action of the plan',
      states: {
        PLANNED: { pl: 'zaplanowane', en: 'planned' },
        COMPLETED: { pl: 'wykonane', en: 'completed', end: true },
        CANCELLED: { pl: 'odwołane', en: 'cancelled', end: true },
      },
      transitions: {
        PlanAgreed: [{ of: 'actions[].actionId', from: ['NONE'], to: 'PLANNED' }],
        ActionCompleted: [{ of: 'actionId', from: ['PLANNED'], to: 'COMPLETED' }],
        ActionCancelled: [{ of: 'actionId', from: ['PLANNED'], to: 'CANCELLED' }],
      },
    },
  },
  reactions: [
    { on: 'TaskTeamAppointed', do: 'TellPartnershipOfTeam' },
    { on: 'ConsentRefused', do: 'RevokeSharedAccess' },
    { on: 'ConsentWithdrawn', do: 'RevokeSharedAccess' },
    { on: 'CaseClosed', do: 'RevokeSharedAccess' },
    { on: 'CaseClosed', do: 'TellPartnershipOfTeamsEnd' },
    { on: 'CaseClosed', do: 'EndContract' },
  ],
}
