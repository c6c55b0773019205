import { z } from 'zod'
import { BusinessDate, Count, Id, ProblemArea, Sector, ShortText, Teryt } from '../kernel/values.ts'

/** More is no catalogue that anybody reads; it also bounds what one version of the basket holds. */
export const MOST_SERVICES = 1000

/** Whom a service is for. No source gives a list; this one is a proposal. */
export const TargetGroup = z.enum([
  'EVERYBODY',
  'ADULTS',
  'FAMILIES_WITH_CHILDREN',
  'CHILDREN',
  'YOUNG_PEOPLE',
  'SENIORS',
  'PEOPLE_WITH_DISABILITIES',
  'CARERS',
  'UNEMPLOYED',
  'HOMELESS',
  'FOREIGNERS',
  'VICTIMS_OF_VIOLENCE',
])
export type TargetGroup = z.infer<typeof TargetGroup>

export const Fee = z.enum(['FREE', 'BY_INCOME', 'PAID'])
export type Fee = z.infer<typeof Fee>

export const AccessRules = z.strictObject({
  referralNeeded: z.boolean(),
  incomeTest: z.boolean(),
  fee: Fee,
})
export type AccessRules = z.infer<typeof AccessRules>

/** Of the institution, for everybody; never of a client. */
const Contact = z.strictObject({
  phone: z
    .string()
    .regex(/^\+?[\d ()-]{5,30}$/, 'a telephone number')
    .optional(),
  email: z.email().max(200).optional(),
  url: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .optional(),
})

const WaitingDays = z.int().min(0).max(3650)

/** What an institution says of a service that it offers: one revision of it. */
export const ServiceTerms = z.strictObject({
  name: ShortText,
  /** Of the taxonomy in the version of the model that the basket runs on. */
  category: z.string().regex(/^[A-Z][A-Z0-9_]{0,59}$/, 'a category of the taxonomy'),
  sector: Sector,
  targetGroups: z.array(TargetGroup).min(1).max(12),
  /** Which problems it helps with. */
  needs: z.array(ProblemArea).max(18),
  address: ShortText.optional(),
  teryt: Teryt.optional(),
  contact: Contact.optional(),
  accessRules: AccessRules,
  /** Cases at a time; left out where nothing limits it. */
  capacity: Count.optional(),
  waitingDays: WaitingDays.optional(),
  legalBasis: ShortText.optional(),
  validFrom: BusinessDate.optional(),
  validTo: BusinessDate.optional(),
})
export type ServiceTerms = z.infer<typeof ServiceTerms>

export const Reported = z.strictObject({ serviceId: Id, waitingDays: WaitingDays })

/** One service in a version of the basket: as it was on the day of publication, for ever. */
export const BasketItem = z.strictObject({
  serviceId: Id,
  revision: z.int().min(1),
  institutionId: Id,
  name: ShortText,
  category: z.string().max(60),
  sector: Sector,
})
export type BasketItem = z.infer<typeof BasketItem>
