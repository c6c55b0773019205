import type { GuardInput, ProcessState } from '../kernel/process.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import { LongText, ShortText } from '../kernel/values.ts'
import { findPersonal } from './find-personal.ts'

const about =
  'Public text of staff (class C1): it names no client and describes none so that others could recognise them'

/** Free text that a report or catalogue will publish. It stands in clear, so it may not be about a person. */
export const PublicText = LongText.meta({ description: about })
export const PublicLine = ShortText.meta({ description: about })

/** Fields of governance facts that hold such text. */
const PUBLIC_FIELDS = ['title', 'text', 'description', 'proposal', 'proposedWording', 'response', 'reason'] as const

/** Every place in the public text of a payload that names a person, with the field it is in. */
export function placesNaming(data: unknown) {
  const fields = data as Readonly<Record<string, unknown>>
  return PUBLIC_FIELDS.flatMap((field) => {
    const text = fields[field]
    return typeof text === 'string' ? findPersonal(text).map((finding) => ({ field, ...finding })) : []
  })
}

export const refusedIfNaming = (data: unknown): Refusal | null => {
  const found = placesNaming(data)
  return found.length > 0 ? refuse('names-a-person', { found }) : null
}

/** The name and the kind and extent of somebody's help are never published (Social Assistance Act, art. 100). */
export function namesNobody({ data }: GuardInput<ProcessState, unknown, unknown>): Refusal | null {
  return refusedIfNaming(data)
}
