import { step } from './step.ts'
import { attendanceOf, statementsOf } from './team.ts'

const CASE = '/cases/case-A'
const INSTITUTIONS = ['mops', 'sp-1', 'pup', 'zgm', 'kuratorzy']

const goals = [
  { goalId: 'G1', lifeArea: 'INCOME_AND_DEBTS', text: 'Zaległości czynszowe spłacane w ratach' },
  { goalId: 'G2', lifeArea: 'WORK', text: 'Matka pracuje' },
  { goalId: 'G3', lifeArea: 'EDUCATION', text: 'Frekwencja szkolna dzieci co najmniej 90 %' },
  { goalId: 'G4', lifeArea: 'FAMILY_AND_CARE', text: 'Ukończony kurs umiejętności wychowawczych' },
]

/** Nine actions, seven of them from the service basket. */
const actions = [
  ['A-01', 'G2', 'pup', 'doradztwo-zawodowe', '2020-02-28', 'Doradztwo zawodowe'],
  ['A-02', 'G2', 'pup', 'szkolenie', '2020-05-29', 'Szkolenie zawodowe'],
  ['A-03', 'G1', 'zgm', 'ugoda-czynszowa', '2020-01-31', 'Ugoda w sprawie rat zaległości'],
  ['A-04', 'G1', 'CLIENT', null, '2020-08-31', 'Wpłaty rat zgodnie z ugodą'],
  ['A-05', 'G3', 'sp-1', 'pedagog', '2020-06-26', 'Spotkania z pedagogiem szkolnym'],
  ['A-06', 'G3', 'mops', 'swietlica', '2020-06-26', 'Miejsce w świetlicy dla dzieci'],
  ['A-07', 'G4', 'mops', 'asystent-rodziny', '2020-08-31', 'Wsparcie asystenta rodziny'],
  ['A-08', 'G4', 'mops', 'kurs-rodzicielski', '2020-08-31', 'Kurs umiejętności wychowawczych'],
  ['A-09', 'G3', 'CLIENT', null, '2020-06-26', 'Codzienny kontakt ze szkołą'],
] as const

const member = (memberId: string, sector: string, role: string, institutionId?: string) => ({
  memberId,
  ...(institutionId ? { institutionId } : {}),
  sector,
  role,
})

const TEAM = [
  member('social-worker-1', 'SOCIAL_ASSISTANCE', 'COORDINATOR', 'mops'),
  member('school-counsellor-1', 'EDUCATION', 'REPRESENTATIVE', 'sp-1'),
  member('job-adviser-1', 'LABOUR_MARKET', 'REPRESENTATIVE', 'pup'),
  member('housing-officer-1', 'HOUSING', 'REPRESENTATIVE', 'zgm'),
  member('probation-officer-1', 'JUSTICE', 'GUEST'),
]
const memberIds = TEAM.map(({ memberId }) => memberId)

