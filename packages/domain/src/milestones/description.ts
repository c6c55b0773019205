import type { ProcessDescription } from '../kernel/description.ts'

export const milestoneDescription = {
  pl: 'Kamień milowy',
  en: 'Milestone',
  states: {
    PLANNED: { pl: 'zaplanowany', en: 'planned' },
    STARTED: { pl: 'rozpoczęty', en: 'started' },
    EVIDENCE_COLLECTED: { pl: 'dowody zebrane', en: 'evidence collected' },
    ACCEPTED: { pl: 'odebrany', en: 'accepted', end: true },
    RETURNED: { pl: 'zwrócony do uzupełnienia', en: 'returned' },
  },
  transitions: {
    MilestonePlanned: [{ from: ['NONE'], to: 'PLANNED' }],
    MilestoneStarted: [{ from: ['PLANNED'], to: 'STARTED' }],
    MilestoneEvidenceCollected: [
      { from: ['STARTED', 'RETURNED'], to: 'EVIDENCE_COLLECTED' },
      { from: ['EVIDENCE_COLLECTED'] },
    ],
    MilestoneAccepted: [{ from: ['EVIDENCE_COLLECTED'], to: 'ACCEPTED' }],
    MilestoneReturned: [{ from: ['EVIDENCE_COLLECTED'], to: 'RETURNED', guards: ['namesNobody'] }],
  },
} satisfies ProcessDescription
