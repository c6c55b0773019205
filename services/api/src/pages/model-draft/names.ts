import { descriptionIn, type ModelDocument, processes } from '@kooperacje/domain'
import type { Words } from '../i18n/words.ts'
import { stepName } from '../model/step-name.ts'
import { labelOf } from '../record/labels.ts'
import { type Steps, valueAt } from './at.ts'
import { pageAt } from './page.ts'

/** Under which the tables know the fields of a model document. */
export const DOCUMENT = 'ModelDocument'

/** What a page is called: a part of the document by its label, a thing in a list by its own name. */
export function pageName(words: Words, document: unknown, steps: Steps): string {
  const step = steps.at(-1)
  if (step === undefined) return words.texts.modelDraft.basics
  const list = pageAt(document, steps.slice(0, -1))
  if (list === null || list.asks.kind === 'group') {
    return labelOf(words, DOCUMENT, pageAt(document, steps)?.prefix ?? step).name
  }
  const thing = (valueAt(document, steps) ?? {}) as Readonly<Record<string, unknown>>
  const own = [thing.id, thing[words.locale]].filter((each) => typeof each === 'string' && each !== '')
  if (own.length > 0) return own.join(' ')
  if (list.prefix === 'deadlines') return words.texts.modelDraft.unnamed
  return stepNamed(words, step)
}

/** A step that nothing tells of is a fault of the document, and is shown by its key. */
export const stepNamed = (words: Words, type: string): string =>
  Object.hasOwn(words.sentences, type) ? stepName(words, type) : type

/** The states of a process as the document names them. */
export function statesOf(document: unknown, process: string): Readonly<Record<string, { pl?: string; en?: string }>> {
  const described = valueAt(document, ['processes', process, 'states'])
  const known = processes[process]
  return (described ?? (known && descriptionIn(document as ModelDocument, known).states) ?? {}) as never
}
