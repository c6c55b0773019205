import { isCorrection, isRestricted } from '@kooperacje/domain'
import type { Visit } from '../visit.ts'

const RESTRICTED = 'CorrectRestrictedFact'

/** May `command` correct facts of this type, and may the reader know of them? Restricted ones have a command of their own. */
export const isCorrectable = ({ may }: Pick<Visit, 'may'>, command: string, type: string): boolean =>
  !isCorrection(type) &&
  isRestricted(type) === (command === RESTRICTED) &&
  (!isRestricted(type) || may('case.read-restricted'))
