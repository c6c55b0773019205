import type { PartDescription } from '../kernel/description.ts'

/** Whoever is no member and has not declined: it may sign. One that declined is invited again first. */
const OUTSIDE = ['NONE', 'IDENTIFIED', 'INVITED', 'INTERESTED', 'WITHDRAWN', 'EXCLUDED']
const MEMBER = ['DECLARED', 'ACTIVE', 'INACTIVE']

/** Of one institution in one partnership: it may sit in several. The sources also know members that came late. */
export const membershipDescription: PartDescription = {
  pl: 'Członkostwo kooperanta',
  en: 'Membership of a cooperator',
  states: {
    IDENTIFIED: { pl: 'wytypowana', en: 'identified' },
    INVITED: { pl: 'zaproszona', en: 'invited' },
    INTERESTED: { pl: 'zainteresowana', en: 'interested' },
    DECLINED: { pl: 'odmówiła', en: 'declined', end: true },
    DECLARED: { pl: 'po deklaracji', en: 'declared' },
    ACTIVE: { pl: 'członek', en: 'member' },
    INACTIVE: { pl: 'członek nieaktywny', en: 'inactive member' },
    WITHDRAWN: { pl: 'wystąpiła', en: 'withdrawn', end: true },
    EXCLUDED: { pl: 'wykluczona', en: 'excluded', end: true },
  },
  transitions: {
    CooperatorIdentified: [{ of: 'institutionId', from: ['NONE'], to: 'IDENTIFIED' }],
    CooperatorInvited: [
      {
        of: 'institutionId',
        from: ['NONE', 'IDENTIFIED', 'INVITED', 'DECLINED', 'WITHDRAWN', 'EXCLUDED'],
        to: 'INVITED',
      },
      // Asked to the next meeting, it is no less interested than before.
      { of: 'institutionId', from: ['INTERESTED'], to: 'INTERESTED' },
    ],
    CooperatorAnswered: [
      { of: 'institutionId', when: { answer: 'INTERESTED' }, from: ['INVITED'], to: 'INTERESTED' },
      { of: 'institutionId', when: { answer: 'DECLINED' }, from: ['INVITED', 'INTERESTED'], to: 'DECLINED' },
    ],
    AccessionDeclarationSigned: [
      { of: 'institutionId', in: ['FORMALISING'], from: OUTSIDE, to: 'DECLARED' },
      // Once the partnership is constituted, a declaration makes a member at once.
      { of: 'institutionId', in: ['ACTIVE'], from: OUTSIDE, to: 'ACTIVE' },
    ],
    PartnershipConstituted: [{ of: '*', from: ['DECLARED'], to: 'ACTIVE' }],
    MemberBecameInactive: [{ of: 'institutionId', from: ['ACTIVE'], to: 'INACTIVE' }],
    MemberReactivated: [{ of: 'institutionId', from: ['INACTIVE'], to: 'ACTIVE' }],
    MemberWithdrew: [{ of: 'institutionId', from: MEMBER, to: 'WITHDRAWN' }],
    MemberExcluded: [{ of: 'institutionId', from: MEMBER, to: 'EXCLUDED' }],
  },
}
