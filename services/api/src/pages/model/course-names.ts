import {
  ABSENT,
  descriptionIn,
  FORMER,
  type ModelDocument,
  type ProcessDescription,
  processes,
} from '@kooperacje/domain'
import type { Words } from '../i18n/words.ts'

/** The names that a version gives to the states of one process, or of one of its parts. */
export interface CourseNames {
  readonly name: string
  readonly state: (state: string) => string
  readonly target: (state: string | undefined) => string
}

type Course = Pick<ProcessDescription, 'pl' | 'en' | 'states'>

/** As the document names them, and where it is silent as the software does. */
export function courseNames(words: Words, document: ModelDocument, process: string, part?: string): CourseNames {
  const known = processes[process]
  const whole = known ? descriptionIn(document, known) : document.processes[process]
  const course = part === undefined ? whole : whole?.parts?.[part]
  return namesIn(words, course ?? { pl: process, en: process, states: {} })
}

export function namesIn({ texts, locale }: Words, { states, ...names }: Course): CourseNames {
  const { beginning, unchanged, former } = texts.model
  const state = (code: string) => (code === ABSENT ? beginning : (states[code]?.[locale] ?? code))
  return {
    name: names[locale],
    state,
    target: (to) => (to === undefined ? unchanged : to === FORMER ? former : state(to)),
  }
}
