import type { ProcessDescription } from '../kernel/description.ts'

export const matterDescription = {
  pl: 'Sprawa urzędowa z terminem',
  en: 'Statutory matter',
  states: {
    OPEN: { pl: 'w toku', en: 'open' },
    EXTENDED: { pl: 'z przedłużonym terminem', en: 'extended' },
    SETTLED: { pl: 'załatwiona', en: 'settled', end: true },
  },
  transitions: {
    MatterOpened: [{ from: ['NONE'], to: 'OPEN' }],
    MatterExtended: [{ from: ['OPEN'], to: 'EXTENDED', guards: ['mayBeExtended', 'newTermNamed', 'namesNobody'] }],
    MatterReviewed: [{ from: ['OPEN'], guards: ['isReviewed'] }],
    MatterSettled: [{ from: ['OPEN', 'EXTENDED'], to: 'SETTLED' }],
  },
} satisfies ProcessDescription
