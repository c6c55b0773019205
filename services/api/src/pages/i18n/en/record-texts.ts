import type { recordTexts as polish } from '../pl/record-texts.ts'
import { counted } from '../plural.ts'

export const recordTexts: typeof polish = {
  steps: 'What can be done',
  noSteps: 'There is nothing to do in this state.',
  notNow: (steps: string) => `Not possible now: ${steps}`,
  count: counted.en('step', 'steps'),
  allowedIn: (states: string) => `Possible in the state: ${states}.`,
  state: 'State',
  since: 'Since',
  toPage: 'Go to the page',
  or: ' or ',
}
