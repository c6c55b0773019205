import { basketEvents, businessDate, type ServiceTerms } from '@kooperacje/domain'
import type { BasketsTable, BasketVersionsTable, ServicesTable } from '../basket-tables.ts'
import { plainText } from '../plain-text.ts'
import { table } from '../table.ts'
import { defineProjection, each, type Handlers } from '../table-projection.ts'

const services = table<ServicesTable, 'basketId' | 'serviceId'>('services', ['basketId', 'serviceId'], {
  stream: 'basketId',
})
const baskets = table<BasketsTable, 'basketId'>('baskets', ['basketId'], {
  stream: 'basketId',
  stamp: ({ streamVersion }) => ({ version: streamVersion }),
})
const versions = table<BasketVersionsTable, 'basketId' | 'basketVersion'>(
  'basket_versions',
  ['basketId', 'basketVersion'],
  // The basket has the id of its partnership, whose stream tells of its versions.
  { stream: 'basketId', writtenOnce: true },
)

type Row = Readonly<ServicesTable>

/** The columns that a revision fills. */
const columnsOf = (terms: ServiceTerms) => ({
  name: terms.name,
  namePlain: plainText(terms.name),
  category: terms.category,
  sector: terms.sector,
  targetGroups: terms.targetGroups,
  needs: terms.needs,
  address: terms.address ?? null,
  teryt: terms.teryt ?? null,
  contact: terms.contact ?? null,
  referralNeeded: terms.accessRules.referralNeeded,
  incomeTest: terms.accessRules.incomeTest,
  fee: terms.accessRules.fee,
  capacity: terms.capacity ?? null,
  legalBasis: terms.legalBasis ?? null,
  validFrom: terms.validFrom ?? null,
  validTo: terms.validTo ?? null,
})

/**
 * Before the first publication the newest revision is the only one; after it, it waits beside the one in force. How long one
 * waits is what was said last, as that is no promise to be verified.
 */
const changed = ({ revision, ...terms }: ServiceTerms & { revision: number }, row: Row): Partial<Row> => ({
  ...(row.inForce
    ? { pending: { ...terms, revision, verified: false } }
    : { ...columnsOf(terms), revision, status: 'PROPOSED' as const }),
  waitingDays: terms.waitingDays ?? row.waitingDays,
})

const published = (revision: number, basketVersion: string, row: Row): Partial<Row> => ({
  ...(row.pending?.revision === revision && { ...columnsOf(row.pending), revision, pending: null }),
  status: 'PUBLISHED',
  inForce: true,
  basketVersion,
})

const changes: Handlers = {
  BasketOpened: ({ streamId, streamVersion, occurredAt, data }) =>
    baskets.insert({
      basketId: streamId,
      modelVersion: data.modelVersion ?? null,
      openedOn: businessDate(occurredAt),
      reviewedOn: null,
      version: streamVersion,
    }),
  BasketMigrated: ({ streamId, data: { modelVersion } }) => baskets.update({ basketId: streamId }, { modelVersion }),
  BasketReviewed: ({ streamId, occurredAt }) =>
    baskets.update({ basketId: streamId }, { reviewedOn: businessDate(occurredAt) }),

  ServiceProposed: ({ streamId, data: { serviceId, institutionId, ...terms } }) =>
    services.insert({
      basketId: streamId,
      serviceId,
      institutionId,
      status: 'PROPOSED',
      revision: 1,
      inForce: false,
      pending: null,
      basketVersion: null,
      ...columnsOf(terms),
      taken: 0,
      waitingDays: terms.waitingDays ?? null,
    }),
  ServiceChanged: ({ streamId: basketId, data: { serviceId, ...terms } }) =>
    services.update({ basketId, serviceId }, (row) => changed(terms, row)),
  ServiceVerified: ({ streamId: basketId, data: { serviceId } }) =>
    services.update({ basketId, serviceId }, ({ pending, inForce }) =>
      inForce ? { pending: pending && { ...pending, verified: true } } : { status: 'VERIFIED' },
    ),
  ServicesPublished: ({ streamId: basketId, data }) =>
    data.services.map(({ serviceId, revision }) =>
      services.update({ basketId, serviceId }, (row) => published(revision, data.basketVersion, row)),
    ),
  ServiceSuspended: ({ streamId: basketId, data: { serviceId } }) =>
    services.update({ basketId, serviceId }, { status: 'SUSPENDED' }),
  ServiceResumed: ({ streamId: basketId, data: { serviceId } }) =>
    services.update({ basketId, serviceId }, { status: 'PUBLISHED' }),
  ServiceWithdrawn: ({ streamId: basketId, data: { serviceId } }) =>
    services.update({ basketId, serviceId }, { status: 'WITHDRAWN' }),

  ServicePlaceTaken: ({ streamId: basketId, data: { serviceId } }) =>
    services.update({ basketId, serviceId }, ({ taken }) => ({ taken: taken + 1 })),
  ServicePlaceFreed: ({ streamId: basketId, data: { serviceId } }) =>
    services.update({ basketId, serviceId }, ({ taken }) => ({ taken: taken - 1 })),
  ServiceWaitingTimeReported: ({ streamId: basketId, data: { serviceId, waitingDays } }) =>
    services.update({ basketId, serviceId }, { waitingDays }),

  // The basket has the id of its partnership.
  ServiceBasketVersionPublished: ({ streamId, occurredAt, data }) =>
    versions.insert({
      basketId: streamId,
      basketVersion: data.basketVersion,
      publishedOn: businessDate(occurredAt),
      services: data.services,
      institutions: data.institutions,
      items: data.items ?? null,
    }),
}

/** The basket is one stream: whoever changes a service has to know it as it is. */
const ofBasket = basketEvents.map(({ type }) => type).filter((type) => type !== 'BasketOpened')

/** What the cooperating institutions offer, and the versions in which they published it. */
export const servicesProjection = defineProjection({
  name: 'services',
  version: 3,
  tables: [services, baskets, versions],
  on: {
    ...changes,
    ...each(ofBasket, (event, models) => [
      changes[event.type as (typeof ofBasket)[number]]?.(event as never, models),
      baskets.update({ basketId: event.streamId }, {}),
    ]),
  },
})
