import type { ProcessDescription } from '../kernel/description.ts'

/**
 * What applies to the data of one client, whatever their cases say. It is law and not a choice of the model, so versions of
 * the model cannot describe it otherwise. A client who comes back after an erasure has a new key, and all of this anew.
 */
export const clientDescription = {
  pl: 'Dane klienta',
  en: 'Data of a client',
  states: {
    KNOWN: { pl: 'bez ograniczeń', en: 'unrestricted' },
    RESTRICTED: { pl: 'przetwarzanie ograniczone', en: 'processing restricted' },
    ERASED: { pl: 'usunięte', en: 'erased' },
  },
  transitions: {
    LegalHoldPlaced: [{ from: ['NONE'], to: 'KNOWN' }, { from: ['KNOWN', 'RESTRICTED', 'ERASED'] }],
    LegalHoldLifted: [{ from: ['KNOWN', 'RESTRICTED', 'ERASED'] }],
    ProcessingRestricted: [{ from: ['NONE', 'KNOWN', 'ERASED'], to: 'RESTRICTED' }],
    ProcessingRestrictionLifted: [{ from: ['RESTRICTED'], to: 'KNOWN' }],
    // No guard here: when this is recorded the key is gone, and a hold that came too late cannot bring it back.
    SubjectErased: [{ from: ['NONE', 'KNOWN', 'RESTRICTED'], to: 'ERASED' }, { from: ['ERASED'] }],
  },
  parts: {
    hold: {
      pl: 'Wstrzymanie usunięcia',
      en: 'Legal hold',
      states: {
        PLACED: { pl: 'obowiązuje', en: 'stands' },
        LIFTED: { pl: 'zniesione', en: 'lifted', end: true },
      },
      transitions: {
        LegalHoldPlaced: [{ of: 'holdId', from: ['NONE'], to: 'PLACED' }],
        LegalHoldLifted: [{ of: 'holdId', from: ['PLACED'], to: 'LIFTED' }],
      },
    },
  },
} satisfies ProcessDescription
