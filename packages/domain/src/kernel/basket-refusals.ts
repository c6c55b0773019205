/** Rules around the service basket and the conflicts of services; part of `refusals`. */
export const basketRefusals = {
  'basket-empty': {
    kind: 'conflict',
    en: 'A version of the basket holds at least one verified service of a member; verify a service first.',
    pl: 'Wersja koszyka zawiera co najmniej jedną sprawdzoną usługę członka partnerstwa; najpierw sprawdź usługę.',
  },
  'basket-full': {
    kind: 'conflict',
    en: 'The basket holds as many services as one basket may.',
    pl: 'Koszyk zawiera już największą dozwoloną liczbę usług.',
  },
  'unknown-category': {
    kind: 'invalid',
    en: 'The taxonomy of this version of the model has no such category.',
    pl: 'Klasyfikacja usług w tej wersji modelu nie zawiera takiej kategorii.',
  },
  'service-of-another': {
    kind: 'invalid',
    en: 'The service belongs to another institution; only that one or the leader may do this.',
    pl: 'Usługa należy do innej instytucji; może to zrobić tylko ona albo lider.',
  },
  'wrong-revision': {
    kind: 'conflict',
    en: 'The service has changed meanwhile; look at its newest revision.',
    pl: 'Usługa zmieniła się w międzyczasie; sprawdź jej najnowszą wersję.',
  },
  'already-verified': {
    kind: 'conflict',
    en: 'This revision of the service is verified already.',
    pl: 'Ta wersja usługi jest już sprawdzona.',
  },
  'service-not-verified': {
    kind: 'conflict',
    en: 'A service is published only after its newest revision was verified.',
    pl: 'Usługę publikuje się dopiero po sprawdzeniu jej najnowszej wersji.',
  },
  'service-not-offered': {
    kind: 'conflict',
    en: 'The service is not available on this day; choose a published one.',
    pl: 'Usługa nie jest dostępna w tym dniu; wybierz usługę opublikowaną.',
  },
  'service-full': {
    kind: 'conflict',
    en: 'All places of the service are taken; mind the waiting time or choose another service.',
    pl: 'Wszystkie miejsca w usłudze są zajęte; uwzględnij czas oczekiwania albo wybierz inną usługę.',
  },
  'place-already-taken': {
    kind: 'conflict',
    en: 'The case has a place in this service already.',
    pl: 'Sprawa ma już miejsce w tej usłudze.',
  },
  'no-place': {
    kind: 'conflict',
    en: 'The case has no place in this service.',
    pl: 'Sprawa nie ma miejsca w tej usłudze.',
  },
  'conflicts-undecided': {
    kind: 'conflict',
    en: 'Actions of the plan duplicate or contradict each other; decide each pair and give the reason.',
    pl: 'Działania planu powielają się albo wykluczają; rozstrzygnij każdą parę i podaj powód.',
  },
  'unknown-conflict': {
    kind: 'invalid',
    en: 'A decision is about two actions that are not in conflict in this way; look at the preview of the plan again.',
    pl: 'Rozstrzygnięcie dotyczy działań, które nie są w takim konflikcie; sprawdź ponownie podgląd planu.',
  },
} as const satisfies Record<string, { kind: 'conflict' | 'invalid' | 'missing'; en: string; pl: string }>
