import { type Step, step } from './step.ts'

const institutions = [
  ['mops', 'Miejski Ośrodek Pomocy Społecznej', 'OPS', 'SOCIAL_ASSISTANCE'],
  ['sp-1', 'Szkoła Podstawowa nr 1', 'SCHOOL', 'EDUCATION'],
  ['kpp', 'Komenda Powiatowa Policji', 'POLICE', 'POLICE_AND_PUBLIC_SAFETY'],
  ['pup', 'Powiatowy Urząd Pracy', 'LABOUR_OFFICE', 'LABOUR_MARKET'],
] as const

const leader = step('LEADER', 'mops')

const terms = {
  name: 'Poradnictwo <i>zadłużeniowe</i>',
  category: 'DEBT_COUNSELLING',
  sector: 'SOCIAL_ASSISTANCE',
  targetGroups: ['EVERYBODY'],
  needs: ['HOUSING_ARREARS'],
  accessRules: { referralNeeded: false, incomeTest: false, fee: 'FREE' },
  capacity: 3,
  waitingDays: 1,
  contact: { phone: '+48 32 000 00 00', email: 'poradnia@example.pl', url: 'https://example.pl/poradnia' },
}
const pedagogue = {
  ...terms,
  name: 'Pedagog szkolny',
  category: 'SCHOOL_PEDAGOGUE',
  sector: 'EDUCATION',
  targetGroups: ['CHILDREN'],
  needs: ['SCHOOL_ABSENCE'],
  accessRules: { referralNeeded: true, incomeTest: false, fee: 'FREE' },
}

/** Two services in the basket: one of them published, the other waiting to be verified. */
const basket: readonly Step[] = [
  leader('2019-10-15', '/baskets/pzk/opening'),
  leader('2019-10-15', '/baskets/pzk/services', { serviceId: 'debts', ...terms }),
  step('PARTNER', 'sp-1')('2019-10-16', '/baskets/pzk/services', { serviceId: 'pedagogue', ...pedagogue }),
  leader('2019-10-17', '/baskets/pzk/service-verifications', { serviceId: 'debts', revision: 1 }),
  leader('2019-10-18', '/baskets/pzk/versions', { basketVersion: '0.1' }),
]

/** What is written down at the initiating meetings, by the leader and by a partner for itself. */
const registers: readonly Step[] = [
  leader('2019-09-09', '/partnerships/pzk/resource-maps', {
    resources: [
      { sector: 'SOCIAL_ASSISTANCE', assistanceResources: 11, localResources: 4 },
      { sector: 'HEALTH', assistanceResources: 0, localResources: 3 },
    ],
    gaps: [{ gapId: 'gap-1', sector: 'HEALTH', missing: 'oddział <b>leczenia uzależnień</b>' }],
  }),
  step('PARTNER', 'sp-1')('2019-09-12', '/partnerships/pzk/answers', { answer: 'INTERESTED' }),
  step('PARTNER', 'sp-1')('2019-09-23', '/partnerships/pzk/benefits', {
    gains: ['wcześniejsza <i>pomoc</i> dla ucznia'],
    gives: ['pedagog szkolny'],
  }),
  leader('2019-09-25', '/partnerships/pzk/charter', {
    aspiration: 'Nikt nie zostaje sam',
    values: ['zaufanie'],
    workRules: ['punktualność'],
    communicationStandards: [],
  }),
]

/** The shortest lawful way to a partnership that may appoint task teams. */
export const formation: readonly Step[] = [
  ...institutions.map(([id, name, kind, sector]) =>
    leader('2019-09-02', '/institutions', { id, name, kind, sector, teryt: '2416021' }),
  ),
  leader('2019-09-02', '/partnerships', {
    id: 'pzk',
    name: 'Partnerstwo <b>Zawiercie</b>',
    municipality: '2416021',
    agreementSignedOn: '2018-10-15',
  }),
  leader('2019-09-02', '/partnerships/pzk/leader', { institutionId: 'mops' }),
  leader('2019-09-09', '/partnerships/pzk/invitations', {
    institutions: institutions.slice(1).map(([institutionId, , , sector]) => ({ institutionId, sector })),
    replyBy: '2019-09-20',
  }),
  leader('2019-09-23', '/meetings', {
    id: 'init-1',
    of: { kind: 'INITIATING', partnershipId: 'pzk' },
    invited: 4,
    present: 4,
    mode: 'ON_SITE',
  }),
  ...registers,
  leader('2019-10-07', '/partnerships/pzk/regulations', { regulationsVersion: 1 }),
  leader('2019-10-14', '/partnerships/pzk/accessions', {
    declarations: institutions.map(([institutionId, , , sector]) => ({
      institutionId,
      sector,
      signatoryHasMandate: true,
    })),
  }),
  leader('2019-10-14', '/partnerships/pzk/constitution'),
  ...basket,
]
