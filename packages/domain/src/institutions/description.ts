import type { ProcessDescription } from '../kernel/description.ts'

/** A register, not a procedure: an institution is known or it is not. */
export const institutionDescription: ProcessDescription = {
  pl: 'Instytucja',
  en: 'Institution',
  states: { REGISTERED: { pl: 'zarejestrowana', en: 'registered', end: true } },
  transitions: { InstitutionRegistered: [{ from: ['NONE'], to: 'REGISTERED' }] },
}
