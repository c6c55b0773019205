/** The page about the data of clients: who asked what about it. */
export const clientsTexts = {
  title: 'Dane klientów',
  erasures: 'Wnioski o usunięcie danych',
  fourEyes:
    'Jedna osoba składa wniosek, druga go potwierdza, potem można go wykonać. Wykonania nie da się cofnąć; dopóki obowiązuje wstrzymanie, nie można przejść dalej.',
  byStatus: 'Stan wniosku',
  none: 'Nie ma takich wniosków.',
  caption: 'Wnioski o usunięcie danych, od najnowszego',
  request: 'Wniosek',
  client: 'Klient',
  ground: 'Podstawa',
  status: 'Stan',
  requested: 'Złożono',
  confirmed: 'Potwierdzono',
  ended: 'Zakończono',
  by: (day: string, actor: string) => `${day}, ${actor}`,
  held: 'wstrzymany',
  heldBy: (holds: string) => `wstrzymany: ${holds}`,
}
