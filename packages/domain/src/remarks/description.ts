import type { ProcessDescription } from '../kernel/description.ts'

export const remarkDescription = {
  pl: 'Uwaga do modelu',
  en: 'Remark on the model',
  states: {
    SUBMITTED: { pl: 'zgłoszona', en: 'submitted' },
    TRIAGED: { pl: 'skierowana do rozpatrzenia', en: 'triaged' },
    ACCEPTED: { pl: 'uwzględniona', en: 'accepted' },
    PARTLY_ACCEPTED: { pl: 'uwzględniona częściowo', en: 'partly accepted' },
    REJECTED: { pl: 'odrzucona', en: 'rejected', end: true },
    INCORPORATED: { pl: 'wprowadzona do modelu', en: 'incorporated', end: true },
  },
  transitions: {
    RemarkSubmitted: [{ from: ['NONE'], to: 'SUBMITTED', guards: ['namesNobody'] }],
    RemarkTriaged: [{ from: ['SUBMITTED'], to: 'TRIAGED' }],
    RemarkAccepted: [{ from: ['TRIAGED'], to: 'ACCEPTED', guards: ['namesNobody'] }],
    RemarkPartlyAccepted: [{ from: ['TRIAGED'], to: 'PARTLY_ACCEPTED', guards: ['namesNobody'] }],
    RemarkRejected: [{ from: ['TRIAGED'], to: 'REJECTED', guards: ['namesNobody'] }],
    RemarkIncorporated: [{ from: ['ACCEPTED', 'PARTLY_ACCEPTED'], to: 'INCORPORATED' }],
  },
} satisfies ProcessDescription
