import type { ProcessDescription } from '../kernel/description.ts'

export const practiceDescription = {
  pl: 'Dobra praktyka',
  en: 'Good practice',
  states: {
    SUBMITTED: { pl: 'zgłoszona', en: 'submitted' },
    VERIFIED: { pl: 'zweryfikowana', en: 'verified' },
    PUBLISHED: { pl: 'opublikowana', en: 'published', end: true },
    RETURNED: { pl: 'zwrócona', en: 'returned' },
    ARCHIVED: { pl: 'zarchiwizowana', en: 'archived', end: true },
  },
  transitions: {
    GoodPracticeSubmitted: [{ from: ['NONE', 'RETURNED'], to: 'SUBMITTED', guards: ['namesNobody'] }],
    GoodPracticeVerified: [{ from: ['SUBMITTED'], to: 'VERIFIED' }],
    GoodPracticePublished: [{ from: ['VERIFIED'], to: 'PUBLISHED', guards: ['isAnonymous'] }],
    GoodPracticeReturned: [{ from: ['SUBMITTED', 'VERIFIED'], to: 'RETURNED', guards: ['namesNobody'] }],
    GoodPracticeArchived: [{ from: ['PUBLISHED', 'RETURNED'], to: 'ARCHIVED' }],
  },
} satisfies ProcessDescription
