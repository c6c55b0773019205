import type { ProcessDescription } from '../kernel/description.ts'

/** From the team on there is work that can go on or be suspended; meetings accompany all of it. */
const WORK = ['TEAM_APPOINTED', 'DIAGNOSED', 'PLANNED', 'IN_PROGRESS']
/** The statutory interview does not wait for the team and does not stop with it. */
const INTERVIEW = ['CONSENTED', ...WORK, 'SUSPENDED']
const OPEN = ['PROPOSED', 'QUALIFIED', 'CONSENTED', ...WORK, 'SUSPENDED', 'EVALUATED']
const AFTER_CONSENT = ['CONSENTED', ...WORK, 'SUSPENDED', 'EVALUATED']
const ENDED = ['CLOSED', 'FOLLOWED_UP']

/** Teamwork needs the client's part in it, and rests while the case is on hold. */
const TEAMWORK = ['clientTakesPart', 'notOnHold']
/** The Blue Card procedure is run by others under their own statute; it goes on after the case has ended. */
const WHENEVER = [...OPEN, ...ENDED, 'REJECTED']

/**
 * A case: one person, family or group, from the proposal to the closing and what comes after it. Two things go further than the model's table:
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
    FOLLOWED_UP: { pl: 'po sprawdzeniu trwałości', en: 'followed up', end: true },
  },
  transitions: {
    CaseProposed: [{ from: ['NONE'], to: 'PROPOSED', guards: ['partnershipReady', 'afterPartnershipBegan'] }],
    CaseQualified: [
      { from: ['PROPOSED'], to: 'QUALIFIED', guards: ['criteriaMet', 'evidenceAgrees', 'noProcedureForC5'] },
    ],
    CaseRejected: [{ from: ['PROPOSED'], to: 'REJECTED' }],
    CoordinatorChanged: [{ from: ['QUALIFIED', ...AFTER_CONSENT], guards: ['anotherCoordinator'] }],
    CaseTransferred: [{ from: OPEN, guards: ['receiverActive'] }],
    CaseMigrated: [{ from: OPEN, guards: ['migratable'] }],

    ConsentGiven: [
      {
        from: ['QUALIFIED'],
        to: 'CONSENTED',
        when: { kind: 'PARTICIPATION' },
        guards: ['notWithdrawn', 'newConsent', 'everyAdultCovered', 'childrenHeard', 'validAhead'],
      },
      // Later ones renew what runs out, or say of more data or institutions that they may be shared.
      {
        from: ['QUALIFIED', ...AFTER_CONSENT],
        guards: ['notWithdrawn', 'newConsent', 'everyAdultCovered', 'childrenHeard', 'validAhead'],
      },
    ],
    ConsentRefused: [{ from: ['QUALIFIED'], to: 'CLOSED' }],
    ConsentWithdrawn: [{ from: OPEN, guards: ['somethingToWithdraw'] }],
    ConsentExpired: [{ from: OPEN, guards: ['pastValidity'] }],
    SharedAccessRevoked: [{ from: [...OPEN, 'CLOSED'] }],
    DisclosureMade: [
      { from: OPEN, when: { basis: 'CONSENT' }, guards: ['notOnHold', 'disclosureCovered'] },
      // A court may ask for what is kept long after the case has ended.
      { from: [...OPEN, ...ENDED], when: { basis: ['STATUTE', 'VITAL_INTEREST'] }, guards: ['disclosureCovered'] },
    ],

    EnvironmentalInterviewRequired: [{ from: INTERVIEW, guards: ['noInterviewOpen'] }],
    EnvironmentalInterviewCompleted: [{ from: INTERVIEW, guards: ['interviewOpen'] }],

    ConfidentialityStatementSigned: [
      { from: ['QUALIFIED', 'CONSENTED', ...WORK, 'SUSPENDED'], guards: ['signedByThen', 'notSignedYet'] },
    ],
    TaskTeamAppointed: [
      {
        from: ['CONSENTED'],
        to: 'TEAM_APPOINTED',
        guards: [
          'partnershipActive',
          ...TEAMWORK,
          'eachNamedOnce',
          'enoughMembers',
          'enoughTeamSectors',
          'fromMembersOrGuests',
          'confidentialitySigned',
        ],
      },
    ],
    TeamMemberAdded: [
      { from: WORK, guards: [...TEAMWORK, 'notInTeamYet', 'fromMembersOrGuests', 'confidentialitySigned'] },
    ],
    TeamMemberRemoved: [{ from: WORK, guards: ['inTeam'] }],
    TeamMeetingHeld: [
      { from: WORK, guards: [...TEAMWORK, 'nextTeamMeeting', 'onlyInvitedPresent', 'attendanceOfTeam'] },
    ],
    // Written down afterwards, also when the case has ended meanwhile.
    TeamMinutesFiled: [
      { from: [...WORK, 'SUSPENDED', 'EVALUATED', ...ENDED], guards: ['someMinutesAwaited', 'minutesAwaited'] },
    ],

    DiagnosisCompleted: [
      {
        from: ['TEAM_APPOINTED'],
        to: 'DIAGNOSED',
        guards: [...TEAMWORK, 'teamHasMet', 'needsAndResources', 'countsAgree'],
      },
    ],
    ConflictDecided: [{ from: ['DIAGNOSED', 'PLANNED', 'IN_PROGRESS'], guards: TEAMWORK }],
    PlanAgreed: [
      {
        from: ['DIAGNOSED'],
        to: 'PLANNED',
        guards: [...TEAMWORK, 'workedOutTogether', 'actionsServeGoals', 'actionsEndAfterTheyBegin', 'conflictsDecided'],
      },
    ],
    PlanAmended: [
      {
        from: ['PLANNED', 'IN_PROGRESS'],
        guards: [
          ...TEAMWORK,
          'workedOutTogether',
          'actionsServeGoals',
          'actionsEndAfterTheyBegin',
          'amendmentFits',
          'conflictsDecided',
        ],
      },
    ],
    SocialContractConcluded: [{ from: ['PLANNED'], to: 'IN_PROGRESS', guards: [...TEAMWORK, 'reviewsWithinTerm'] }],
    ContractAmended: [{ from: ['IN_PROGRESS'], guards: [...TEAMWORK, 'contractOfCase', 'reviewsWithinTerm'] }],
    PlanStartedWithoutContract: [{ from: ['PLANNED'], to: 'IN_PROGRESS', guards: TEAMWORK }],

    ActionStarted: [{ from: ['IN_PROGRESS'], guards: [...TEAMWORK, 'actionOpen', 'actionNotStarted'] }],
    // What was done, or will never be done, can be settled in any case.
    ActionCompleted: [{ from: ['IN_PROGRESS', 'EVALUATED'], guards: ['actionOpen'] }],
    ActionCancelled: [{ from: ['PLANNED', 'IN_PROGRESS', 'EVALUATED'], guards: ['actionOpen'] }],
    GoalProgressRecorded: [{ from: ['IN_PROGRESS'], guards: [...TEAMWORK, 'goalKnown'] }],
    ReviewHeld: [{ from: ['IN_PROGRESS'], guards: TEAMWORK }],

    CaseSuspended: [{ from: WORK, to: 'SUSPENDED' }],
    CaseResumed: [{ from: ['SUSPENDED'], to: '@former', guards: ['notOnHold'] }],
    ContactAttempted: [{ from: OPEN, guards: ['nextAttempt'] }],
    FinalEvaluationCompleted: [{ from: ['IN_PROGRESS'], to: 'EVALUATED', guards: [...TEAMWORK, 'everyGoalRated'] }],
    CaseClosed: [
      { from: OPEN, to: 'CLOSED', guards: ['reasonFits', 'noteGiven', 'nothingLeftOpen', 'contactWasTried'] },
    ],
    FollowUpRecorded: [{ from: ['CLOSED'], to: 'FOLLOWED_UP', guards: ['goalsWereReached'] }],
    CaseReopened: [{ from: ENDED, to: 'QUALIFIED', guards: ['partnershipActive', 'notOnHold', 'clientCanReturn'] }],

    BlueCardProcedureOpened: [{ from: WHENEVER, guards: ['noProcedureOpen'] }],
    BlueCardFormForwarded: [{ from: WHENEVER, guards: ['procedureOpen', 'notForwardedYet'] }],
    BlueCardPassedToGroup: [{ from: WHENEVER, guards: ['procedureOpen', 'formForwarded', 'notPassedYet'] }],
    BlueCardGroupMet: [{ from: WHENEVER, guards: ['procedureOpen', 'passedToGroup'] }],
    BlueCardSuspectInformed: [{ from: WHENEVER, guards: ['procedureOpen', 'groupMet'] }],
    BlueCardProcedureClosed: [{ from: WHENEVER, guards: ['procedureOpen'] }],
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
        STARTED: { pl: 'rozpoczęte', en: 'started' },
        COMPLETED: { pl: 'wykonane', en: 'completed', end: true },
        CANCELLED: { pl: 'odwołane', en: 'cancelled', end: true },
      },
      transitions: {
        PlanAgreed: [{ of: 'actions[].actionId', from: ['NONE'], to: 'PLANNED' }],
        PlanAmended: [
          { of: 'actions[].actionId', from: ['NONE', 'PLANNED'], to: 'PLANNED' },
          { of: 'actions[].actionId', from: ['STARTED'], to: 'STARTED' },
        ],
        ActionStarted: [{ of: 'actionId', from: ['PLANNED'], to: 'STARTED' }],
        ActionCompleted: [{ of: 'actionId', from: ['PLANNED', 'STARTED'], to: 'COMPLETED' }],
        ActionCancelled: [{ of: 'actionId', from: ['PLANNED', 'STARTED'], to: 'CANCELLED' }],
        // A closed case has nothing left to do.
        CaseClosed: [{ of: '*', from: ['PLANNED', 'STARTED'], to: 'CANCELLED' }],
      },
    },
  },
  reactions: [
    { on: 'TaskTeamAppointed', do: 'TellPartnershipOfTeam' },
    { on: 'CaseTransferred', do: 'TellPartnershipsOfTransfer' },
    { on: 'TeamMeetingHeld', when: { purpose: 'REVIEW' }, do: 'RecordReview' },
    { on: 'ConsentRefused', do: 'RevokeSharedAccess' },
    { on: 'ConsentWithdrawn', do: 'RevokeSharedAccess' },
    { on: 'ConsentExpired', do: 'RevokeLapsedAccess' },
    { on: 'PlanAgreed', do: 'KeepPlaces' },
    { on: 'PlanAmended', do: 'KeepPlaces' },
    { on: 'ActionCompleted', do: 'GiveBackPlaces' },
    { on: 'ActionCancelled', do: 'GiveBackPlaces' },
    { on: 'CaseClosed', do: 'GiveBackPlaces' },
    { on: 'CaseTransferred', do: 'GiveBackPlaces' },
    { on: 'CaseClosed', do: 'RevokeSharedAccess' },
    { on: 'CaseClosed', do: 'TellPartnershipOfTeamsEnd' },
    { on: 'CaseClosed', do: 'EndContract' },
  ],
}
