/** The file that a person gets who asks what is kept about them. */
export const accessTexts = {
  title: (clientId: string) => `Dane klienta ${clientId}`,
  about: (ledger: string) =>
    `Wszystko, co o tej osobie zapisano w księdze ${ledger}, oraz kto i w jakim celu to czytał (art. 15 RODO).`,
  restricted: 'Przetwarzanie tych danych jest ograniczone (art. 18 RODO).',
  held: (holds: string) => `Danych nie wolno usunąć, wstrzymania: ${holds}.`,
  facts: 'Co zapisano',
  deadlines: 'Terminy',
  mails: 'Powiadomienia wysłane do pracowników',
  mailKind: {
    REMINDER: 'przypomnienie o terminie',
    ALARM: 'alarm o terminie',
    WITHDRAWAL: 'odwołanie alarmu',
  } as Readonly<Record<string, string>>,
  mailStatus: {
    PENDING: 'czeka na wysłanie',
    SENT: 'wysłano',
    CAUGHT: 'zatrzymano w systemie',
    FAILED: 'nie wysłano',
  } as Readonly<Record<string, string>>,
  search: 'Wyszukiwanie po numerze PESEL',
  found:
    'Osobę można odnaleźć po numerze PESEL. Sam numer jest zaszyfrowany; w indeksie jest tylko jego skrót z tajnym kluczem.',
  notFound: 'Osoby nie można odnaleźć po numerze PESEL.',
  alsoKnownAs: (ids: string) =>
    `Ten sam numer PESEL zapisano także pod kluczami: ${ids}. Ich dane są w osobnych plikach.`,
  receipts: 'Dowody przyjęcia zgłoszeń',
  receipt: (about: string, address: string) =>
    `${about}: instytucja, która zgłaszała, pobierze dowód pod adresem ${address}; każdy sprawdzi go bez pytania urzędu.`,
  readers: 'Kto czytał dane',
  nothing: 'Nic nie zapisano.',
  hidden:
    'Przetwarzanie danych klienta jest ograniczone: pokazuje się je tylko kierownikowi, na wniosek klienta albo do kontroli.',
}
