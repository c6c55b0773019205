import type { BasketSentences } from '../sentence.ts'

export const basketSentences: BasketSentences = {
  BasketOpened: () => 'Otwarto lokalny koszyk usług.',
  ServiceProposed: (fact, say) =>
    `Zgłoszono usługę ${say.text(fact.name)}. Zgłasza: ${say.institution(fact.institutionId)}.`,
  ServiceChanged: (fact, say) =>
    `Wprowadzono zmianę usługi ${say.text(fact.name)}, wersja ${say.number(fact.revision)}.`,
  ServiceVerified: (fact, say) => `Sprawdzono usługę ${say.text(fact.serviceId)}, wersja ${say.number(fact.revision)}.`,
  ServicesPublished: (fact, say) =>
    `Weszła w życie wersja koszyka ${say.text(fact.basketVersion)}, liczba usług: ${say.number(fact.services)}.`,
  ServiceSuspended: (fact, say) => `Zawieszono usługę ${say.text(fact.serviceId)}.`,
  ServiceResumed: (fact, say) => `Usługa ${say.text(fact.serviceId)} jest znów dostępna.`,
  ServiceWithdrawn: (fact, say) => `Wycofano usługę ${say.text(fact.serviceId)} z koszyka.`,
  ServicePlaceTaken: (fact, say) => `Zajęto miejsce w usłudze ${say.text(fact.serviceId)}.`,
  ServicePlaceFreed: (fact, say) => `Zwolniono miejsce w usłudze ${say.text(fact.serviceId)}.`,
  ServiceWaitingTimeReported: (fact, say) =>
    `Czas oczekiwania na usługę ${say.text(fact.serviceId)}, w dniach: ${say.number(fact.waitingDays)}.`,
  BasketMigrated: (fact, say) =>
    `Koszyk usług przeszedł z partnerstwem na wersję modelu ${say.text(fact.modelVersion)}.`,
  BasketReviewed: () => 'Partnerstwo przejrzało koszyk usług.',
}
