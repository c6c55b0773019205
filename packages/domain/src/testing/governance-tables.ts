/** The second telling (`tables.ts`) of what stands around partnerships and cases, from the field's own state machines. */
export const governanceTables: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  agreement: {
    CooperationAgreementSigned: 'NONE → SIGNED',
    CooperationAgreementTerminated: 'SIGNED → TERMINATED',
  },
  model: {
    ModelVersionDrafted: 'NONE → DRAFT',
    ModelVersionRevised: 'DRAFT IN_CONSULTATION CONSULTED → =',
    ModelConsultationOpened: 'DRAFT → IN_CONSULTATION',
    ModelConsultationClosed: 'IN_CONSULTATION → CONSULTED',
    // The ministry's favourable opinion; any other leaves the state as it is.
    ModelOpinionGiven: 'CONSULTED → OPINIONED / OPINIONED → =',
    ModelVersionApproved: 'OPINIONED → =',
    ModelVersionPublished: 'OPINIONED → APPROVED',
    ModelPutInPilot: 'APPROVED → IN_PILOT',
    ModelVersionEvaluated: 'IN_PILOT → EVALUATED',
    ModelVersionRecommended: 'EVALUATED → RECOMMENDED',
    ModelVersionSuperseded:
      'DRAFT IN_CONSULTATION CONSULTED OPINIONED APPROVED IN_PILOT EVALUATED RECOMMENDED → SUPERSEDED',
  },
  pilot: {
    PilotPhaseStarted: 'NONE PREPARING BETWEEN_PHASES → RUNNING',
    // The last phase; after any other there is a next one.
    PilotPhaseEnded: 'RUNNING → ENDED',
    PilotModelChosen: 'NONE → PREPARING / PREPARING RUNNING BETWEEN_PHASES → =',
    PilotTargetSet: 'NONE → PREPARING / PREPARING RUNNING BETWEEN_PHASES → =',
  },
  milestone: {
    MilestonePlanned: 'NONE → PLANNED',
    MilestoneStarted: 'PLANNED → STARTED',
    MilestoneEvidenceCollected: 'STARTED RETURNED → EVIDENCE_COLLECTED / EVIDENCE_COLLECTED → =',
    MilestoneAccepted: 'EVIDENCE_COLLECTED → ACCEPTED',
    MilestoneReturned: 'EVIDENCE_COLLECTED → RETURNED',
  },
  support: {
    SupportActivityPlanned: 'NONE → PLANNED',
    SupportActivityCancelled: 'PLANNED → CANCELLED',
    IntersectoralTrainingHeld: 'NONE PLANNED → HELD',
    CooperationWorkshopHeld: 'NONE PLANNED → HELD',
    EducationalMeetingHeld: 'NONE PLANNED → HELD',
    ConsultationMeetingHeld: 'NONE PLANNED → HELD',
    ConferenceHeld: 'NONE PLANNED → HELD',
    CoachingSessionHeld: 'NONE PLANNED → HELD',
    SupervisionSessionHeld: 'NONE PLANNED → HELD',
  },
  remark: {
    RemarkSubmitted: 'NONE → SUBMITTED',
    RemarkTriaged: 'SUBMITTED → TRIAGED',
    RemarkAccepted: 'TRIAGED → ACCEPTED',
    RemarkPartlyAccepted: 'TRIAGED → PARTLY_ACCEPTED',
    RemarkRejected: 'TRIAGED → REJECTED',
    RemarkIncorporated: 'ACCEPTED PARTLY_ACCEPTED → INCORPORATED',
  },
  barrier: {
    BarrierReported: 'NONE → REPORTED',
    BarrierConfirmed: 'REPORTED → CONFIRMED',
    BarrierDismissed: 'REPORTED → DISMISSED',
    BarrierProposalMade: 'CONFIRMED → PROPOSAL_MADE / PROPOSAL_MADE ESCALATED → =',
    BarrierEscalated: 'PROPOSAL_MADE → ESCALATED / ESCALATED → =',
    BarrierRemoved: 'PROPOSAL_MADE ESCALATED → REMOVED',
    BarrierAcceptedAsLimit: 'PROPOSAL_MADE ESCALATED → ACCEPTED_AS_LIMIT',
  },
  recommendation: {
    RecommendationProposed: 'NONE → PROPOSED',
    RecommendationReviewed: 'PROPOSED → REVIEWED',
    RecommendationAdopted: 'REVIEWED → ADOPTED',
    RecommendationRejected: 'REVIEWED → REJECTED',
    RecommendationPublished: 'ADOPTED → PUBLISHED',
  },
  practice: {
    GoodPracticeSubmitted: 'NONE RETURNED → SUBMITTED',
    GoodPracticeVerified: 'SUBMITTED → VERIFIED',
    GoodPracticePublished: 'VERIFIED → PUBLISHED',
    GoodPracticeReturned: 'SUBMITTED VERIFIED → RETURNED',
    GoodPracticeArchived: 'PUBLISHED RETURNED → ARCHIVED',
  },
  matter: {
    MatterOpened: 'NONE → OPEN',
    MatterExtended: 'OPEN → EXTENDED',
    MatterReviewed: 'OPEN → =',
    MatterSettled: 'OPEN EXTENDED → SETTLED',
  },
  'interdisciplinary-team': {
    InterdisciplinaryTeamFormed: 'NONE → FORMED',
    InterdisciplinaryTeamSat: 'FORMED → =',
  },
  client: {
    LegalHoldPlaced: 'NONE → KNOWN / KNOWN RESTRICTED ERASED → =',
    LegalHoldLifted: 'KNOWN RESTRICTED ERASED → =',
    ProcessingRestricted: 'NONE KNOWN ERASED → RESTRICTED',
    ProcessingRestrictionLifted: 'RESTRICTED → KNOWN',
    SubjectErased: 'NONE KNOWN RESTRICTED → ERASED / ERASED → =',
  },
  erasure: {
    ErasureRequested: 'NONE → REQUESTED',
    ErasureConfirmed: 'REQUESTED → CONFIRMED',
    ErasureRefused: 'REQUESTED CONFIRMED → REFUSED',
    ErasureWithdrawn: 'REQUESTED CONFIRMED → WITHDRAWN',
    ErasureBegun: 'CONFIRMED → BEGUN',
    ErasureKeysNamed: 'BEGUN → =',
    ErasureDone: 'BEGUN → DONE',
  },
}

