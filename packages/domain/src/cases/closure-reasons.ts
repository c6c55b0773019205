import type { ClosureRule } from '../model/document.ts'

/** Every reason there is, as the software brings them: when it may be given, and whether it needs words. */
export const builtInClosureReasons: readonly ClosureRule[] = [
  { reason: 'GOALS_ACHIEVED', when: 'ORDINARY', note: 'OPTIONAL' },
  { reason: 'GOALS_PARTLY_ACHIEVED', when: 'ORDINARY', note: 'OPTIONAL' },
  { reason: 'PILOT_ENDED', when: 'ORDINARY', note: 'OPTIONAL' },
  { reason: 'CLIENT_RESIGNED', when: 'ANY_TIME', note: 'OPTIONAL' },
  { reason: 'CONSENT_WITHDRAWN', when: 'AFTER_WITHDRAWAL', note: 'OPTIONAL' },
  /** Comes about by the refusal itself (`ConsentRefused`), never by closing. */
  { reason: 'CONSENT_REFUSED', when: 'NEVER', note: 'OPTIONAL' },
  { reason: 'CONTRACT_BROKEN', when: 'ANY_TIME', note: 'REQUIRED' },
  { reason: 'NO_CONTACT', when: 'ANY_TIME', note: 'REQUIRED' },
  { reason: 'MOVED_AWAY', when: 'ANY_TIME', note: 'REQUIRED' },
  { reason: 'DEATH', when: 'ANY_TIME', note: 'REQUIRED' },
  { reason: 'MOVED_TO_STATUTORY_PROCEDURE', when: 'ANY_TIME', note: 'REQUIRED' },
  { reason: 'OTHER', when: 'ANY_TIME', note: 'REQUIRED' },
]
