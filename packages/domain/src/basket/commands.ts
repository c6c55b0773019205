import { z } from 'zod'
import { caseProcess } from '../cases/process.ts'
import { type Actor, defineCommand } from '../kernel/command.ts'
import { event } from '../kernel/event.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import { Id } from '../kernel/values.ts'
import { ServiceBasketVersionPublished } from '../partnerships/events.ts'
import { partnership } from '../partnerships/process.ts'
import type { PartnershipState } from '../partnerships/state.ts'
import {
  BasketOpened,
  BasketReviewed,
  ServiceChanged,
  ServicePlaceFreed,
  ServicePlaceTaken,
  ServiceProposed,
  ServiceResumed,
  ServiceSuspended,
  ServicesPublished,
  ServiceVerified,
  ServiceWaitingTimeReported,
  ServiceWithdrawn,
} from './events.ts'
import { basket } from './process.ts'
import { itemsOn } from './publication.ts'
import { type BasketState, serviceIn } from './state.ts'
import { ServiceTerms } from './values.ts'

/** A basket has the id of its partnership: there cannot be two, and whoever knows the partnership finds it. */
const itsPartnership = ({ id }: { id: string }) => ({ partnership: { process: partnership, id } })

/** An institution speaks for its own services, the leader of the partnership for all. */
const speaksFor = (by: Actor, institutionId: string, { leader }: PartnershipState): Refusal | null =>
  by.institutionId !== null && [institutionId, leader?.institutionId].includes(by.institutionId)
    ? null
    : refuse('service-of-another', { institutionId })

/** A service that there is not belongs to nobody; the table of services refuses it. */
function speaksForService(by: Actor, serviceId: string, state: BasketState, its: PartnershipState): Refusal | null {
  const service = serviceIn(state, serviceId)
  return service ? speaksFor(by, service.institutionId, its) : null
}

export const openBasket = defineCommand({
  name: 'OpenBasket',
  about: 'Begin the local service basket of a partnership; it has the id of the partnership.',
  process: basket,
  body: z.strictObject({}),
  adds: [BasketOpened],
  reads: itsPartnership,
  events: ({ id, others: { partnership } }) => {
    const { modelVersion } = partnership
    return [event(BasketOpened, { partnershipId: id, ...(modelVersion !== null && { modelVersion }) })]
  },
})

export const proposeService = defineCommand({
  name: 'ProposeService',
  about: "Propose a service for the basket: one's own, or as the leader that of any member.",
  process: basket,
  body: ServiceTerms.extend({
    serviceId: Id.optional().describe('Chosen by the client, or made'),
    institutionId: Id.optional().describe("Left out: the caller's own"),
  }),
  adds: [ServiceProposed],
  reads: itsPartnership,
  events: ({ body: { serviceId, institutionId: whose, ...terms }, by, newId, others }) => {
    const institutionId = whose ?? by.institutionId
    if (institutionId === null) return refuse('sender-unknown')
    const refusal = speaksFor(by, institutionId, others.partnership)
    return refusal ?? [event(ServiceProposed, { serviceId: serviceId ?? newId('service'), institutionId, ...terms })]
  },
})

export const changeService = defineCommand({
  name: 'ChangeService',
  about: 'Give a service a new revision; it is verified and published like the first.',
  process: basket,
  body: ServiceTerms.extend({ serviceId: Id }),
  adds: [ServiceChanged],
  reads: itsPartnership,
  events: ({ body, by, state, others }) => {
    const revision = (serviceIn(state, body.serviceId)?.newest.revision ?? 1) + 1
    const refusal = speaksForService(by, body.serviceId, state, others.partnership)
    return refusal ?? [event(ServiceChanged, { ...body, revision })]
  },
})

export const verifyService = defineCommand({
  name: 'VerifyService',
  about: 'Record that the newest revision of a service was checked; the revision is the one that was looked at.',
  process: basket,
  body: ServiceVerified.data,
  adds: [ServiceVerified],
  events: ({ body }) => [event(ServiceVerified, body)],
})

