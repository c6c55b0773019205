import type { DataRightsSentences } from '../sentence.ts'

export const dataRightsSentences: DataRightsSentences = {
  LegalHoldPlaced: (fact, say) => `Danych klienta nie wolno usunąć. Wstrzymanie: ${say.text(fact.holdId)}.`,
  LegalHoldLifted: (fact, say) => `Wstrzymanie ${say.text(fact.holdId)} zniesiono.`,
  ProcessingRestricted: () => 'Ograniczono przetwarzanie danych klienta.',
  ProcessingRestrictionLifted: () => 'Zniesiono ograniczenie przetwarzania danych.',
  SubjectErased: () => 'Dane klienta usunięto.',
  ErasureRequested: () => 'Złożono wniosek o usunięcie danych klienta.',
  ErasureConfirmed: () => 'Druga osoba potwierdziła usunięcie danych.',
  ErasureRefused: () => 'Wniosek o usunięcie danych odrzucono.',
  ErasureWithdrawn: () => 'Wniosek o usunięcie danych wycofano.',
  ErasureBegun: () => 'Rozpoczęto usuwanie danych.',
  ErasureKeysNamed: () => 'Wskazano klucze, które są niszczone.',
  ErasureDone: () => 'Dane usunięto.',
}
