import { builtInModel } from '@kooperacje/domain'
import { draftModel } from './draft-model.ts'
import { HOSTILE, step } from './step.ts'

const region = step('REGION', 'rops')
const leader = step('LEADER', 'mops')
const coach = step('SUPPORT', 'coaching')
const partner = step('PARTNER', 'sp-1')

/** The agreement, the course of the version that comes with the software, the pilot under it, and what was learned. */
export const governance = [
  region('2018-10-15', '/agreements', {
    id: 'agreement-2416021',
    region: 'SLASKIE',
    parties: [
      { kind: 'VOIVODESHIP', teryt: '24' },
      { kind: 'MUNICIPALITY', teryt: '2416021' },
      { kind: 'COUNTY', teryt: '2416' },
    ],
  }),
  region('2019-02-12', '/models', { id: '1.0', document: builtInModel }),
  region('2019-02-12', '/models/1.0/consultation', { until: '2019-03-12' }),
  leader('2019-02-20', '/remarks', {
    id: 'remark-1',
    version: '1.0',
    channel: 'MEETING',
    authorRole: 'MANAGER',
    chapter: '3.2',
    text: 'Termin na powołanie zespołu jest za długi.',
    proposedWording: 'Zespół powołuje się w ciągu 14 dni.',
  }),
  partner('2019-02-21', '/remarks', {
    id: 'remark-2',
    version: '1.0',
    channel: 'ELECTRONIC',
    authorRole: 'SOCIAL_WORKER',
    chapter: '2',
    text: `Niech liderem będzie szkoła. ${HOSTILE}`,
  }),
  region('2019-03-13', '/remarks/remark-1/triage'),
  region('2019-03-13', '/remarks/remark-2/triage'),
  region('2019-03-14', '/remarks/remark-1/acceptance', { response: `Skrócono termin. ${HOSTILE}` }),
  region('2019-03-14', '/remarks/remark-2/rejection', { response: 'Liderem może być tylko OPS albo CUS.' }),
  region('2019-03-13', '/models/1.0/consultation-end'),
  region('2019-03-25', '/models/1.0/opinions', { by: 'MINISTRY', favourable: true }),
  region('2019-03-29', '/models/1.0/approvals', { by: 'MODEL_TEAM' }),
  region('2019-03-29', '/models/1.0/approvals', { by: 'STEERING_COMMITTEE' }),
  region('2019-03-29', '/remarks/remark-1/incorporation', { version: '1.0', chapter: '3.2' }),
  region('2019-01-07', '/milestones', { id: 'milestone-1', number: 1, dueOn: '2019-03-31' }),
  region('2019-01-07', '/milestones', { id: 'milestone-2', number: 2, dueOn: '2020-09-30' }),
  region('2019-01-08', '/milestones/milestone-1/start'),
  region('2019-03-29', '/milestones/milestone-1/evidence', {
    evidence: [{ kind: 'MINUTES', reference: 'protokół 3/2019' }],
  }),
  region('2019-03-29', '/milestones/milestone-1/acceptance', { by: 'STEERING_COMMITTEE' }),
  region('2019-04-01', '/pilots/pilot/phases', { phase: 'II', plannedEnd: '2020-09-30' }),
  region('2019-04-01', '/pilots/pilot/model', { version: '1.0' }),
  region('2019-04-01', '/pilots/pilot/targets', {
    indicator: 'O-07',
    teryt: '2416021',
    value: 5,
    comparator: 'GTE',
    source: `plan pracy PZK ${HOSTILE}`,
    validFrom: '2019-04-01',
  }),
  coach('2019-10-16', '/support/workshops', {
    id: 'workshop-1',
    hours: 16,
    days: 2,
    participants: [
      { personId: 'trainee-1', sector: 'SOCIAL_ASSISTANCE' },
      { personId: 'trainee-2', sector: 'EDUCATION' },
    ],
    mode: 'ON_SITE',
  }),
  coach('2020-02-05', '/support/coaching', { id: 'coaching-1', workerId: 'trainee-1', hours: 2 }),
  leader('2020-02-10', '/support/planned', { id: 'conference-1', kind: 'CONFERENCE', plannedOn: '2020-06-10' }),
  leader('2020-02-03', '/barriers', {
    id: 'barrier-1',
    area: 'INFORMATION_FLOW',
    level: 'INSTITUTION',
    text: `Informacje krążą zbyt wolno. ${HOSTILE}`,
  }),
  leader('2020-02-04', '/barriers/barrier-1/confirmation'),
  partner('2020-02-05', '/barriers/barrier-1/proposals', { proposal: 'Spotkania zdalne.' }),
  leader('2020-02-06', '/barriers/barrier-1/escalations', { to: 'REGION' }),
  region('2020-02-10', '/recommendations', {
    id: 'recommendation-1',
    text: 'Udostępnić wspólną platformę spotkań.',
    addressee: 'REGION',
    barriers: ['barrier-1'],
  }),
  partner('2020-02-11', '/practices', {
    id: 'practice-1',
    title: 'Formularz wczesnych sygnałów',
    description: 'Szkoła przekazuje MOPS krótki formularz, zanim problem urośnie.',
  }),
  region('2020-02-12', '/practices/practice-1/verification', { anonymised: true }),
  region('2020-02-12', '/practices/practice-1/publication'),
  partner('2020-02-13', '/practices', {
    id: 'practice-2',
    title: `Wspólny dyżur ${HOSTILE}`,
    description: 'Raz w miesiącu.',
  }),
  leader('2020-02-14', '/matters', { id: 'matter-1', kind: 'INFORMATION_REQUEST' }),
  leader('2020-01-10', '/interdisciplinary-teams', { id: 'zi', municipality: '2416021' }),
  leader('2020-02-14', '/interdisciplinary-teams/zi/sittings'),
  region('2020-02-20', '/models', { id: draftModel.version, document: draftModel }),
]
