/** Rules of agreements, the pilot, the course of the model and what is learned from it; part of `refusals`. */
export const governanceRefusals = {
  'agreement-not-in-force': {
    kind: 'conflict',
    en: 'The local authority is no party to a cooperation agreement in force on that day; sign one first.',
    pl: 'Samorząd nie jest stroną porozumienia o współpracy obowiązującego w tym dniu; najpierw trzeba je podpisać.',
  },
  'agreement-parties-incomplete': {
    kind: 'invalid',
    en: 'An agreement is signed by the voivodeship and at least one municipality or county.',
    pl: 'Porozumienie zawiera województwo i co najmniej jedna gmina albo powiat.',
  },
  'party-outside-region': {
    kind: 'invalid',
    en: 'A party lies outside the region of the agreement.',
    pl: 'Strona porozumienia leży poza jego regionem.',
  },
  'phase-order': {
    kind: 'conflict',
    en: 'The phases of the pilot follow one another; a later one has begun already.',
    pl: 'Fazy pilotażu następują po sobie; późniejsza już się rozpoczęła.',
  },
  'model-in-pilot-already': {
    kind: 'conflict',
    en: 'The macroregion tries out this version already.',
    pl: 'Makroregion już testuje tę wersję.',
  },
  'target-already-set': {
    kind: 'conflict',
    en: 'A target for this figure and place begins on this day already; correct it, or begin on another day.',
    pl: 'Wartość docelowa tego wskaźnika już zaczyna obowiązywać w tym dniu; popraw ją albo podaj inny dzień.',
  },
  'activity-of-another-kind': {
    kind: 'conflict',
    en: 'An activity of another kind was planned under this id.',
    pl: 'Pod tym identyfikatorem zaplanowano działanie innego rodzaju.',
  },
  'participants-missing': {
    kind: 'invalid',
    en: 'Name the participants by key, or say how many there were; not fewer than are named.',
    pl: 'Podaj klucze uczestników albo ich liczbę, nie mniejszą niż liczba wskazanych.',
  },
  'names-a-person': {
    kind: 'invalid',
    en: 'This text will be public and must not name anybody; take out what stands at the places that are listed.',
    pl: 'Ten tekst będzie publiczny i nie może wskazywać osób; usuń treść z podanych miejsc.',
  },
  'model-document-faulty': {
    kind: 'invalid',
    en: 'The document of the model has faults; each is listed with its path and reason.',
    pl: 'Dokument modelu zawiera błędy; każdy podano ze ścieżką i przyczyną.',
  },
  'version-mismatch': {
    kind: 'invalid',
    en: 'The document bears another number than the version that it is recorded under.',
    pl: 'Dokument ma inny numer niż wersja, pod którą jest zapisywany.',
  },
  'built-in-model-changed': {
    kind: 'invalid',
    en: 'The version that comes with the software is recorded unchanged; give a changed text another number.',
    pl: 'Wersję dostarczoną z oprogramowaniem zapisuje się bez zmian; zmienionemu tekstowi nadaj inny numer.',
  },
  'approval-missing': {
    kind: 'conflict',
    en: 'The Steering Committee and the Model Team must both have approved the version.',
    pl: 'Wersję muszą zatwierdzić Komitet Sterujący i Zespół ds. Modelu.',
  },
  'supersedes-itself': {
    kind: 'invalid',
    en: 'A version cannot take its own place.',
    pl: 'Wersja nie może zastąpić samej siebie.',
  },
  'model-not-published': {
    kind: 'conflict',
    en: 'This version of the model has not been approved by both bodies.',
    pl: 'Ta wersja modelu nie została zatwierdzona przez oba gremia.',
  },
  'consultation-not-open': {
    kind: 'conflict',
    en: 'The draft has not gone out to consultation yet.',
    pl: 'Projekt nie trafił jeszcze do konsultacji.',
  },
  'already-escalated': {
    kind: 'conflict',
    en: 'The barrier has been taken there or higher already.',
    pl: 'Barierę już przekazano na ten szczebel albo wyżej.',
  },
  'matter-not-reviewed': {
    kind: 'conflict',
    en: 'Only a plan that runs on is reviewed; this matter is settled.',
    pl: 'Ocenia się tylko plan, który trwa; tę sprawę się załatwia.',
  },
  'matter-not-extendable': {
    kind: 'conflict',
    en: 'The law knows no longer term for a matter of this kind.',
    pl: 'Przepisy nie przewidują przedłużenia terminu dla takiej sprawy.',
  },
  'new-term-missing': {
    kind: 'invalid',
    en: 'Name the new day by which the administrative matter will be settled.',
    pl: 'Podaj nowy termin załatwienia sprawy administracyjnej.',
  },
} as const satisfies Record<string, { kind: 'conflict' | 'invalid' | 'missing'; en: string; pl: string }>