const after = (names: string) => ['NONE', ...names.split(' ')]

export const governanceStates: Readonly<Record<string, readonly string[]>> = {
  agreement: after('SIGNED TERMINATED'),
  model: after('DRAFT IN_CONSULTATION CONSULTED OPINIONED APPROVED IN_PILOT EVALUATED RECOMMENDED SUPERSEDED'),
  pilot: after('PREPARING RUNNING BETWEEN_PHASES ENDED'),
  milestone: after('PLANNED STARTED EVIDENCE_COLLECTED ACCEPTED RETURNED'),
  support: after('PLANNED HELD CANCELLED'),
  remark: after('SUBMITTED TRIAGED ACCEPTED PARTLY_ACCEPTED REJECTED INCORPORATED'),
  barrier: after('REPORTED CONFIRMED DISMISSED PROPOSAL_MADE ESCALATED REMOVED ACCEPTED_AS_LIMIT'),
  recommendation: after('PROPOSED REVIEWED ADOPTED REJECTED PUBLISHED'),
  practice: after('SUBMITTED VERIFIED PUBLISHED RETURNED ARCHIVED'),
  matter: after('OPEN EXTENDED SETTLED'),
  'interdisciplinary-team': after('FORMED'),
  client: after('KNOWN RESTRICTED ERASED'),
  erasure: after('REQUESTED CONFIRMED BEGUN DONE REFUSED WITHDRAWN'),
}
