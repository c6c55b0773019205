import type { ProcessDescription } from '../kernel/description.ts'

export const interdisciplinaryTeamDescription = {
  pl: 'Zespół interdyscyplinarny',
  en: 'Interdisciplinary team',
  states: { FORMED: { pl: 'powołany', en: 'formed', end: true } },
  transitions: {
    InterdisciplinaryTeamFormed: [{ from: ['NONE'], to: 'FORMED' }],
    InterdisciplinaryTeamSat: [{ from: ['FORMED'] }],
  },
} satisfies ProcessDescription
