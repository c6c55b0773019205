import { step } from './step.ts'
import { attendanceOf, statementsOf } from './team.ts'

const B = '/cases/case-B'
const C = '/cases/case-C'

const member = (memberId: string, sector: string, role: string, institutionId?: string) => ({
  memberId,
  ...(institutionId ? { institutionId } : {}),
  sector,
  role,
})
const TEAM_B = [
  member('social-worker-2', 'SOCIAL_ASSISTANCE', 'COORDINATOR', 'mops'),
  member('therapist-1', 'HEALTH', 'SPECIALIST', 'pto'),
  member('community-officer-1', 'POLICE_AND_PUBLIC_SAFETY', 'REPRESENTATIVE', 'kpp'),
  member('shelter-worker-1', 'NGO', 'GUEST'),
]
const TEAM_C = [
  member('social-worker-1', 'SOCIAL_ASSISTANCE', 'COORDINATOR', 'mops'),
  member('school-counsellor-2', 'EDUCATION', 'REPRESENTATIVE', 'sp-2'),
  member('job-adviser-1', 'LABOUR_MARKET', 'REPRESENTATIVE', 'pup'),
]
const idsOf = (team: readonly { readonly memberId: string }[]) => team.map(({ memberId }) => memberId)

/** Rows 30 to 35: "Mr Beta", referred by the police. */
export const betaBegins = [
  step(30, '2019-12-16', 'police', '/referrals', {
    id: 'ref-B',
    partnershipId: 'pzk-zaw',
    clientId: 'client-beta',
    clientKind: 'PERSON',
    source: 'POLICE',
    knownSince: '2019-12-14',
    urgency: 'URGENT',
    clientAgreed: 'YES',
    clientName: 'Pan Beta',
    problemAreas: ['HOMELESSNESS', 'ADDICTION', 'LONG_TERM_ILLNESS'],
    note: 'Przebywa na klatkach schodowych, choruje, zgadza się na pomoc.',
  }),
  step(30, '2019-12-16', 'leader', '/referrals/ref-B/acceptance', { caseId: 'case-B', adults: 1, children: 0 }),
  step(31, '2019-12-17', 'leader', `${B}/qualification`, {
    criteriaMet: ['C1', 'C2', 'C3', 'C4'],
    coordinatorId: 'social-worker-2',
  }),
  step(32, '2019-12-18', 'coordinator', `${B}/consents`, {
    consentId: 'consent-B1',
    kind: 'PARTICIPATION',
    adultsCovered: 1,
    institutions: ['mops', 'pto', 'kpp', 'schronisko'],
    dataScopes: ['COOPERATION', 'HEALTH_MIN'],
    form: 'PAPER',
    privacyNoticeVersion: 'v1',
  }),
  step(32, '2019-12-18', 'coordinator', `${B}/interview-requirement`, { urgent: false }),
  ...statementsOf(33, '2019-12-20', B, idsOf(TEAM_B)),
  step(33, '2019-12-20', 'leader', `${B}/team`, { teamId: 'zzk-B', signature: 'ZZK/2019/002', members: TEAM_B }),
  step(34, '2020-01-08', 'coordinator', `${B}/interview-completion`),
  step(35, '2020-01-14', 'coordinator', '/meetings', {
    id: 'zzk-B-1',
    of: { kind: 'TEAM', caseId: 'case-B' },
    ordinal: 1,
    attendance: attendanceOf(idsOf(TEAM_B), ['shelter-worker-1']),
    clientPresent: true,
    mode: 'ON_SITE',
  }),
]

/** Rows 39 to 41: consent is withdrawn, access ends at once, the case follows. */
export const betaEnds = [
  step(39, '2020-02-19', 'coordinator', `${B}/consent-withdrawal`, { scope: 'ALL' }),
  step(41, '2020-02-24', 'leader', `${B}/closure`, {
    reason: 'CONSENT_WITHDRAWN',
    note: 'Lider zachowuje wyłącznie akta ustawowe.',
  }),
]

/** Rows 46 to 53: the "Gamma family"; suspicion of violence ends the cooperation case. */
export const gamma = [
  step(46, '2020-05-14', 'leader', '/cases', {
    id: 'case-C',
    partnershipId: 'pzk-zaw',
    clientId: 'client-gamma',
    clientKind: 'FAMILY',
    adults: 2,
    children: 1,
    source: 'SELF',
    clientName: 'Rodzina Gamma',
    problemAreas: ['UNEMPLOYMENT', 'CARE_HELPLESSNESS'],
  }),
  step(47, '2020-05-15', 'leader', `${C}/qualification`, {
    criteriaMet: ['C1', 'C2', 'C3', 'C4'],
    coordinatorId: 'social-worker-1',
  }),
  step(48, '2020-05-19', 'coordinator', `${C}/consents`, {
    consentId: 'consent-C1',
    kind: 'PARTICIPATION',
    adultsCovered: 2,
    institutions: ['mops', 'sp-2', 'pup'],
    dataScopes: ['COOPERATION'],
    form: 'PAPER',
    privacyNoticeVersion: 'v1',
  }),
  step(48, '2020-05-19', 'coordinator', `${C}/interview-requirement`, { urgent: false }),
  ...statementsOf(49, '2020-05-21', C, idsOf(TEAM_C)),
  step(49, '2020-05-21', 'leader', `${C}/team`, { teamId: 'zzk-C', signature: 'ZZK/2020/001', members: TEAM_C }),
  step(50, '2020-05-26', 'coordinator', `${C}/interview-completion`),
  step(51, '2020-05-26', 'leader', `${C}/blue-card/opening`),
  step(52, '2020-05-28', 'leader', `${C}/blue-card/forwarding`),
  step(53, '2020-05-29', 'leader', `${C}/closure`, {
    reason: 'MOVED_TO_STATUTORY_PROCEDURE',
    note: 'Sprawa przechodzi do procedury ustawowej.',
  }),
]
