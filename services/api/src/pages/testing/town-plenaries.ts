import { type Step, step } from './step.ts'

const leader = step('LEADER', 'mops')

/** Minutes of the first meeting, one meeting that could decide, and one that could not. */
export const plenaries: readonly Step[] = [
  leader('2019-09-24', '/partnerships/pzk/minutes', { meetingId: 'init-1' }),
  leader('2019-12-11', '/meetings', {
    id: 'plenary-1',
    of: { kind: 'PLENARY', partnershipId: 'pzk' },
    present: 5,
    membersPresent: ['mops', 'sp-1', 'kpp'],
    mode: 'ON_SITE',
  }),
  leader('2019-12-11', '/partnerships/pzk/decisions', {
    meetingId: 'plenary-1',
    decisionId: 'decision-1',
    subject: 'Zmiana <u>regulaminu</u>',
  }),
  leader('2019-12-11', '/partnerships/pzk/regulations-amendments', {
    regulationsVersion: 2,
    decisionId: 'decision-1',
  }),
  leader('2020-01-15', '/meetings', {
    id: 'plenary-2',
    of: { kind: 'PLENARY', partnershipId: 'pzk' },
    membersPresent: ['mops'],
    mode: 'REMOTE',
  }),
]
