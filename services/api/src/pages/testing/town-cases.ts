import { HOSTILE, type Step, step } from './step.ts'

const leader = step('LEADER', 'mops')
const coordinator = step('COORDINATOR', 'mops')
const school = step('PARTNER', 'sp-1')
const police = step('PARTNER', 'kpp')

const referral = (id: string, knownSince: string, clientName: string, urgency = 'NORMAL') => ({
  id,
  partnershipId: 'pzk',
  clientId: `client-${id}`,
  clientKind: 'FAMILY',
  source: 'SCHOOL',
  knownSince,
  urgency,
  clientAgreed: 'YES',
  clientName,
  problemAreas: ['SCHOOL_ABSENCE', 'HOUSING_ARREARS'],
  note: HOSTILE,
})

const member = (memberId: string, sector: string, institutionId: string) => ({
  memberId,
  institutionId,
  sector,
  confidentialitySignedOn: '2019-11-14',
})

/** Case A: shared with the school, its contract concluded. */
const caseA: readonly Step[] = [
  school('2019-11-06', '/referrals', referral('ref-a', '2019-11-05', `Rodzina ${HOSTILE}`)),
  leader('2019-11-06', '/referrals/ref-a/acceptance', { caseId: 'case-a', adults: 1, children: 2 }),
  leader('2019-11-07', '/cases/case-a/qualification', {
    criteriaMet: ['C1', 'C2', 'C3', 'C4', 'C5'],
    coordinatorId: 'coordinator-1',
  }),
  coordinator('2019-11-12', '/cases/case-a/consents', {
    consentId: 'consent-a',
    kind: 'PARTICIPATION',
    adultsCovered: 1,
    institutions: ['mops', 'sp-1', 'pup'],
    dataScopes: ['COOPERATION'],
    form: 'PAPER',
    privacyNoticeVersion: 'v1',
  }),
  coordinator('2019-11-12', '/cases/case-a/interview-requirement', { urgent: false }),
  leader('2019-11-14', '/cases/case-a/team', {
    teamId: 'zzk-a',
    members: [
      member('coordinator-1', 'SOCIAL_ASSISTANCE', 'mops'),
      member('school-1', 'EDUCATION', 'sp-1'),
      member('adviser-1', 'LABOUR_MARKET', 'pup'),
    ],
  }),
  coordinator('2019-11-26', '/meetings', {
    id: 'zzk-a-1',
    of: { kind: 'TEAM', caseId: 'case-a' },
    invited: 3,
    present: 3,
    clientPresent: true,
    mode: 'ON_SITE',
  }),
  coordinator('2019-12-04', '/cases/case-a/diagnosis', {
    needs: 5,
    ownResources: 7,
    communityResources: 4,
    summary: 'Zaległości i nieobecności; rodzina trzyma się razem.',
  }),
  coordinator('2019-12-10', '/cases/case-a/plan', {
    clientTookPart: true,
    goals: [{ goalId: 'G1', text: 'Zaległości spłacane w ratach' }],
    actions: [{ actionId: 'A-1', goalId: 'G1', owner: 'CLIENT', due: '2020-08-31', text: 'Wpłaty rat' }],
  }),
  coordinator('2019-12-10', '/contracts', {
    id: 'contract-a',
    caseId: 'case-a',
    variant: 'A',
    reviewsOn: ['2020-03-10', '2020-06-10'],
    endsOn: '2020-09-30',
  }),
  coordinator('2019-12-10', '/contracts/contract-a/signatures', { by: 'CLIENT' }),
  coordinator('2019-12-10', '/contracts/contract-a/signatures', { by: 'SOCIAL_WORKER' }),
]

/** Case B: proposed only, nobody consented; its client has an ordinary name. */
const caseB: readonly Step[] = [
  police('2020-02-03', '/referrals', referral('ref-b', '2020-02-03', 'Pan Beta', 'URGENT')),
  leader('2020-02-04', '/referrals/ref-b/acceptance', { caseId: 'case-b', adults: 1, children: 0 }),
]

const answered: readonly Step[] = [
  school('2020-02-05', '/referrals', referral('ref-returned', '2020-02-05', 'Rodzina Gamma')),
  leader('2020-02-06', '/referrals/ref-returned/return', { reason: 'OUTSIDE_AREA', explanation: HOSTILE }),
  police('2020-02-05', '/referrals', referral('ref-redirected', '2020-02-05', 'Rodzina Delta')),
  leader('2020-02-07', '/referrals/ref-redirected/redirection', { toInstitutionId: 'pup' }),
]

/** Their answer was due on 27 February, and is due tomorrow. */
const waiting: readonly Step[] = [
  school('2020-02-20', '/referrals', referral('ref-late', '2020-02-20', 'Rodzina Epsilon')),
  police('2020-02-25', '/referrals', referral('ref-near', '2020-02-25', 'Rodzina Zeta')),
]

export const referralsAndCases: readonly Step[] = [...caseA, ...caseB, ...answered, ...waiting]
