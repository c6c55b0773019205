import type { ProcessDescription } from '../kernel/description.ts'

export const agreementDescription = {
  pl: 'Porozumienie o współpracy',
  en: 'Cooperation agreement',
  states: {
    SIGNED: { pl: 'zawarte', en: 'signed', end: true },
    TERMINATED: { pl: 'rozwiązane', en: 'terminated', end: true },
  },
  transitions: {
    CooperationAgreementSigned: [
      { from: ['NONE'], to: 'SIGNED', guards: ['partiesDiffer', 'partiesComplete', 'partiesInRegion'] },
    ],
    CooperationAgreementTerminated: [{ from: ['SIGNED'], to: 'TERMINATED', guards: ['namesNobody'] }],
  },
} satisfies ProcessDescription
