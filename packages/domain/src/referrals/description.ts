import type { ProcessDescription } from '../kernel/description.ts'

/**
 * A referral is not a case: it is accepted, returned with a reason or redirected, once, and its sender learns which.
 */
export const referralDescription: ProcessDescription = {
  pl: 'Zgłoszenie',
  en: 'Referral',
  states: {
    WAITING: { pl: 'oczekuje', en: 'waiting' },
    ACCEPTED: { pl: 'przyjęte', en: 'accepted', end: true },
    RETURNED: { pl: 'zwrócone', en: 'returned', end: true },
    REDIRECTED: { pl: 'przekazane', en: 'redirected', end: true },
  },
  transitions: {
    ReferralSubmitted: [{ from: ['NONE'], to: 'WAITING', guards: ['knownBeforeSubmitted'] }],
    ReferralAccepted: [{ from: ['WAITING'], to: 'ACCEPTED' }],
    ReferralReturned: [{ from: ['WAITING'], to: 'RETURNED' }],
    ReferralRedirected: [{ from: ['WAITING'], to: 'REDIRECTED', guards: ['notToItsSender'] }],
  },
}
