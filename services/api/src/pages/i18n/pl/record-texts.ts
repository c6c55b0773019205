import { counted } from '../plural.ts'

/** What can be done with a thing, and the forms by which it is done. */
export const recordTexts = {
  steps: 'Co można zrobić',
  noSteps: 'W tym stanie nie ma nic do zrobienia.',
  notNow: (steps: string) => `Teraz niemożliwe: ${steps}`,
  count: counted.pl('czynność', 'czynności', 'czynności'),
  allowedIn: (states: string) => `Możliwe w stanie: ${states}.`,
  state: 'Stan',
  since: 'Od dnia',
  toPage: 'Przejdź do strony',
  or: ' lub ',
}
