/** Rules around holding, restricting and erasing the data of a client; part of `refusals`. */
export const dataRightsRefusals = {
  'unknown-client': {
    kind: 'missing',
    en: 'No data of such a client is kept in this ledger.',
    pl: 'W tej księdze nie ma danych takiego klienta.',
  },
  'already-erased': {
    kind: 'conflict',
    en: 'The data of this client was erased before; there is nothing left to erase.',
    pl: 'Dane tego klienta usunięto już wcześniej; nie ma czego usuwać.',
  },
  'legal-hold': {
    kind: 'conflict',
    en: 'The data of this client must be kept while a legal hold stands; lift it first, if it is over.',
    pl: 'Danych tego klienta nie wolno usunąć, dopóki obowiązuje wstrzymanie; jeśli ustało, najpierw trzeba je znieść.',
  },
  'erasure-under-way': {
    kind: 'conflict',
    en: 'Somebody else is carrying out this erasure at this moment; look again in a minute how far it has come.',
    pl: 'Ktoś inny właśnie wykonuje to usunięcie; sprawdź za minutę, jak daleko zaszło.',
  },
  'second-person-missing': {
    kind: 'conflict',
    en: 'Whoever asked for an erasure cannot confirm it; it takes a second person.',
    pl: 'Kto wnioskował o usunięcie, nie może go potwierdzić; potrzebna jest druga osoba.',
  },
} as const satisfies Record<string, { kind: 'conflict' | 'invalid' | 'missing'; en: string; pl: string }>
