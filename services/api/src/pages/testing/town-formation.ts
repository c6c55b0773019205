import { type Step, step } from './step.ts'

const institutions = [
  ['mops', 'Miejski Ośrodek Pomocy Społecznej', 'OPS', 'SOCIAL_ASSISTANCE'],
  ['sp-1', 'Szkoła Podstawowa nr 1', 'SCHOOL', 'EDUCATION'],
  ['kpp', 'Komenda Powiatowa Policji', 'POLICE', 'POLICE_AND_PUBLIC_SAFETY'],
  ['pup', 'Powiatowy Urząd Pracy', 'LABOUR_OFFICE', 'LABOUR_MARKET'],
] as const

const leader = step('LEADER', 'mops')

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
  leader('2019-10-07', '/partnerships/pzk/regulations', { regulationsVersion: 1 }),
  leader('2019-10-14', '/partnerships/pzk/accessions', {
    declarations: institutions.map(([institutionId, , , sector]) => ({
      institutionId,
      sector,
      signatoryHasMandate: true,
    })),
  }),
  leader('2019-10-14', '/partnerships/pzk/constitution'),
]
