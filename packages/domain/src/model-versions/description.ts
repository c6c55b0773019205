import type { ProcessDescription } from '../kernel/description.ts'

const DRAFTS = ['DRAFT', 'IN_CONSULTATION', 'CONSULTED']

export const modelVersionDescription = {
  pl: 'Wersja modelu',
  en: 'Model version',
  states: {
    DRAFT: { pl: 'projekt', en: 'draft' },
    IN_CONSULTATION: { pl: 'w konsultacjach', en: 'in consultation' },
    CONSULTED: { pl: 'po konsultacjach', en: 'consulted' },
    OPINIONED: { pl: 'zaopiniowana', en: 'with opinion' },
    APPROVED: { pl: 'zatwierdzona', en: 'approved' },
    IN_PILOT: { pl: 'w pilotażu', en: 'in pilot' },
    EVALUATED: { pl: 'po ewaluacji', en: 'evaluated' },
    RECOMMENDED: { pl: 'rekomendowana', en: 'recommended', end: true },
    SUPERSEDED: { pl: 'zastąpiona', en: 'superseded', end: true },
  },
  transitions: {
    ModelVersionDrafted: [{ from: ['NONE'], to: 'DRAFT', guards: ['soundDocument', 'builtInUnchanged'] }],
    ModelVersionRevised: [{ from: DRAFTS, guards: ['sameVersion', 'soundDocument', 'builtInUnchanged'] }],
    ModelConsultationOpened: [{ from: ['DRAFT'], to: 'IN_CONSULTATION', guards: ['lastsUntilLater'] }],
    ModelConsultationClosed: [{ from: ['IN_CONSULTATION'], to: 'CONSULTED' }],
    // An unfavourable opinion leaves the draft where it can still be revised.
    ModelOpinionGiven: [
      { from: ['CONSULTED'], to: 'OPINIONED', when: { by: 'MINISTRY', favourable: true }, guards: ['namesNobody'] },
      { from: ['CONSULTED', 'OPINIONED'], guards: ['namesNobody'] },
    ],
    ModelVersionApproved: [{ from: ['OPINIONED'] }],
    ModelVersionPublished: [{ from: ['OPINIONED'], to: 'APPROVED', guards: ['approvedByBoth'] }],
    ModelPutInPilot: [{ from: ['APPROVED'], to: 'IN_PILOT' }],
    ModelVersionEvaluated: [{ from: ['IN_PILOT'], to: 'EVALUATED' }],
    ModelVersionRecommended: [{ from: ['EVALUATED'], to: 'RECOMMENDED' }],
    ModelVersionSuperseded: [
      {
        from: [...DRAFTS, 'OPINIONED', 'APPROVED', 'IN_PILOT', 'EVALUATED', 'RECOMMENDED'],
        to: 'SUPERSEDED',
        guards: ['byAnother'],
      },
    ],
  },
  parts: {
    approval: {
      pl: 'Zatwierdzenie',
      en: 'Approval',
      states: { GIVEN: { pl: 'udzielone', en: 'given', end: true } },
      transitions: { ModelVersionApproved: [{ of: 'by', from: ['NONE'], to: 'GIVEN' }] },
    },
  },
  reactions: [{ on: 'ModelVersionApproved', do: 'PublishWhenBothApproved' }],
} satisfies ProcessDescription
