import { checkModel, ModelDocument } from '@kooperacje/domain'
import type { z } from 'zod'
import type { Words } from '../i18n/words.ts'
import type { FieldFault } from '../parts/error-summary.ts'
import { sentence } from '../record/faults.ts'
import { placeOf } from '../record/labels.ts'
import { type Steps, stepsOf, valueAt } from './at.ts'
import { placeOfFault } from './fault-place.ts'
import { DOCUMENT } from './names.ts'

/** What is wrong with a document, and on which page of its form. */
export interface DocumentFault extends FieldFault {
  readonly page: Steps
}

/** All faults at once: first those of its form, then, if the form is right, what it says that cannot be meant. */
export function faultsOfDocument(words: Words, document: unknown): readonly DocumentFault[] {
  const { error } = ModelDocument.safeParse(document)
  const faults = error
    ? flat(error.issues).map((issue) => ofIssue(words, document, issue))
    : checkModel(document).faults.map(({ path, pl, reason }) =>
        told(words, document, stepsOf(path), () => (words.locale === 'pl' ? pl : reason)),
      )
  return [...new Map(faults.map((fault) => [`${fault.page.join('.')} ${fault.field}`, fault])).values()]
}

type Issue = z.core.$ZodIssue
type At = ReturnType<typeof placeOfFault>

function ofIssue(words: Words, document: unknown, issue: Issue): DocumentFault {
  const steps = issue.path.map(String)
  const value = valueAt(document, steps)
  const blank = value === undefined || value === null || value === ''
  return told(words, document, steps, ({ asks }) => sentence(words, issue, asks, blank))
}

function told(words: Words, document: unknown, steps: Steps, say: (at: At) => string): DocumentFault {
  const place = placeOfFault(document, steps)
  return { page: place.page, field: place.field, message: `${placeOf(words, DOCUMENT, place.field)}: ${say(place)}` }
}

/** Of a choice between groups the faults of the one that was meant: none of its names is unknown. */
const flat = (issues: readonly Issue[]): readonly Issue[] =>
  issues.flatMap((issue) => {
    if (issue.code !== 'invalid_union') return [issue]
    const meant = issue.errors.filter((errors) => errors.every(({ code }) => code !== 'unrecognized_keys'))
    const [nearest] = meant.sort((one, other) => one.length - other.length)
    if (nearest === undefined) return [issue]
    return flat(nearest.map((each) => ({ ...each, path: [...issue.path, ...each.path] })))
  })

/** Names that no model document has: no page of the form could show them. */
export const unknownNames = (document: unknown): readonly string[] =>
  (ModelDocument.safeParse(document).error?.issues ?? []).flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key].join('.')) : [],
  )
