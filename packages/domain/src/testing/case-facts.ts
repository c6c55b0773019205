import {
  CaseProposed,
  CaseQualified,
  ConsentGiven,
  DiagnosisCompleted,
  FinalEvaluationCompleted,
  PlanAgreed,
  SharedAccessRevoked,
  SocialContractConcluded,
  TaskTeamAppointed,
  TeamMeetingHeld,
} from '../cases/events.ts'
import type { TeamMember } from '../cases/values.ts'
import { event } from '../kernel/event.ts'
import type { Sector } from '../kernel/values.ts'

/** A family of two adults and a child, whose case runs through the states that the tests begin in. */
export const proposal = {
  partnershipId: 'pzk',
  clientId: 'client-1',
  clientKind: 'FAMILY',
  adults: 2,
  children: 1,
  source: 'SCHOOL',
  preselected: false,
  clientName: 'Rodzina Gamma',
  problemAreas: ['UNEMPLOYMENT'],
} as const

export const caseProposed = event(CaseProposed, { ...proposal, problemAreas: ['UNEMPLOYMENT'], modelVersion: '1.0' })
const qualified = event(CaseQualified, { criteriaMet: ['C1', 'C2', 'C3', 'C4'], coordinatorId: 'sw-1' })

export const consent = {
  consentId: 'consent-1',
  kind: 'PARTICIPATION',
  adultsCovered: 2,
  institutions: ['mops', 'sp-1', 'pup'],
  dataScopes: ['COOPERATION'],
  form: 'PAPER',
  privacyNoticeVersion: 'v1',
} as const
export const consented = event(ConsentGiven, {
  ...consent,
  institutions: [...consent.institutions],
  dataScopes: [...consent.dataScopes],
})

export const member = (memberId: string, sector: Sector, institutionId?: string): TeamMember => ({
  memberId,
  sector,
  ...(institutionId !== undefined && { institutionId }),
  confidentialitySignedOn: '2019-11-12',
})
export const socialWorker = member('sw-1', 'SOCIAL_ASSISTANCE', 'mops')
export const counsellor = member('counsellor-1', 'EDUCATION', 'sp-1')
export const adviser = member('adviser-1', 'LABOUR_MARKET', 'pup')
export const probationOfficer = member('guest-1', 'JUSTICE')

export const teamAppointed = event(TaskTeamAppointed, {
  teamId: 'zzk-1',
  members: [socialWorker, counsellor, adviser],
})
export const teamMeeting = (ordinal: number) =>
  event(TeamMeetingHeld, {
    meetingId: `zzk-1-${ordinal}`,
    teamId: 'zzk-1',
    ordinal,
    invited: 3,
    present: 3,
    clientPresent: true,
    mode: 'ON_SITE',
  })

const clientId = 'client-1'
export const diagnosed = event(DiagnosisCompleted, { clientId, needs: 5, ownResources: 7, communityResources: 4 })

export const goals = [
  { goalId: 'G1', text: 'Spłata zaległości' },
  { goalId: 'G2', text: 'Praca' },
]
export const action = (actionId: string, goalId: string) => ({
  actionId,
  goalId,
  owner: 'pup',
  due: '2020-02-28',
  text: 'Doradztwo',
})
export const actions = [action('A1', 'G1'), action('A2', 'G2')]
export const planAgreed = event(PlanAgreed, { clientId, clientTookPart: true, goals, actions })
export const contractConcluded = event(SocialContractConcluded, {
  contractId: 'contract-1',
  variant: 'A',
  reviewsOn: ['2020-03-10'],
  endsOn: '2020-09-30',
})
export const ratings = [
  { goalId: 'G1', rating: 'ACHIEVED' as const },
  { goalId: 'G2', rating: 'PARTLY' as const },
]
export const evaluated = event(FinalEvaluationCompleted, { ratings })
export const accessRevoked = (...institutions: readonly string[]) =>
  event(SharedAccessRevoked, { institutions: [...institutions], openSharedDocuments: 0 })

export const inQualified = [caseProposed, qualified]
export const inConsented = [...inQualified, consented]
export const inTeamAppointed = [...inConsented, teamAppointed]
export const inDiagnosed = [...inTeamAppointed, teamMeeting(1), diagnosed]
export const inPlanned = [...inDiagnosed, planAgreed]
export const inProgress = [...inPlanned, contractConcluded]
export const inEvaluated = [...inProgress, evaluated]
