import { ABSENT, FORMER, LifeArea, processes, vocabulary } from '@kooperacje/domain'
import type { Words } from '../i18n/words.ts'
import type { Choice } from '../record/choices.ts'
import type { Offered } from '../record/offered.ts'
import { type Steps, valueAt } from './at.ts'
import { statesOf, stepNamed } from './names.ts'

type Names = Readonly<Record<string, Readonly<Record<'pl' | 'en', string>>>>

/** What the fields of a page can be chosen from: words of the vocabulary, and what the document itself names elsewhere. */
export function choicesOn(words: Words, document: unknown, page: Steps, versions: readonly Choice[]): Offered {
  const [section = '', second = '', third = '', fourth = ''] = page
  const offers: Record<string, readonly Choice[]> = { basedOn: versions, ...ofTaxonomy(words, document) }
  offers['stages.states'] = vocabularyNames.flatMap((process) =>
    statesIn(words, document, process).map(({ value, text }) => {
      return { value: `${process}/${value}`, text: `${processName(words, document, process)}: ${text}` }
    }),
  )
  if (section === 'deadlines') {
    const process = String(valueAt(document, [section, second, 'process']) ?? '')
    offers['deadlines.process'] = described(document).map((value) => {
      return { value, text: processName(words, document, value) }
    })
    for (const list of ['starts', 'stops', 'cancels', 'prolongs']) {
      offers[`deadlines.${list}.event`] = stepsIn(words, document, process)
    }
  }
  if (section === 'processes')
    Object.assign(offers, ofProcess(words, document, second, third === 'parts' ? fourth : null))
  return new Map(Object.entries(offers))
}

function ofProcess(words: Words, document: unknown, process: string, part: string | null) {
  const { texts } = words
  const states = statesIn(words, document, process)
  const absent = { value: ABSENT, text: texts.model.beginning }
  const { guards = {}, reactions = [] } = processes[process] ?? {}
  const inPart = part === null ? [] : named(words, valueAt(document, ['processes', process, 'parts', part, 'states']))
  return {
    'processes.transitions.from': [absent, ...states],
    'processes.transitions.to': [...states, { value: FORMER, text: texts.model.former }],
    'processes.transitions.guards': Object.keys(guards).map((name) => ({
      value: name,
      text: words.guard(process, name),
    })),
    'processes.parts.transitions.from': [absent, ...inPart],
    'processes.parts.transitions.to': inPart,
    'processes.parts.transitions.in': states,
    'processes.reactions.on': stepsIn(words, document, process),
    'processes.reactions.do': reactions.map(({ name }) => ({ value: name, text: words.reaction(process, name) })),
  }
}

function ofTaxonomy(words: Words, document: unknown) {
  const categories = (valueAt(document, ['taxonomy', 'categories']) ?? []) as readonly Record<string, unknown>[]
  const ids = categories.map(({ id, [words.locale]: name }) => ({ value: String(id ?? ''), text: String(name ?? id) }))
  return {
    'taxonomy.categories.lifeArea': LifeArea.options.map((value) => ({ value, text: words.code('lifeArea', value) })),
    'taxonomy.exclusive.first': ids,
    'taxonomy.exclusive.second': ids,
  }
}

/** What may still be added under a key of its own; null where the key is for the office to make. */
export function newKeys(words: Words, document: unknown, list: Steps): readonly Choice[] | null {
  const [, process = ''] = list
  const taken = Object.keys((valueAt(document, list) ?? {}) as object)
  const left = (choices: readonly Choice[]) => choices.filter(({ value }) => !taken.includes(value))
  if (list.length === 1) {
    return left(vocabularyNames.map((value) => ({ value, text: processName(words, document, value) })))
  }
  if (list.at(-1) !== 'transitions') return null
  const events = processes[process]?.events ?? []
  return left(events.map(({ type }) => ({ value: type, text: stepNamed(words, type) })))
}

const vocabularyNames = vocabulary.map(({ name }) => name)

const described = (document: unknown): readonly string[] => [
  ...new Set([...Object.keys((valueAt(document, ['processes']) ?? {}) as object), ...vocabularyNames]),
]

const named = (words: Words, names: unknown): readonly Choice[] =>
  Object.entries((names ?? {}) as Names).map(([value, each]) => ({ value, text: each?.[words.locale] || value }))

const statesIn = (words: Words, document: unknown, process: string) => named(words, statesOf(document, process))

const stepsIn = (words: Words, document: unknown, process: string): readonly Choice[] => {
  const described = valueAt(document, ['processes', process, 'transitions'])
  const steps = Object.keys((described ?? processes[process]?.description.transitions ?? {}) as object)
  return steps.map((value) => ({ value, text: stepNamed(words, value) }))
}

function processName(words: Words, document: unknown, process: string): string {
  const own = valueAt(document, ['processes', process, words.locale])
  return String(own ?? processes[process]?.description[words.locale] ?? process)
}
