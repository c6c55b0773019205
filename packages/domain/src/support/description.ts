import type { ProcessDescription } from '../kernel/description.ts'

const held = (...guards: readonly string[]) => [{ from: ['NONE', 'PLANNED'], to: 'HELD', guards: [...guards] }]

export const supportDescription = {
  pl: 'Działanie wspierające',
  en: 'Support activity',
  states: {
    PLANNED: { pl: 'zaplanowane', en: 'planned' },
    HELD: { pl: 'przeprowadzone', en: 'held', end: true },
    CANCELLED: { pl: 'odwołane', en: 'cancelled', end: true },
  },
  transitions: {
    SupportActivityPlanned: [{ from: ['NONE'], to: 'PLANNED', guards: ['plannedAhead'] }],
    SupportActivityCancelled: [{ from: ['PLANNED'], to: 'CANCELLED', guards: ['namesNobody'] }],
    IntersectoralTrainingHeld: held('participantsSaid', 'participantsOnce'),
    CooperationWorkshopHeld: held('participantsSaid', 'participantsOnce'),
    EducationalMeetingHeld: held('participantsSaid', 'participantsOnce'),
    ConsultationMeetingHeld: held('participantsSaid', 'participantsOnce'),
    ConferenceHeld: held('participantsSaid', 'participantsOnce'),
    CoachingSessionHeld: held(),
    SupervisionSessionHeld: held('participantsOnce'),
  },
} satisfies ProcessDescription