export const publishBasketVersion = defineCommand({
  name: 'PublishBasketVersion',
  about: 'Publish the next version of the basket: every verified service of a member, as it now is, for ever.',
  process: basket,
  body: z.strictObject({ basketVersion: z.string().trim().min(1).max(20) }),
  adds: [ServicesPublished],
  reads: itsPartnership,
  events: ({ id, body: { basketVersion }, state, others, occurredOn }) => {
    const items = itemsOn(occurredOn, state, others.partnership)
    if (state.status === 'OPEN' && items.length === 0) return refuse('basket-empty')
    const services = items.map(({ serviceId, revision }) => ({ serviceId, revision }))
    const institutions = new Set(items.map(({ institutionId }) => institutionId)).size
    const published = { basketVersion, services: items.length, institutions, items: [...items] }
    return [
      event(ServicesPublished, { basketVersion, services }),
      { process: partnership, id, event: event(ServiceBasketVersionPublished, published) },
    ]
  },
})

export const suspendService = defineCommand({
  name: 'SuspendService',
  about: 'Record that a published service is not available for a time.',
  process: basket,
  body: ServiceSuspended.data,
  adds: [ServiceSuspended],
  reads: itsPartnership,
  events: ({ body, by, state, others }) =>
    speaksForService(by, body.serviceId, state, others.partnership) ?? [event(ServiceSuspended, body)],
})

export const resumeService = defineCommand({
  name: 'ResumeService',
  about: 'Record that a suspended service is available again.',
  process: basket,
  body: ServiceResumed.data,
  adds: [ServiceResumed],
  reads: itsPartnership,
  events: ({ body, by, state, others }) =>
    speaksForService(by, body.serviceId, state, others.partnership) ?? [event(ServiceResumed, body)],
})

export const withdrawService = defineCommand({
  name: 'WithdrawService',
  about: 'Take a service out of the basket for good.',
  process: basket,
  body: ServiceWithdrawn.data,
  adds: [ServiceWithdrawn],
  reads: itsPartnership,
  events: ({ body, by, state, others }) =>
    speaksForService(by, body.serviceId, state, others.partnership) ?? [event(ServiceWithdrawn, body)],
})

export const reportWaitingTime = defineCommand({
  name: 'ReportWaitingTime',
  about: 'Record how many days one waits for a service.',
  process: basket,
  body: ServiceWaitingTimeReported.data,
  adds: [ServiceWaitingTimeReported],
  reads: itsPartnership,
  events: ({ body, by, state, others }) =>
    speaksForService(by, body.serviceId, state, others.partnership) ?? [event(ServiceWaitingTimeReported, body)],
})

export const takeServicePlace = defineCommand({
  name: 'TakeServicePlace',
  about: 'Keep a place in a service for a case before its plan is agreed; the plan itself takes places by its actions.',
  process: basket,
  body: z.strictObject({ serviceId: Id, caseId: Id }),
  adds: [ServicePlaceTaken],
  reads: ({ body }) => ({ case: { process: caseProcess, id: body.caseId } }),
  events: ({ id, body, others }) => {
    const { clientId, partnershipId, consent } = others.case
    if (clientId === null || partnershipId !== id) return refuse('not-found', { field: 'caseId' })
    if (!consent.participation) return refuse('consent-not-in-force')
    return [event(ServicePlaceTaken, { ...body, clientId })]
  },
})

export const freeServicePlace = defineCommand({
  name: 'FreeServicePlace',
  about: 'Give a place in a service back.',
  process: basket,
  body: ServicePlaceFreed.data,
  adds: [ServicePlaceFreed],
  events: ({ body }) => [event(ServicePlaceFreed, body)],
})

export const reviewBasket = defineCommand({
  name: 'ReviewBasket',
  about: 'Record that the partnership went through its basket.',
  process: basket,
  body: BasketReviewed.data,
  adds: [BasketReviewed],
  events: ({ body }) => [event(BasketReviewed, body)],
})

export const basketCommands = [
  openBasket,
  proposeService,
  changeService,
  verifyService,
  publishBasketVersion,
  suspendService,
  resumeService,
  withdrawService,
  reportWaitingTime,
  takeServicePlace,
  freeServicePlace,
  reviewBasket,
] as const
