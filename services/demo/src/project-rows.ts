import { builtInModel } from '@kooperacje/domain'
import { type Step, step } from './step.ts'

/** Rows 1 to 3: what the region had done before the town began, from the agreement to the pilot of the model. */
export const region: readonly Step[] = [
  step(1, '2018-10-15', 'region', '/agreements', {
    id: 'agreement-2416021',
    region: 'SLASKIE',
    parties: [
      { kind: 'VOIVODESHIP', teryt: '24' },
      { kind: 'MUNICIPALITY', teryt: '2416021' },
      { kind: 'COUNTY', teryt: '2416' },
    ],
  }),
  // The draft is of 12 February 2019, its acceptance of 29 March; the days between are invented.
  step(2, '2019-02-12', 'region', '/models', { id: builtInModel.version, document: builtInModel }),
  step(2, '2019-02-12', 'region', '/models/1.0/consultation', { until: '2019-03-08' }),
  step(2, '2019-03-08', 'region', '/models/1.0/consultation-end'),
  step(2, '2019-03-20', 'region', '/models/1.0/opinions', { by: 'MINISTRY', favourable: true }),
  step(2, '2019-03-29', 'region', '/models/1.0/approvals', { by: 'STEERING_COMMITTEE' }),
  step(2, '2019-03-29', 'region', '/models/1.0/approvals', { by: 'MODEL_TEAM' }),
  step(3, '2019-04-01', 'region', '/pilots/pilot/phases', { phase: 'II', plannedEnd: '2020-09-30' }),
  step(3, '2019-04-01', 'region', '/pilots/pilot/model', { version: '1.0', macroregion: 'III' }),
]

const staff = (count: number, sectors: readonly string[], kind: string) =>
  Array.from({ length: count }, (_, at) => ({ personId: `${kind}-${at + 1}`, sector: sectors[at % sectors.length] }))

const SECTORS = [
  'SOCIAL_ASSISTANCE',
  'EDUCATION',
  'HEALTH',
  'POLICE_AND_PUBLIC_SAFETY',
  'LABOUR_MARKET',
  'HOUSING',
  'NGO',
]

/** Row 13: two days, 16 hours, 18 persons. */
export const workshop: readonly Step[] = [
  step(13, '2019-10-16', 'region', '/support/workshops', {
    id: 'sup-ws-1',
    hours: 16,
    days: 2,
    mode: 'ON_SITE',
    participants: staff(18, SECTORS, 'workshop'),
  }),
]

/** Rows 37 and 38: supervision of task teams, coaching of a social worker. */
export const supervision: readonly Step[] = [
  step(37, '2020-01-28', 'region', '/support/supervision', {
    id: 'sup-sv-1',
    hours: 3,
    participants: staff(7, SECTORS, 'team-member'),
  }),
]
export const coaching: readonly Step[] = [
  step(38, '2020-02-05', 'region', '/support/coaching', { id: 'sup-co-1', workerId: 'social-worker-1', hours: 2 }),
]

/** Row 44: what the epidemic showed. */
export const barrier: readonly Step[] = [
  step(44, '2020-03-31', 'leader', '/barriers', {
    id: 'barrier-1',
    area: 'INFORMATION_FLOW',
    level: 'INSTITUTION',
    partnershipId: 'pzk-zaw',
    text: 'W czasie epidemii instytucje nie mogą się spotykać, a ustalenia zespołów stoją w miejscu.',
    proposal: 'Posiedzenia zdalne partnerstwa i zespołów zadaniowych.',
  }),
]

/** Row 60. */
export const practice: readonly Step[] = [
  step(60, '2020-09-25', 'leader', '/practices', {
    id: 'practice-1',
    title: 'Karta wczesnego sygnału szkoła – ośrodek',
    description:
      'Szkoła i ośrodek wymieniają się sygnałem na jednej karcie, zanim nieobecności staną się zaległościami.',
    partnershipId: 'pzk-zaw',
  }),
]
