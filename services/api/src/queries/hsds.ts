import { builtInTaxonomy } from '@kooperacje/domain'
import { type ServiceRow, servicesInForce } from '@kooperacje/readmodels'
import { v5 as uuidv5 } from 'uuid'
import { z } from 'zod'
import { query } from '../http/query-route.ts'
import { words } from '../pages/i18n/words.ts'
import { HsdsPage, type HsdsService } from './hsds-shapes.ts'

/** Human Services Data Specification: how directories of services exchange what they hold. */
const HSDS_VERSION = '3.0'

/** HSDS wants UUIDs where our ids are words: the same id gives the same UUID, today and on another server. */
const NAMESPACE = '2b82ff6d-8c36-43ff-a53b-9370eec3d5ce'
const uuid = (...parts: readonly string[]): string => uuidv5(parts.join('/'), NAMESPACE)

const categories = new Map(builtInTaxonomy.categories.map((category) => [category.id, category]))

export const hsdsQueries = [
  query({
    path: '/hsds/services',
    operationId: 'listHsdsServices',
    tag: 'basket',
    about: `The published services in the form of HSDS ${HSDS_VERSION}, in Polish, for directories of services.`,
    permission: 'basket.read',
    projections: ['services', 'institutions'],
    params: z.object({}),
    // Pages by number because the specification has them; a ledger has some hundred services, so counting off costs nothing.
    query: z.object({
      page: z.coerce.number().int().min(1).max(1000).default(1),
      per_page: z.coerce.number().int().min(1).max(200).default(50),
    }),
    answer: HsdsPage,
    run: async ({ ledger, query: { page, per_page: size }, context }) => {
      const { items, total } = await servicesInForce(context.pool, ledger, { offset: (page - 1) * size, limit: size })
      const pages = Math.max(1, Math.ceil(total / size))
      return {
        total_items: total,
        total_pages: pages,
        page_number: page,
        size: items.length,
        first_page: page === 1,
        last_page: page >= pages,
        empty: items.length === 0,
        contents: items.map((row) => asHsds(ledger, row)),
      }
    },
  }),
]

function asHsds(ledger: string, row: ServiceRow): HsdsService {
  const id = uuid(ledger, row.basketId, 'service', row.serviceId)
  const { code } = words.pl
  const organizationName = row.institutionName ?? row.institutionId
  const groups = row.targetGroups.map((group) => code('targetGroup', group))
  const needs = row.needs.map((need) => code('problemArea', need))
  const access = [
    ...(row.referralNeeded ? ['Wymagane skierowanie.'] : ['Bez skierowania.']),
    ...(row.incomeTest ? ['Obowiązuje kryterium dochodowe.'] : []),
  ]
  return {
    id,
    name: row.name,
    status: row.status === 'SUSPENDED' ? 'temporarily closed' : 'active',
    ...(row.contact?.url && { url: row.contact.url }),
    ...(row.contact?.email && { email: row.contact.email }),
    eligibility_description: [...groups, ...needs].join(', '),
    application_process: access.join(' '),
    fees_description: code('fee', row.fee),
    ...(row.waitingDays !== null && { wait_time: words.pl.texts.basket.days(row.waitingDays) }),
    ...(isFull(row) && { alert: 'Obecnie brak wolnych miejsc.' }),
    organization: {
      id: uuid(ledger, 'institution', row.institutionId),
      name: organizationName,
      description: organizationName,
    },
    ...(row.contact?.phone && { phones: [{ id: uuid(id, 'phone'), number: row.contact.phone }] }),
    service_areas: [
      { id: uuid(id, 'area'), name: row.teryt ?? ledger, extent: row.teryt ?? ledger, extent_type: 'TERYT' },
    ],
    attributes: [attribute(id, 'category', row.category, categories.get(row.category)?.pl ?? row.category)],
  }
}

const isFull = ({ capacity, taken }: ServiceRow): boolean => capacity !== null && taken >= capacity

const attribute = (service: string, taxonomy: string, code: string, name: string) => ({
  id: uuid(service, taxonomy, code),
  link_entity: 'service',
  taxonomy_term: { id: uuid('taxonomy', taxonomy, code), code, name, description: name, taxonomy: 'Kooperacje 3D' },
})
