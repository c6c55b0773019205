import { AccessRules, BasketItem, ProblemArea, Sector, ServiceTerms, TargetGroup } from '@kooperacje/domain'
import { z } from 'zod'

const Day = z.iso.date()

export const ServiceView = z
  .object({
    serviceId: z.string(),
    basketId: z.string().describe('Also the id of the partnership'),
    institutionId: z.string(),
    institutionName: z.string().nullable(),
    status: z.enum(['PROPOSED', 'VERIFIED', 'PUBLISHED', 'SUSPENDED', 'WITHDRAWN']),
    revision: z
      .int()
      .describe('The revision that is told here: the one in force, or the newest before the first publication'),
    pending: z
      .object({ revision: z.int(), verified: z.boolean() })
      .nullable()
      .describe('A newer revision that is not in force yet'),
    basketVersion: z.string().nullable(),
    name: z.string(),
    category: z.string(),
    sector: Sector,
    targetGroups: z.array(TargetGroup),
    needs: z.array(ProblemArea),
    address: z.string().nullable(),
    teryt: z.string().nullable(),
    contact: ServiceTerms.shape.contact.unwrap().nullable(),
    accessRules: AccessRules,
    capacity: z.int().nullable().describe('null: nothing limits it'),
    taken: z.int(),
    free: z.int().nullable().describe('null: nothing limits it'),
    waitingDays: z.int().nullable(),
    legalBasis: z.string().nullable(),
    validFrom: Day.nullable(),
    validTo: Day.nullable(),
  })
  .meta({ id: 'Service' })

export const BasketView = z
  .object({
    basketId: z.string().describe('Also the id of the partnership'),
    modelVersion: z.string().nullable(),
    openedOn: Day,
    reviewedOn: Day.nullable(),
    version: z.int(),
  })
  .meta({ id: 'Basket' })

export const BasketVersionView = z
  .object({
    basketId: z.string(),
    basketVersion: z.string(),
    publishedOn: Day,
    services: z.int(),
    institutions: z.int(),
    items: z.array(BasketItem).nullable().describe('null: a basket kept on paper, known by its counts'),
  })
  .meta({ id: 'BasketVersion' })
