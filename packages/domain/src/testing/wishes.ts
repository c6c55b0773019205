import type { CommandName } from '../registry.ts'
import { terms } from './basket-facts.ts'
import { action, adviser, consent, counsellor, goals, member, proposal, ratings, socialWorker } from './case-facts.ts'
import { declaration, labourOffice, mops, police, school, secondSchool } from './partnership-facts.ts'

export type Wish = readonly [command: CommandName, id: string, ...bodies: readonly unknown[]]

const team = { members: [socialWorker, counsellor, adviser] }
const reviews = { reviewsOn: ['2020-03-10'], endsOn: '2020-09-30' }
const sitting = { invited: 3, present: 3, clientPresent: true, mode: 'ON_SITE' }
const closing = (reason: string) => ({ reason, note: 'x' })

/**
 * Everything that clients might ask for about one partnership and one case: sensible requests and requests that break a
 * rule, in no order. Meetings and contracts get new ids as they go.
 */
export const wishes = (n: number): readonly Wish[] => [
  ['OpenPartnership', 'pzk', { name: 'PZK', municipality: '2416021', agreementSignedOn: '2018-10-15' }],
  ['DesignateLeader', 'pzk', { institutionId: 'mops' }, { institutionId: 'sp-1' }],
  [
    'DrawResourceMap',
    'pzk',
    { resources: [{ sector: 'HEALTH', assistanceResources: 0, localResources: 2 }], gaps: [] },
  ],
  ['IdentifyCooperators', 'pzk', { institutions: [secondSchool] }, { institutions: [police] }],
  ['InviteCooperators', 'pzk', { institutions: [school, police] }, { institutions: [secondSchool] }],
  [
    'AnswerInvitation',
    'pzk',
    { institutionId: 'sp-1', answer: 'INTERESTED' },
    { institutionId: 'kpp', answer: 'DECLINED' },
    { institutionId: 'sp-2', answer: 'INTERESTED' },
  ],
  ['RecordMutualBenefit', 'pzk', { institutionId: 'sp-1', gains: ['sygnał'], gives: ['pedagog'] }],
  ['PreselectCandidates', 'pzk', { candidates: 2 }],
  ['AdoptRegulations', 'pzk', { regulationsVersion: 1 }, { regulationsVersion: 2 }],
  [
    'SignAccessionDeclarations',
    'pzk',
    { declarations: [mops, police, school, labourOffice].map(declaration) },
    { declarations: [declaration(secondSchool)] },
    { declarations: [declaration(school), declaration(school)] },
  ],
  ['MarkMemberInactive', 'pzk', { institutionId: 'sp-1' }, { institutionId: 'pup' }, { institutionId: 'mops' }],
  ['ReactivateMember', 'pzk', { institutionId: 'sp-1' }, { institutionId: 'pup' }],
  ['AmendRegulations', 'pzk', { regulationsVersion: 2 }, { regulationsVersion: 3 }],
  ['FileMinutes', 'pzk', { meetingId: `meeting-${n - 1}` }, { meetingId: `meeting-${n - 2}` }],
  [
    'TakeDecision',
    'pzk',
    { meetingId: `meeting-${n - 1}`, decisionId: `decision-${n}`, subject: 'Plan pracy' },
    { meetingId: `meeting-${n - 2}`, decisionId: `decision-${n}`, subject: 'Plan pracy' },
  ],
  [
    'HandTeamOver',
    'pzk',
    { caseId: 'case', to: { institutionId: 'sp-1' } },
    { caseId: 'case', to: { partnershipId: 'pzk' } },
  ],
  ['ConstitutePartnership', 'pzk', {}],
  ['AppointNetworkOfficer', 'pzk', { institutionId: 'mops' }, { institutionId: 'nobody' }],
  ['PublishServiceBasket', 'pzk', { basketVersion: '0.1', services: 31, institutions: 8 }],
  ['OpenBasket', 'pzk', {}],
  [
    'ProposeService',
    'pzk',
    { serviceId: 'therapy', ...terms({ category: 'ADDICTION_THERAPY', capacity: 1 }) },
    { serviceId: 'debts', ...terms() },
  ],
  ['ChangeService', 'pzk', { serviceId: 'debts', ...terms({ capacity: 3 }) }, { serviceId: 'nothing', ...terms() }],
  ['VerifyService', 'pzk', ...['therapy', 'debts'].map((serviceId) => ({ serviceId, revision: 1 + (n % 2) }))],
  ['PublishBasketVersion', 'pzk', { basketVersion: `1.${n}` }],
  ['SuspendService', 'pzk', { serviceId: 'debts', reason: 'x' }],
  ['ResumeService', 'pzk', { serviceId: 'debts' }],
  ['TakeServicePlace', 'pzk', { serviceId: 'therapy', caseId: 'case' }, { serviceId: 'debts', caseId: 'case' }],
  ['FreeServicePlace', 'pzk', { serviceId: 'therapy', caseId: 'case' }],
  ['WithdrawMember', 'pzk', { institutionId: 'sp-1' }, { institutionId: 'mops' }, { institutionId: 'kpp' }],
  ['SuspendPartnership', 'pzk', { reason: 'EPIDEMIC' }],
  ['MigratePartnership', 'pzk', { modelVersion: '2.0' }, { modelVersion: '9.9' }],
  ['ResumePartnership', 'pzk', { mode: 'REMOTE' }],
  ['DissolvePartnership', 'pzk', { reason: 'x' }],
  ['AbandonPartnership', 'pzk', { reason: 'x' }],
  ['HoldMeeting', `meeting-${n}`, { of: { kind: 'INITIATING', partnershipId: 'pzk' }, present: 12, mode: 'ON_SITE' }],
  [
    'HoldMeeting',
    `meeting-${n}`,
    { of: { kind: 'PLENARY', partnershipId: 'pzk' }, mode: 'ON_SITE' },
    { of: { kind: 'PLENARY', partnershipId: 'pzk' }, present: 9, membersPresent: ['mops', 'sp-1'], mode: 'ON_SITE' },
    { of: { kind: 'PLENARY', partnershipId: 'pzk' }, membersPresent: ['mops', 'pup', 'kpp'], mode: 'ON_SITE' },
  ],
  [
    'HoldMeeting',
    `meeting-${n}`,
    { of: { kind: 'TEAM', caseId: 'case' }, ...sitting },
    { of: { kind: 'TEAM', caseId: 'case' }, ...sitting, present: 9 },
    { of: { kind: 'TEAM', caseId: 'case' }, ...sitting, ordinal: 1 },
  ],
  ['ProposeCase', 'case', proposal, { ...proposal, preselected: true }],
  [
    'QualifyCase',
    'case',
    { criteriaMet: ['C1', 'C2', 'C3', 'C4'], coordinatorId: 'sw-1' },
    { criteriaMet: ['C1'], coordinatorId: 'sw-1' },
  ],
  ['RejectCase', 'case', { reason: 'x' }],
  [
    'GiveConsent',
    'case',
    consent,
    { ...consent, interviewRequired: 'NORMAL' },
    { ...consent, kind: 'DATA_SHARING', institutions: ['pto'] },
    { ...consent, adultsCovered: 1 },
  ],
  ['RefuseConsent', 'case', {}],
  ['WithdrawConsent', 'case', { scope: 'DATA_SHARING' }, { scope: 'ALL' }],
  ['RequireEnvironmentalInterview', 'case', { urgent: false }],
  ['CompleteEnvironmentalInterview', 'case', {}],
  ['AppointTaskTeam', 'case', team, { members: [socialWorker] }],
  ['AddTeamMember', 'case', { member: member('guest-1', 'JUSTICE') }],
  ['RemoveTeamMember', 'case', { memberId: 'guest-1' }, { memberId: 'counsellor-1' }],
  ['CompleteDiagnosis', 'case', { needs: 5, ownResources: 7, communityResources: 4 }],
  ['AgreePlan', 'case', { clientTookPart: true, goals, actions: [action('A1', 'G1')] }],
  ['StartPlanWithoutContract', 'case', { reason: 'grupa' }],
  ['DraftSocialContract', `contract-${n}`, { caseId: 'case', variant: 'A', ...reviews }],
  ['SignSocialContract', `contract-${n - 1}`, { by: 'CLIENT' }, { by: 'SOCIAL_WORKER' }],
  ['SignSocialContract', `contract-${n - 2}`, { by: 'CLIENT' }, { by: 'SOCIAL_WORKER' }],
  ['CompleteAction', 'case', { actionId: 'A1' }, { actionId: 'A9' }],
  ['CancelAction', 'case', { actionId: 'A1', reason: 'x' }],
  ['RecordGoalProgress', 'case', { goalId: 'G1', rating: 'PARTLY' }],
  ['SuspendCase', 'case', { reason: 'x' }],
  ['ResumeCase', 'case', {}],
  ['CompleteFinalEvaluation', 'case', { ratings }, { ratings: ratings.slice(1) }],
  ['CloseCase', 'case', closing('GOALS_ACHIEVED'), closing('DEATH'), closing('CONSENT_WITHDRAWN')],
]
