/** The file that a person gets who asks what is kept about them. */
export const accessTexts = {
  title: (clientId: string) => `Dane klienta ${clientId}`,
  about: (ledger: string) =>
    `Wszystko, co o tej osobie zapisano w księdze ${ledger}, oraz kto i w jakim celu to czytał (art. 15 RODO).`,
  restricted: 'Przetwarzanie tych danych jest ograniczone (art. 18 RODO).',
  held: (holds: string) => `Danych nie wolno usunąć, wstrzymania: ${holds}.`,
  facts: 'Co zapisano',
  deadlines: 'Terminy',
  readers: 'Kto czytał dane',
  nothing: 'Nic nie zapisano.',
  hidden:
    'Przetwarzanie danych klienta jest ograniczone: pokazuje się je tylko kierownikowi, na wniosek klienta albo do kontroli.',
}
