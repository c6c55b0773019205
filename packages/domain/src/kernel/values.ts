import { z } from 'zod'

/**
 * Values shared by many facts. Ids are chosen by the client or derived by the shell; they name streams and stand in
 * URLs, so they never carry a name or a PESEL.
 */
export const Id = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'letters, digits, dot, dash and underscore, at most 64')
  .meta({ description: 'Identifier, never personal data' })

/** A day in Poland. */
export const BusinessDate = z.iso.date().meta({ description: 'Civil date in Europe/Warsaw' })

/** TERYT code as text: 4 digits a county, 7 digits a municipality (leading zeros matter). */
export const Teryt = z.string().regex(/^\d{4}(\d{3})?$/, 'a TERYT code of 4 or 7 digits')

/** Whether it can be one is decided where it is recorded (`isPesel`); facts hold it sealed. */
export const Pesel = z.string().regex(/^\d{11}$/, '11 digits')

export const Count = z.int().min(0).max(100_000)
export const ShortText = z.string().trim().min(1).max(200)
/** Free text may hold anything about a person; facts declare it with its class. */
export const LongText = z.string().trim().min(1).max(4000)

export const Sector = z.enum([
  'SOCIAL_ASSISTANCE',
  'FAMILY_AND_FOSTER_CARE',
  'LABOUR_MARKET',
  'EDUCATION',
  'HEALTH',
  'JUSTICE',
  'POLICE_AND_PUBLIC_SAFETY',
  'HOUSING',
  'SOCIAL_INSURANCE',
  'CULTURE_AND_SPORT',
  'NGO',
  'CHURCH',
  'SOCIAL_ECONOMY',
  'LOCAL_ADMINISTRATION',
  'OTHER',
])
export type Sector = z.infer<typeof Sector>

export const ProblemArea = z.enum([
  'POVERTY',
  'ORPHANHOOD',
  'HOMELESSNESS',
  'UNEMPLOYMENT',
  'DISABILITY',
  'LONG_TERM_ILLNESS',
  'DOMESTIC_VIOLENCE',
  'TRAFFICKING',
  'MATERNITY_OR_LARGE_FAMILY',
  'CARE_HELPLESSNESS',
  'FOREIGNER_INTEGRATION',
  'AFTER_PRISON',
  'ADDICTION',
  'CHANCE_EVENT_OR_CRISIS',
  'NATURAL_DISASTER',
  'HOUSING_ARREARS',
  'SCHOOL_ABSENCE',
  'LONELINESS',
])
export type ProblemArea = z.infer<typeof ProblemArea>

/** Where in a life a need, a resource or a goal lies. */
export const LifeArea = z.enum([
  'FAMILY_AND_CARE',
  'HOUSING',
  'INCOME_AND_DEBTS',
  'WORK',
  'EDUCATION',
  'HEALTH',
  'ADDICTION',
  'SAFETY',
  'LEGAL',
  'SOCIAL_TIES',
  'OTHER',
])
export type LifeArea = z.infer<typeof LifeArea>

export const ClientKind = z.enum(['PERSON', 'FAMILY', 'GROUP'])
export const Urgency = z.enum(['NORMAL', 'URGENT'])
export const MeetingMode = z.enum(['ON_SITE', 'REMOTE'])

export const ReferralSource = z.enum([
  'OPS_OWN',
  'COOPERATOR',
  'SCHOOL',
  'HEALTH',
  'POLICE',
  'COURT_PROBATION',
  'LABOUR_OFFICE',
  'HOUSING',
  'NGO',
  'COUNTY_FAMILY_CENTRE',
  'SELF',
  'FAMILY_MEMBER',
  'OTHER',
])
