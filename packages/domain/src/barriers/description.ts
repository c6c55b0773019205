import type { ProcessDescription } from '../kernel/description.ts'

export const barrierDescription = {
  pl: 'Bariera we współpracy',
  en: 'Barrier to cooperation',
  states: {
    REPORTED: { pl: 'zgłoszona', en: 'reported' },
    CONFIRMED: { pl: 'potwierdzona', en: 'confirmed' },
    DISMISSED: { pl: 'niepotwierdzona', en: 'dismissed', end: true },
    PROPOSAL_MADE: { pl: 'z propozycją rozwiązania', en: 'with a proposal' },
    ESCALATED: { pl: 'przekazana wyżej', en: 'escalated' },
    REMOVED: { pl: 'usunięta', en: 'removed', end: true },
    ACCEPTED_AS_LIMIT: { pl: 'przyjęta jako ograniczenie', en: 'accepted as a limit', end: true },
  },
  transitions: {
    BarrierReported: [{ from: ['NONE'], to: 'REPORTED', guards: ['namesNobody'] }],
    BarrierConfirmed: [{ from: ['REPORTED'], to: 'CONFIRMED' }],
    BarrierDismissed: [{ from: ['REPORTED'], to: 'DISMISSED', guards: ['namesNobody'] }],
    BarrierProposalMade: [
      { from: ['CONFIRMED'], to: 'PROPOSAL_MADE', guards: ['namesNobody'] },
      { from: ['PROPOSAL_MADE', 'ESCALATED'], guards: ['namesNobody'] },
    ],
    BarrierEscalated: [
      { from: ['PROPOSAL_MADE'], to: 'ESCALATED' },
      { from: ['ESCALATED'], guards: ['climbs'] },
    ],
    // What can be removed where it stands need not be taken higher first.
    BarrierRemoved: [{ from: ['PROPOSAL_MADE', 'ESCALATED'], to: 'REMOVED' }],
    BarrierAcceptedAsLimit: [
      { from: ['PROPOSAL_MADE', 'ESCALATED'], to: 'ACCEPTED_AS_LIMIT', guards: ['namesNobody'] },
    ],
  },
} satisfies ProcessDescription
