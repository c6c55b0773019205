import { z } from 'zod'

/** What we fill of an HSDS 3.0 service; what it requires is required here. */
const Service = z.object({
  id: z.uuid(),
  name: z.string(),
  status: z.enum(['active', 'inactive', 'defunct', 'temporarily closed']),
  url: z.string().optional(),
  email: z.string().optional(),
  eligibility_description: z.string(),
  application_process: z.string(),
  fees_description: z.string(),
  wait_time: z.string().optional(),
  alert: z.string().optional(),
  organization: z.object({ id: z.uuid(), name: z.string(), description: z.string() }),
  phones: z.array(z.object({ id: z.uuid(), number: z.string() })).optional(),
  service_areas: z.array(z.object({ id: z.uuid(), name: z.string(), extent: z.string(), extent_type: z.string() })),
  attributes: z.array(
    z.object({
      id: z.uuid(),
      link_entity: z.string(),
      taxonomy_term: z.object({
        id: z.uuid(),
        code: z.string(),
        name: z.string(),
        description: z.string(),
        taxonomy: z.string(),
      }),
    }),
  ),
})
export type HsdsService = z.output<typeof Service>

export const HsdsPage = z
  .object({
    total_items: z.int(),
    total_pages: z.int(),
    page_number: z.int(),
    size: z.int(),
    first_page: z.boolean(),
    last_page: z.boolean(),
    empty: z.boolean(),
    contents: z.array(Service),
  })
  .meta({ id: 'HsdsServices' })
