import type { BasketSentences } from '../sentence.ts'

export const basketSentences: BasketSentences = {
  BasketOpened: () => 'The local service basket was opened.',
  ServiceProposed: (fact, say) =>
    `The service ${say.text(fact.name)} was proposed by: ${say.institution(fact.institutionId)}.`,
  ServiceChanged: (fact, say) =>
    `Revision ${say.number(fact.revision)} of the service ${say.text(fact.name)} was entered.`,
  ServiceVerified: (fact, say) =>
    `Revision ${say.number(fact.revision)} of the service ${say.text(fact.serviceId)} was verified.`,
  ServicesPublished: (fact, say) =>
    `Version ${say.text(fact.basketVersion)} of the basket came into force, services: ${say.number(fact.services)}.`,
  ServiceSuspended: (fact, say) => `The service ${say.text(fact.serviceId)} was suspended.`,
  ServiceResumed: (fact, say) => `The service ${say.text(fact.serviceId)} is available again.`,
  ServiceWithdrawn: (fact, say) => `The service ${say.text(fact.serviceId)} left the basket.`,
  ServicePlaceTaken: (fact, say) => `A place in the service ${say.text(fact.serviceId)} was taken.`,
  ServicePlaceFreed: (fact, say) => `A place in the service ${say.text(fact.serviceId)} became free.`,
  ServiceWaitingTimeReported: (fact, say) =>
    `Waiting time for the service ${say.text(fact.serviceId)}, in days: ${say.number(fact.waitingDays)}.`,
  BasketMigrated: (fact, say) =>
    `The basket went to version ${say.text(fact.modelVersion)} of the model with its partnership.`,
  BasketReviewed: () => 'The partnership reviewed its basket.',
}
