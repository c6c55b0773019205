import type { ProcessDescription } from '../kernel/description.ts'

/**
 * Two persons agree, then it is done, and it cannot be undone. BEGUN stands between the last question and the deed: a hold
 * is asked for when it is entered, and a machine that stops in the middle leaves a request that is known to be half done.
 */
export const erasureDescription = {
  pl: 'Wniosek o usunięcie danych',
  en: 'Request to erase',
  states: {
    REQUESTED: { pl: 'złożony', en: 'requested' },
    CONFIRMED: { pl: 'potwierdzony', en: 'confirmed' },
    BEGUN: { pl: 'w wykonaniu', en: 'being carried out' },
    DONE: { pl: 'wykonany', en: 'done', end: true },
    REFUSED: { pl: 'odrzucony', en: 'refused', end: true },
    WITHDRAWN: { pl: 'wycofany', en: 'withdrawn', end: true },
  },
  transitions: {
    ErasureRequested: [{ from: ['NONE'], to: 'REQUESTED', guards: ['notHeld'] }],
    ErasureConfirmed: [{ from: ['REQUESTED'], to: 'CONFIRMED', guards: ['bySecondPerson', 'notHeld'] }],
    ErasureRefused: [{ from: ['REQUESTED', 'CONFIRMED'], to: 'REFUSED' }],
    ErasureWithdrawn: [{ from: ['REQUESTED', 'CONFIRMED'], to: 'WITHDRAWN' }],
    ErasureBegun: [{ from: ['CONFIRMED'], to: 'BEGUN', guards: ['notHeld'] }],
    ErasureKeysNamed: [{ from: ['BEGUN'] }],
    ErasureDone: [{ from: ['BEGUN'], to: 'DONE' }],
  },
} satisfies ProcessDescription
