import type { ProcessDescription } from '../kernel/description.ts'
import { membershipDescription } from './membership.ts'

const FORMING = ['PREPARING', 'INITIATING', 'FORMALISING']

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
    PartnershipOpened: [{ from: ['NONE'], to: 'PREPARING', guards: ['underAgreement', 'agreementSignedBefore'] }],
    LeaderDesignated: [{ from: ['PREPARING'], guards: ['noLeaderYet', 'leaderEligible'] }],
    SupportTeamAssigned: [{ from: ['PREPARING'], guards: ['supportCounted'] }],
    ResourceDiagnosisCompleted: [{ from: ['PREPARING'] }],
    CooperatorIdentified: [{ from: [...FORMING, 'ACTIVE'] }],
    CooperatorInvited: [{ from: [...FORMING, 'ACTIVE'], guards: ['notYetMember'] }],
    CooperatorAnswered: [{ from: [...FORMING, 'ACTIVE'] }],
    CandidatesPreselected: [{ from: ['PREPARING', 'INITIATING'] }],

    // The map begins with the diagnosis and is kept as long as the partnership lives on what it shows.
    ResourceMapDrawn: [{ from: [...FORMING, 'ACTIVE'], guards: ['eachSectorOnce', 'wordsNameNobody'] }],
    ResourceGapRecorded: [{ from: [...FORMING, 'ACTIVE'], guards: ['wordsNameNobody'] }],
    ResourceGapClosed: [{ from: [...FORMING, 'ACTIVE'] }],

    InitiatingMeetingHeld: [
      {
        from: ['PREPARING', 'INITIATING'],
        to: 'INITIATING',
        guards: ['leaderDesignated', 'invitationSent', 'nextInitiatingMeeting'],
      },
    ],
    // Opened at the first initiating meeting; a member that comes late makes its entry then.
    MutualBenefitRecorded: [
      { from: ['INITIATING', 'FORMALISING', 'ACTIVE'], guards: ['byCooperator', 'wordsNameNobody'] },
    ],
    CharterRecorded: [{ from: ['INITIATING'], guards: ['wordsNameNobody'] }],
    // An amendment is drafted, too.
    RegulationsDraftCirculated: [{ from: ['INITIATING', 'ACTIVE'] }],
    RegulationsAdopted: [{ from: ['INITIATING'], to: 'FORMALISING', guards: ['firstRegulations'] }],
    RegulationsAmended: [{ from: ['ACTIVE'], guards: ['nextRegulations'] }],

    AccessionDeclarationSigned: [{ from: ['FORMALISING', 'ACTIVE'], guards: ['notYetMember'] }],
    PartnershipConstituted: [
      { from: ['FORMALISING'], to: 'ACTIVE', guards: ['leaderHasSigned', 'enoughInstitutions', 'enoughSectors'] },
    ],

    ContactPersonsDesignated: [{ from: ['ACTIVE'], guards: ['staffOfMembers'] }],
    NetworkOfficerAppointed: [{ from: ['ACTIVE'], guards: ['byMember'] }],
    PlenaryMeetingHeld: [{ from: ['ACTIVE'], guards: ['nextPlenaryMeeting', 'membersCame'] }],
    DecisionTaken: [{ from: ['ACTIVE'], guards: ['somePlenary', 'quorumReached', 'newDecision', 'wordsNameNobody'] }],
    MinutesFiled: [
      { from: ['INITIATING', 'FORMALISING', 'ACTIVE', 'SUSPENDED'], guards: ['someSitting', 'sittingKnown'] },
    ],
    WorkPlanAdopted: [{ from: ['ACTIVE'] }],
    CommunicationRulesAdopted: [{ from: ['ACTIVE'] }],
    EvaluationConceptAdopted: [{ from: ['ACTIVE'] }],
    ServiceBasketVersionPublished: [{ from: ['ACTIVE'], guards: ['newBasketVersion'] }],
    MemberBecameInactive: [{ from: ['ACTIVE'], guards: ['byMember', 'notByLeader'] }],
    MemberReactivated: [{ from: ['ACTIVE'], guards: ['byMember'] }],
    MemberWithdrew: [{ from: ['ACTIVE'], guards: ['byMember', 'notByLeader'] }],
    MemberExcluded: [{ from: ['ACTIVE'], guards: ['byMember', 'notByLeader'] }],
    PartnershipBelowMinimum: [{ from: ['ACTIVE'] }],
    TeamOpened: [{ from: ['ACTIVE'] }],
    TeamHandedOver: [{ from: ['ACTIVE', 'SUSPENDED'] }],
    TeamEnded: [{ from: ['ACTIVE', 'SUSPENDED'] }],

    PartnershipSuspended: [{ from: ['ACTIVE'], to: 'SUSPENDED' }],
    PartnershipResumed: [{ from: ['SUSPENDED'], to: 'ACTIVE' }],
    PartnershipMigrated: [{ from: [...FORMING, 'ACTIVE', 'SUSPENDED'], guards: ['versionKnowsState'] }],
    PartnershipDissolved: [{ from: ['ACTIVE', 'SUSPENDED'], to: 'DISSOLVED', guards: ['noTeamOpen'] }],
    PartnershipAbandoned: [{ from: FORMING, to: 'ABANDONED' }],
  },
  parts: {
    membership: membershipDescription,
    sitting: {
      pl: 'Spotkanie partnerstwa i jego protokół',
      en: 'Meeting of the partnership and its minutes',
      states: {
        HELD: { pl: 'odbyte, bez protokołu', en: 'held, minutes outstanding' },
        MINUTED: { pl: 'protokół złożony', en: 'minutes filed', end: true },
      },
      transitions: {
        InitiatingMeetingHeld: [{ of: 'meetingId', from: ['NONE'], to: 'HELD' }],
        PlenaryMeetingHeld: [{ of: 'meetingId', from: ['NONE'], to: 'HELD' }],
        MinutesFiled: [{ of: 'meetingId', from: ['HELD'], to: 'MINUTED' }],
      },
    },
    gap: {
      pl: 'Luka w zasobach',
      en: 'Gap in the resources',
      states: {
        OPEN: { pl: 'otwarta', en: 'open' },
        CLOSED: { pl: 'uzupełniona', en: 'filled', end: true },
      },
      transitions: {
        // Drawn again, the map may find open what was filled once.
        ResourceMapDrawn: [{ of: 'gaps[].gapId', from: ['NONE', 'OPEN', 'CLOSED'], to: 'OPEN' }],
        ResourceGapRecorded: [{ of: 'gapId', from: ['NONE', 'CLOSED'], to: 'OPEN' }],
        ResourceGapClosed: [{ of: 'gapId', from: ['OPEN'], to: 'CLOSED' }],
      },
    },
    team: {
      pl: 'Zespół zadaniowy, jak go widzi partnerstwo',
      en: 'A task team as the partnership sees it',
      states: {
        OPEN: { pl: 'pracuje', en: 'working' },
        ENDED: { pl: 'zakończony', en: 'ended', end: true, forgotten: true },
        HANDED_OVER: { pl: 'przekazany', en: 'handed over', end: true },
      },
      transitions: {
        TeamOpened: [{ of: 'caseId', from: ['NONE', 'ENDED', 'HANDED_OVER'], to: 'OPEN' }],
        TeamHandedOver: [{ of: 'caseId', from: ['OPEN'], to: 'HANDED_OVER' }],
        TeamEnded: [{ of: 'caseId', from: ['OPEN'], to: 'ENDED' }],
      },
    },
  },
  reactions: [
    { on: 'MemberBecameInactive', do: 'WarnBelowMinimum' },
    { on: 'MemberWithdrew', do: 'WarnBelowMinimum' },
    { on: 'MemberWithdrew', do: 'WithdrawServices' },
    { on: 'MemberExcluded', do: 'WarnBelowMinimum' },
    { on: 'MemberExcluded', do: 'WithdrawServices' },
    { on: 'PartnershipMigrated', do: 'MigrateBasket' },
  ],
}
