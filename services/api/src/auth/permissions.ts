/**
 * The policy: what a caller may ask for, by role. Refusal is the default; a route that names no permission does not
 * start (`http/routes.ts`). `-own` and `-shared` permissions are narrowed further where the row is known: to the
 * sender's own referrals, to cases whose team the institution sits in while consent is in force.
 */
export const permissions = {
  'account.self': 'See who one is logged in as, and log out',
  'overview.read': 'See counts, deadlines and indicators of the local authority',
  'event.follow': 'Follow what is recorded as it is recorded, so far as one may see each fact',
  'institution.manage': 'Register institutions',
  'partnership.manage': 'Record what happens in a partnership',
  'partnership.answer-own': "Answer invitations and record benefits, one's own institution's or as the leader any",
  'partnership.read': 'See partnerships, their members and history',
  'basket.read': 'See the local service basket: services, free places and waiting times',
  'basket.propose': "Propose and change services, one's own institution's or as the leader any",
  'basket.manage': 'Open the basket, verify services, publish versions',
  'referral.submit': 'Refer a person, family or group',
  'referral.read-own': "See what became of one's own institution's referrals",
  'referral.read': 'See every referral of the local authority',
  'referral.decide': 'Accept, return or redirect referrals',
  'case.manage': 'Record what happens in a case',
  'case.read': 'See every case of the local authority',
  'case.read-shared': "See cases whose task team one's institution sits in, while consent is in force",
  'case.read-personal': 'See the personal data of a case; every read is logged',
  'case.read-restricted': 'Learn that a Blue Card procedure runs beside a case, and on which days its steps were taken',
  'case.manage-restricted': 'Record the steps of a Blue Card procedure',
  'meeting.manage': 'Call, hold and cancel meetings',
  'contract.manage': 'Draw up and sign social contracts',
  'deadline.read': 'See deadlines',
  'deadline.read-restricted': 'See the deadlines of Blue Card procedures as well',
  'agreement.manage': 'Record cooperation agreements',
  'pilot.read': 'See agreements, phases, milestones, targets and support of the pilot',
  'pilot.manage': 'Record phases, milestones and targets of the pilot',
  'support.manage': 'Record trainings, workshops, coaching, supervision and meetings',
  'model.read': 'See the versions of the model, its processes and deadlines, and the consultation report',
  'model.manage': 'Draft versions of the model and record their course',
  'model.simulate': 'Replay the history of the local authority under another version of the model',
  'lesson.read': 'See barriers, recommendations and good practices',
  'remark.submit': 'Remark on a version of the model',
  'remark.decide': 'Triage and decide remarks, say where they changed the model',
  'barrier.report': 'Report barriers and propose how to remove them',
  'barrier.manage': 'Confirm, dismiss, escalate and close barriers',
  'recommendation.manage': 'Propose, review and publish recommendations',
  'practice.submit': 'Submit good practices',
  'practice.manage': 'Verify, publish and archive good practices',
  'matter.read': 'See matters with a statutory term',
  'matter.manage': 'Record matters with a statutory term and sittings of the interdisciplinary team',
  'client.hold': 'Place and lift legal holds on the data of a client, restrict its use',
  'client.search': 'Find a client by PESEL, among those whom one may know of; put on record and counted',
  'erasure.request': 'Ask that the data of a client be erased',
  'erasure.decide': 'Confirm, refuse and carry out an erasure that somebody else has asked for',
  'client.export': 'Make the file of everything that is kept about a client, of every class; put on record',
  'log.read-entries':
    'See what each sealed fact is, whose and by whom, restricted ones too, to check the history by it',
  'mail.read': 'See the mails that were caught instead of sent',
  'audit.read': 'See the whole history: every fact, how things stood at any moment, what followed from what',
  'audit.read-personal': 'See, for an inspection, who the clients in the history are; every read is logged',
  'disclosure.read': 'See who has read personal data, of whom and what for',
} as const

export type Permission = keyof typeof permissions

const everybody = [
  'account.self',
  'overview.read',
  'event.follow',
  'partnership.read',
  'basket.read',
  'pilot.read',
  'model.read',
  'lesson.read',
] as const satisfies readonly Permission[]

/** Whoever works with the model may say what is wrong with it and what goes well. */
const contributors = [
  ...everybody,
  'remark.submit',
  'barrier.report',
  'practice.submit',
] as const satisfies readonly Permission[]

export const roles = {
  /** Managers of the leading social assistance centre. */
  LEADER: [
    ...contributors,
    'institution.manage',
    'partnership.manage',
    'partnership.answer-own',
    'basket.propose',
    'basket.manage',
    'referral.submit',
    'referral.read-own',
    'referral.read',
    'referral.decide',
    'case.manage',
    'case.read',
    'case.read-personal',
    'case.read-restricted',
    'case.manage-restricted',
    'meeting.manage',
    'contract.manage',
    'deadline.read',
    'deadline.read-restricted',
    'mail.read',
    'support.manage',
    'barrier.manage',
    'model.simulate',
    'matter.read',
    'matter.manage',
    'client.hold',
    'client.export',
    'client.search',
    'erasure.request',
    'erasure.decide',
    'audit.read',
    'disclosure.read',
    'log.read-entries',
  ],
  /** The social worker who convenes and documents task teams. */
  COORDINATOR: [
    ...contributors,
    'basket.propose',
    'referral.submit',
    'referral.read-own',
    'referral.read',
    'case.manage',
    'case.read',
    'case.read-personal',
    'meeting.manage',
    'contract.manage',
    'deadline.read',
    'matter.read',
    'matter.manage',
    'client.search',
    'erasure.request',
  ],
  /** A cooperating institution: police, school, health, court, NGO. */
  PARTNER: [
    ...contributors,
    'partnership.answer-own',
    'basket.propose',
    'referral.submit',
    'referral.read-own',
    'case.read-shared',
  ],
  /**
   * The regional centre (ROPS, RCPS) with the bodies that it speaks for: the pilot and the model are its work, cases are
   * counts to it.
   */
  REGION: [
    ...contributors,
    'agreement.manage',
    'pilot.manage',
    'support.manage',
    'model.manage',
    'model.simulate',
    'remark.decide',
    'barrier.manage',
    'recommendation.manage',
    'practice.manage',
  ],
  /** Trainers, coaches and supervisors, who record what they held. */
  SUPPORT: [...contributors, 'support.manage'],
  /** Animator, model expert, dashboards: counts without persons. */
  OBSERVER: everybody,
  /**
   * Whoever checks the office: inspectors, auditors, the supervisor of data protection. Reads all of the history, and writes
   * none of it. What is restricted stays withheld from them (docs/adr/0017).
   */
  AUDITOR: [...everybody, 'audit.read', 'audit.read-personal', 'disclosure.read'],
} as const satisfies Record<string, readonly Permission[]>

export type Role = keyof typeof roles

export const isRole = (value: string): value is Role => value in roles

export const may = (role: Role, permission: Permission): boolean =>
  (roles[role] as readonly Permission[]).includes(permission)
