import type { ChoiceSource } from '../record/choices.ts'
import type { Form } from '../record/form.ts'
import type { Target } from '../record/target.ts'
import type { Steps } from './at.ts'
import type { DocumentFault } from './faults.ts'

/** The document as a whole, as its own page of the form. */
export const JSON_PAGE = 'json'
const BASICS = 'basics'

export interface DraftView {
  readonly source: ChoiceSource
  readonly target: Target
  /** What the form is about to lay before the others, complete or not. */
  readonly document: unknown
  readonly page: Steps
  /** What stands in the fields of the page. */
  readonly form: Form
  readonly faults: readonly DocumentFault[]
  readonly status: number
  readonly focus: string | null
}

export const isJson = ([step]: Steps): boolean => step === JSON_PAGE

/** As buttons name a page. */
export const nameOfPage = (page: Steps): string => page.join('.') || BASICS
export const pageNamed = (name: string): Steps => (name === BASICS ? [] : name.split('.').filter((step) => step !== ''))
