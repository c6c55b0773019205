import type { ProcessDescription } from '../kernel/description.ts'

export const recommendationDescription = {
  pl: 'Rekomendacja',
  en: 'Recommendation',
  states: {
    PROPOSED: { pl: 'zaproponowana', en: 'proposed' },
    REVIEWED: { pl: 'rozpatrzona', en: 'reviewed' },
    ADOPTED: { pl: 'przyjęta', en: 'adopted' },
    REJECTED: { pl: 'odrzucona', en: 'rejected', end: true },
    PUBLISHED: { pl: 'opublikowana', en: 'published', end: true },
  },
  transitions: {
    RecommendationProposed: [{ from: ['NONE'], to: 'PROPOSED', guards: ['barriersOnce', 'namesNobody'] }],
    RecommendationReviewed: [{ from: ['PROPOSED'], to: 'REVIEWED' }],
    RecommendationAdopted: [{ from: ['REVIEWED'], to: 'ADOPTED' }],
    RecommendationRejected: [{ from: ['REVIEWED'], to: 'REJECTED', guards: ['namesNobody'] }],
    RecommendationPublished: [{ from: ['ADOPTED'], to: 'PUBLISHED' }],
  },
} satisfies ProcessDescription
