import type { ProcessDescription } from '../kernel/description.ts'

export const pilotDescription = {
  pl: 'Pilotaż',
  en: 'Pilot',
  states: {
    PREPARING: { pl: 'przygotowanie', en: 'preparing' },
    RUNNING: { pl: 'faza w toku', en: 'phase under way' },
    BETWEEN_PHASES: { pl: 'między fazami', en: 'between phases' },
    ENDED: { pl: 'zakończony', en: 'ended', end: true },
  },
  transitions: {
    PilotTargetSet: [
      { from: ['NONE'], to: 'PREPARING', guards: ['targetInOrder'] },
      { from: ['PREPARING', 'RUNNING', 'BETWEEN_PHASES'], guards: ['targetInOrder', 'targetNotSetYet'] },
    ],
    PilotModelChosen: [
      { from: ['NONE'], to: 'PREPARING' },
      { from: ['PREPARING', 'RUNNING', 'BETWEEN_PHASES'], guards: ['notInPilotAlready'] },
    ],
    PilotPhaseStarted: [
      { from: ['NONE', 'PREPARING', 'BETWEEN_PHASES'], to: 'RUNNING', guards: ['endsAfterItStarts', 'phaseComesNext'] },
    ],
    PilotPhaseEnded: [
      { from: ['RUNNING'], to: 'ENDED', when: { phase: 'IV' } },
      { from: ['RUNNING'], to: 'BETWEEN_PHASES' },
    ],
  },
  parts: {
    phase: {
      pl: 'Faza',
      en: 'Phase',
      states: {
        STARTED: { pl: 'w toku', en: 'under way' },
        ENDED: { pl: 'zakończona', en: 'ended', end: true },
      },
      transitions: {
        PilotPhaseStarted: [{ of: 'phase', from: ['NONE'], to: 'STARTED' }],
        PilotPhaseEnded: [{ of: 'phase', from: ['STARTED'], to: 'ENDED' }],
      },
    },
  },
} satisfies ProcessDescription
