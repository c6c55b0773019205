import { isCorrection, isRestricted } from '@kooperacje/domain'

const RESTRICTED = 'CorrectRestrictedFact'

/** Does `command` correct facts of this type? Restricted ones have a command of their own, for those who may know of them. */
export const isCorrectable = (command: string, type: string): boolean =>
  !isCorrection(type) && isRestricted(type) === (command === RESTRICTED)
