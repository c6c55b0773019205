import { INVITED, LEADER, SIGNATORIES, sectorOf } from './institutions.ts'
import { type Step, step } from './step.ts'

const PZK = '/partnerships/pzk-zaw'

const institutions: Step[] = [LEADER, ...INVITED].map(({ id, name, kind, sector }) =>
  step(4, '2019-04-08', 'leader', '/institutions', { id, name, kind, sector, teryt: '2416021' }),
)

/** Rows 4 to 12: from the first step of preparation to the regulations. */
export const forming: readonly Step[] = [
  ...institutions,
  step(4, '2019-04-08', 'leader', '/partnerships', {
    id: 'pzk-zaw',
    name: 'Partnerski Zespół Kooperacyjny w Zawierciu',
    municipality: '2416021',
    agreementSignedOn: '2018-10-15',
    modelVersion: '1.0',
  }),
  step(4, '2019-04-08', 'leader', `${PZK}/leader`, { institutionId: LEADER.id }),
  step(5, '2019-04-15', 'leader', `${PZK}/support-team`, { animators: 1, modelExperts: 1 }),
  step(6, '2019-05-20', 'leader', `${PZK}/resource-diagnoses`, {
    assistanceResources: 11,
    localResources: 18,
    gaps: 4,
  }),
  step(7, '2019-05-27', 'leader', `${PZK}/invitations`, {
    institutions: INVITED.map(({ id, sector }) => ({ institutionId: id, sector })),
    replyBy: '2019-06-14',
  }),
  step(8, '2019-06-25', 'leader', '/meetings', {
    id: 'pzk-zaw-init-1',
    of: { kind: 'INITIATING', partnershipId: 'pzk-zaw' },
    ordinal: 1,
    invited: 14,
    present: 12,
    mode: 'ON_SITE',
  }),
  step(9, '2019-07-03', 'leader', `${PZK}/preselections`, { candidates: 2 }),
  step(10, '2019-09-06', 'leader', `${PZK}/regulations-drafts`, { draft: '0.1', recipients: 12 }),
  step(11, '2019-09-27', 'leader', '/meetings', {
    id: 'pzk-zaw-init-2',
    of: { kind: 'INITIATING', partnershipId: 'pzk-zaw' },
    ordinal: 2,
    present: 15,
    mode: 'ON_SITE',
    place: 'Hotel Zawiercie',
  }),
  step(12, '2019-10-11', 'leader', `${PZK}/regulations`, { regulationsVersion: 1 }),
]

/** Rows 14 to 18. */
export const founding: readonly Step[] = [
  step(14, '2019-10-25', 'leader', `${PZK}/accessions`, {
    declarations: [LEADER.id, ...SIGNATORIES].map((institutionId) => ({
      institutionId,
      sector: sectorOf(institutionId),
      signatoryHasMandate: true,
      strategicPartner: institutionId === 'pcpr',
    })),
  }),
  step(15, '2019-10-25', 'leader', `${PZK}/constitution`),
  step(16, '2019-10-31', 'leader', `${PZK}/contact-persons`, { contactPersons: 10, teamCandidates: 14 }),
  step(17, '2019-11-04', 'leader', `${PZK}/network-officer`, { institutionId: LEADER.id }),
  step(18, '2019-11-06', 'leader', `${PZK}/service-baskets`, { basketVersion: '0.1', services: 31, institutions: 8 }),
]

/** Row 29: the plenary meeting that adopted the papers of the partnership. */
export const firstPlenary: readonly Step[] = [
  step(29, '2019-12-11', 'leader', '/meetings', {
    id: 'pzk-zaw-plenary-1',
    of: { kind: 'PLENARY', partnershipId: 'pzk-zaw' },
    mode: 'ON_SITE',
  }),
  step(29, '2019-12-11', 'leader', `${PZK}/work-plans`, { year: 2020 }),
  step(29, '2019-12-11', 'leader', `${PZK}/communication-rules`),
  step(29, '2019-12-11', 'leader', `${PZK}/evaluation-concept`),
]

/** Rows 43 and 45: the epidemic. */
export const suspension = [step(43, '2020-03-16', 'leader', `${PZK}/suspension`, { reason: 'EPIDEMIC' })]
export const resumption = [step(45, '2020-05-11', 'leader', `${PZK}/resumption`, { mode: 'REMOTE' })]

/** Rows 55 and 59. */
export const basketOne = [
  step(55, '2020-07-08', 'leader', `${PZK}/service-baskets`, { basketVersion: '1.0', services: 44, institutions: 10 }),
]
export const lastPlenary = [
  step(59, '2020-09-23', 'leader', '/meetings', {
    id: 'pzk-zaw-plenary-2',
    of: { kind: 'PLENARY', partnershipId: 'pzk-zaw' },
    mode: 'ON_SITE',
  }),
]
