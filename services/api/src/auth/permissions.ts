/**
 * The policy: what a caller may ask for, by role. Refusal is the default; a route that names no permission does not
 * start (`http/routes.ts`). `-own` and `-shared` permissions are narrowed further where the row is known: to the
 * sender's own referrals, to cases whose team the institution sits in while consent is in force.
 */
export const permissions = {
  'account.self': 'See who one is logged in as, and log out',
  'overview.read': 'See counts, deadlines and indicators of the local authority',
  'institution.manage': 'Register institutions',
  'partnership.manage': 'Record what happens in a partnership',
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
  'meeting.manage': 'Call, hold and cancel meetings',
  'contract.manage': 'Draw up and sign social contracts',
  'deadline.read': 'See deadlines',
  'mail.read': 'See the mails that were caught instead of sent',
} as const

export type Permission = keyof typeof permissions

const everybody = [
  'account.self',
  'overview.read',
  'partnership.read',
  'basket.read',
] as const satisfies readonly Permission[]

export const roles = {
  /** Managers of the leading social assistance centre. */
  LEADER: [
    ...everybody,
    'institution.manage',
    'partnership.manage',
    'basket.propose',
    'basket.manage',
    'referral.submit',
    'referral.read-own',
    'referral.read',
    'referral.decide',
    'case.manage',
    'case.read',
    'case.read-personal',
    'meeting.manage',
    'contract.manage',
    'deadline.read',
    'mail.read',
  ],
  /** The social worker who convenes and documents task teams. */
  COORDINATOR: [
    ...everybody,
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
  ],
  /** A cooperating institution: police, school, health, court, NGO. */
  PARTNER: [...everybody, 'basket.propose', 'referral.submit', 'referral.read-own', 'case.read-shared'],
  /** Animator, model expert, regional centre, dashboards: counts without persons. */
  OBSERVER: everybody,
} as const satisfies Record<string, readonly Permission[]>

export type Role = keyof typeof roles

export const isRole = (value: string): value is Role => value in roles

export const may = (role: Role, permission: Permission): boolean =>
  (roles[role] as readonly Permission[]).includes(permission)