/** Rows 19 to 28: from the school's referral to the contract of the "Alpha family". */
export const alphaBegins = [
  step(19, '2019-11-06', 'school', '/referrals', {
    id: 'ref-A',
    partnershipId: 'pzk-zaw',
    clientId: 'client-alpha',
    clientKind: 'FAMILY',
    source: 'SCHOOL',
    knownSince: '2019-11-06',
    urgency: 'NORMAL',
    clientAgreed: 'YES',
    clientName: 'Rodzina Alfa',
    problemAreas: ['UNEMPLOYMENT', 'CARE_HELPLESSNESS', 'HOUSING_ARREARS'],
    note: 'Częste nieobecności dzieci, matka straciła pracę, zaległości w czynszu.',
  }),
  step(19, '2019-11-06', 'leader', '/referrals/ref-A/acceptance', { caseId: 'case-A', adults: 1, children: 2 }),
  step(20, '2019-11-07', 'leader', `${CASE}/qualification`, {
    evidence: [
      { criterion: 'C1', met: true, code: 'ADDRESS_CONFIRMED' },
      { criterion: 'C2', met: true, code: 'APPLIED_FOR_HELP' },
      { criterion: 'C3', met: true, note: 'Praca, zaległości i szkoła: potrzebni PUP, ZGM i szkoła.' },
      { criterion: 'C4', met: true, code: 'CLIENT_SAID_SO' },
      { criterion: 'C5', met: true, code: 'OFFICE_RECORDS_CHECKED' },
    ],
    coordinatorId: 'social-worker-1',
  }),
  step(21, '2019-11-12', 'coordinator', `${CASE}/consents`, {
    consentId: 'consent-A1',
    kind: 'PARTICIPATION',
    adultsCovered: 1,
    institutions: INSTITUTIONS,
    dataScopes: ['COOPERATION'],
    form: 'PAPER',
    privacyNoticeVersion: 'v1',
    children: [
      { personId: 'alpha-9', thirteenOrOlder: false, heard: true },
      { personId: 'alpha-13', thirteenOrOlder: true, heard: true, view: 'AGREES' },
    ],
  }),
  step(22, '2019-11-12', 'coordinator', `${CASE}/interview-requirement`, { urgent: false }),
  ...statementsOf(23, '2019-11-14', CASE, memberIds),
  step(23, '2019-11-14', 'leader', `${CASE}/team`, { teamId: 'zzk-A', signature: 'ZZK/2019/001', members: TEAM }),
  step(24, '2019-11-20', 'coordinator', `${CASE}/interview-completion`),
  step(25, '2019-11-26', 'coordinator', '/meetings', {
    id: 'zzk-A-1',
    of: { kind: 'TEAM', caseId: 'case-A' },
    ordinal: 1,
    attendance: attendanceOf(memberIds),
    clientPresent: true,
    clientVoice: 'Najpierw praca i spokój z czynszem.',
    mode: 'ON_SITE',
  }),
  step(26, '2019-12-04', 'coordinator', `${CASE}/diagnosis`, {
    needs: 5,
    ownResources: 7,
    communityResources: 4,
    byLifeArea: [
      { lifeArea: 'WORK', needs: 1, ownResources: 2, communityResources: 1 },
      { lifeArea: 'INCOME_AND_DEBTS', needs: 2, ownResources: 1, communityResources: 1 },
      { lifeArea: 'EDUCATION', needs: 1, ownResources: 2, communityResources: 1 },
      { lifeArea: 'FAMILY_AND_CARE', needs: 1, ownResources: 2, communityResources: 1 },
    ],
    causes: 'Utrata pracy matki, za nią zaległości i nieobecności dzieci.',
    strengths: 'Więź rodzinna, zaradność matki, wsparcie sąsiadów.',
    summary: 'Utrata pracy i zaległości; mocne strony: więź rodzinna, zaradność matki, wsparcie sąsiadów.',
  }),
  step(27, '2019-12-10', 'coordinator', `${CASE}/plan`, {
    clientTookPart: true,
    goals,
    actions: actions.map(([actionId, goalId, owner, serviceId, due, text]) => ({
      actionId,
      goalId,
      owner,
      ...(serviceId ? { serviceId } : {}),
      due,
      text,
    })),
  }),
  step(28, '2019-12-10', 'coordinator', '/contracts', {
    id: 'contract-A',
    caseId: 'case-A',
    variant: 'A',
    reviewsOn: ['2020-03-10', '2020-06-10'],
    endsOn: '2020-09-30',
    arrangements: 'Działania i terminy jak w planie współpracy.',
  }),
  step(28, '2019-12-10', 'coordinator', '/contracts/contract-A/signatures', { by: 'CLIENT' }),
  step(28, '2019-12-10', 'coordinator', '/contracts/contract-A/signatures', { by: 'SOCIAL_WORKER' }),
]

const completed = (row: number, on: string, action: string) =>
  step(row, on, 'coordinator', `${CASE}/action-completions`, { actionId: action })
const progress = (row: number, on: string, goalId: string, rating: string) =>
  step(row, on, 'coordinator', `${CASE}/goal-progress`, { goalId, rating })
const sitting = (row: number, on: string, ordinal: number, minutes: object, absent: readonly string[] = []) =>
  step(row, on, 'coordinator', '/meetings', {
    id: `zzk-A-${ordinal}`,
    of: { kind: 'TEAM', caseId: 'case-A' },
    ordinal,
    attendance: attendanceOf(memberIds, absent),
    ...minutes,
  })

/** Rows 36 to 42. */
export const alphaFirstAction = [completed(36, '2020-01-21', 'A-03')]
export const alphaFirstReview = [
  sitting(42, '2020-03-10', 2, { purpose: 'REVIEW', clientPresent: true, mode: 'ON_SITE' }, ['probation-officer-1']),
  progress(42, '2020-03-10', 'G1', 'ACHIEVED'),
]

/** Rows 54 to 58; the other eight actions are completed before the final evaluation. */
export const alphaSecondReview = [
  completed(54, '2020-06-09', 'A-01'),
  completed(54, '2020-06-09', 'A-02'),
  sitting(54, '2020-06-09', 3, { purpose: 'REVIEW', clientPresent: true, mode: 'REMOTE' }),
  progress(54, '2020-06-09', 'G2', 'ACHIEVED'),
]
export const alphaEnds = [
  ...['A-04', 'A-05', 'A-06', 'A-07', 'A-08', 'A-09'].map((action) => completed(56, '2020-09-08', action)),
  // The client is ill.
  sitting(56, '2020-09-08', 4, { purpose: 'FINAL', clientPresent: false, mode: 'ON_SITE' }, ['housing-officer-1']),
  progress(57, '2020-09-15', 'G3', 'ACHIEVED'),
  progress(57, '2020-09-15', 'G4', 'PARTLY'),
  step(57, '2020-09-15', 'coordinator', `${CASE}/final-evaluation`, {
    ratings: [
      { goalId: 'G1', rating: 'ACHIEVED' },
      { goalId: 'G2', rating: 'ACHIEVED' },
      { goalId: 'G3', rating: 'ACHIEVED' },
      { goalId: 'G4', rating: 'PARTLY' },
    ],
    clientScore: 4,
  }),
  step(58, '2020-09-18', 'leader', `${CASE}/closure`, { reason: 'GOALS_ACHIEVED' }),
]
