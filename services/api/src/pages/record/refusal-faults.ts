import {
  descriptionIn,
  type Models,
  type ProcessState,
  processes,
  type Refusal,
  type RefusalCode,
} from '@kooperacje/domain'
import { problemTypes } from '../../http/problems.ts'
import type { Words } from '../i18n/words.ts'
import type { FieldFault } from '../parts/error-summary.ts'
import { OWN_ID } from './link-query.ts'
import type { Field } from './shape.ts'

/** The field of the business day. */
export const DAY = '@day'

/** Refusals that are about one field of the form, where their details do not say so themselves. */
const fieldsOfRefusals: Partial<Readonly<Record<RefusalCode, string>>> = {
  'already-exists': OWN_ID,
  'occurred-in-future': DAY,
  'occurred-too-early': DAY,
  'before-beginning': DAY,
  'criteria-not-met': 'criteriaMet',
  'too-few-team-members': 'members',
  'too-few-team-sectors': 'members',
  'confidentiality-missing': 'members',
  'consent-incomplete': 'adultsCovered',
  'client-not-present': 'clientTookPart',
  'diagnosis-incomplete': 'needs',
  'plan-incomplete': 'actions',
  'conflicts-undecided': 'decisions',
  'goals-not-rated': 'ratings',
  'review-dates-missing': 'reviewsOn',
  'closure-reason-not-allowed': 'reason',
  'reason-missing': 'note',
  'not-a-member': 'institutionId',
}

/** A rule's no, at the field that it is about; above all fields where it is about none. */
export function refusalFault(
  words: Words,
  fields: readonly Pick<Field, 'name'>[],
  refusal: Refusal,
  states: StateNames,
): FieldFault {
  const { code, details } = refusal
  const named = details.field === 'occurredAt' ? DAY : details.field
  const candidates = [named, fieldsOfRefusals[code], ...listOf(details.need)]
  const field = candidates.find((each) => each === DAY || fields.some(({ name }) => name === each))
  return { field: typeof field === 'string' ? field : null, message: refusalText(words, refusal, states) }
}

/** A rule's no in words: its sentence, and what speaks against it. */
export const refusalText = (words: Words, { code, details }: Refusal, states: StateNames): string =>
  [problemTypes[code][words.locale], ...facts(words, details, states)].join(' ')

export type StateNames = (process: unknown, state: string) => string

/** Names of states in the language of the reader, by the version of the model that the thing runs on. */
export function stateNames({ locale }: Words, models: Models, state: ProcessState | null): StateNames {
  const model = models(state?.modelVersion ?? null)
  return (name, status) => {
    const process = typeof name === 'string' ? processes[name] : undefined
    return (process && descriptionIn(model, process).states[status]?.[locale]) ?? status
  }
}

/** Of the facts that speak against it, those that a person can do something with. */
function facts(words: Words, details: Refusal['details'], states: StateNames): readonly string[] {
  const { record: texts } = words.texts
  const told: string[] = []
  const { have, need, notBefore, allowedIn, process } = details
  if (typeof have === 'number' && typeof need === 'number') {
    told.push(texts.have(words.format.number(have), words.format.number(need)))
  }
  if (typeof notBefore === 'string') told.push(texts.notBefore(words.day(notBefore)))
  if (Array.isArray(allowedIn) && allowedIn.length > 0) {
    told.push(texts.allowedIn(allowedIn.map((state) => states(process, String(state))).join(texts.or)))
  }
  const ids = ['ids', 'goalIds', 'actionIds', 'missing', 'memberIds'].flatMap((name) => listOf(details[name]))
  if (ids.length > 0) told.push(texts.named(ids.join(', ')))
  return told
}

const listOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []
