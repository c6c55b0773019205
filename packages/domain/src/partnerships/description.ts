import type { ProcessDescription } from '../kernel/description.ts'

/** Whoever is no member: it may be invited and sign, also again after it left. */
const OUTSIDE = ['NONE', 'INVITED', 'WITHDRAWN', 'EXCLUDED'] as const

/**
 * A partnership (PZK) from the first preparation to its end. Invitations go on while it is active, because the sources
 * tell of members that came later; the preliminary choice of candidates belongs to the time before the regulations.
 */
export const partnershipDescription: ProcessDescription = {
  pl: 'Partnerski zespół kooperacyjny (PZK)',
  en: 'Partnership (PZK)',
  states: {
    PREPARING: { pl: 'przygotowanie', en: 'preparing' },
    INITIATING: { pl: 'inicjowanie', en: 'initiating' },
    FORMALISING: { pl: 'formalizowanie', en: 'formalising' },
    ACTIVE: { pl: 'aktywne', en: 'active' },
    SUSPENDED: { pl: 'zawieszone', en: 'suspended', interrupts: true },
    DISSOLVED: { pl: 'rozwiązane', en: 'dissolved', end: true },
    ABANDONED: { pl: 'zaniechane', en: 'abandoned', end: true },
  },
  transitions: {
    PartnershipOpened: [{ from: ['NONE'], to: 'PREPARING', guards: ['agreementSignedBefore'] }],
    LeaderDesignated: [{ from: ['PREPARING'], guards: ['noLeaderYet', 'leaderEligible'] }],
    SupportTeamAssigned: [{ from: ['PREPARING'] }],
    ResourceDiagnosisCompleted: [{ from: ['PREPARING'] }],
    CooperatorInvited: [{ from: ['PREPARING', 'INITIATING', 'FORMALISING', 'ACTIVE'], guards: ['notYetMember'] }],
    CandidatesPreselected: [{ from: ['PREPARING', 'INITIATING'] }],

    InitiatingMeetingHeld: [
      {
        from: ['PREPARING', 'INITIATING'],
        to: 'INITIATING',
        guards: ['leaderDesignated', 'invitationSent', 'nextInitiatingMeeting'],
      },
    ],
    RegulationsDraftCirculated: [{ from: ['INITIATING'] }],
    RegulationsAdopted: [{ from: ['INITIATING'], to: 'FORMALISING', guards: ['firstRegulations'] }],

    AccessionDeclarationSigned: [{ from: ['FORMALISING', 'ACTIVE'], guards: ['notYetMember'] }],
    PartnershipConstituted: [
      { from: ['FORMALISING'], to: 'ACTIVE', guards: ['leaderHasSigned', 'enoughInstitutions', 'enoughSectors'] },
    ],

    ContactPersonsDesignated: [{ from: ['ACTIVE'] }],
    NetworkOfficerAppointed: [{ from: ['ACTIVE'], guards: ['byMember'] }],
    PlenaryMeetingHeld: [{ from: ['ACTIVE'], guards: ['nextPlenaryMeeting'] }],
    WorkPlanAdopted: [{ from: ['ACTIVE'] }],
    CommunicationRulesAdopted: [{ from: ['ACTIVE'] }],
    EvaluationConceptAdopted: [{ from: ['ACTIVE'] }],
    ServiceBasketVersionPublished: [{ from: ['ACTIVE'], guards: ['newBasketVersion'] }],
    MemberWithdrew: [{ from: ['ACTIVE'], guards: ['byMember', 'notByLeader'] }],
    MemberExcluded: [{ from: ['ACTIVE'], guards: ['byMember', 'notByLeader'] }],
    PartnershipBelowMinimum: [{ from: ['ACTIVE'] }],
    TeamOpened: [{ from: ['ACTIVE'] }],
    TeamEnded: [{ from: ['ACTIVE', 'SUSPENDED'] }],

    PartnershipSuspended: [{ from: ['ACTIVE'], to: 'SUSPENDED' }],
    PartnershipResumed: [{ from: ['SUSPENDED'], to: 'ACTIVE' }],
    PartnershipDissolved: [{ from: ['ACTIVE', 'SUSPENDED'], to: 'DISSOLVED', guards: ['noTeamOpen'] }],
    PartnershipAbandoned: [{ from: ['PREPARING', 'INITIATING', 'FORMALISING'], to: 'ABANDONED' }],
  },
  parts: {
    membership: {
      pl: 'Członkostwo kooperanta',
      en: 'Membership of a cooperator',
      states: {
        INVITED: { pl: 'zaproszona', en: 'invited' },
        DECLARED: { pl: 'po deklaracji', en: 'declared' },
        ACTIVE: { pl: 'członek', en: 'member' },
        WITHDRAWN: { pl: 'wystąpiła', en: 'withdrawn', end: true },
        EXCLUDED: { pl: 'wykluczona', en: 'excluded', end: true },
      },
      transitions: {
        CooperatorInvited: [{ of: 'institutionId', from: [...OUTSIDE], to: 'INVITED' }],
        AccessionDeclarationSigned: [
          { of: 'institutionId', in: ['FORMALISING'], from: [...OUTSIDE], to: 'DECLARED' },
          // Once the partnership is constituted, a declaration makes a member at once.
          { of: 'institutionId', in: ['ACTIVE'], from: [...OUTSIDE], to: 'ACTIVE' },
        ],
        PartnershipConstituted: [{ of: '*', from: ['DECLARED'], to: 'ACTIVE' }],
        MemberWithdrew: [{ of: 'institutionId', from: ['DECLARED', 'ACTIVE'], to: 'WITHDRAWN' }],
        MemberExcluded: [{ of: 'institutionId', from: ['DECLARED', 'ACTIVE'], to: 'EXCLUDED' }],
      },
    },
    team: {
      pl: 'Zespół zadaniowy, jak go widzi partnerstwo',
      en: 'A task team as the partnership sees it',
      states: {
        OPEN: { pl: 'pracuje', en: 'working' },
        ENDED: { pl: 'zakończony', en: 'ended', end: true },
      },
      transitions: {
        TeamOpened: [{ of: 'caseId', from: ['NONE', 'ENDED'], to: 'OPEN' }],
        TeamEnded: [{ of: 'caseId', from: ['OPEN'], to: 'ENDED' }],
      },
    },
  },
  reactions: [
    { on: 'MemberWithdrew', do: 'WarnBelowMinimum' },
    { on: 'MemberExcluded', do: 'WarnBelowMinimum' },
  ],
}
