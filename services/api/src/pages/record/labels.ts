import type { FieldName } from '../i18n/field-names.ts'
import type { Words } from '../i18n/words.ts'
import { isType, keysOf } from './keys.ts'

export interface Label {
  readonly name: string
  readonly hint: string | null
}

/** A field that the tables do not name yet is shown by its own name: a form must not fail for want of a word. */
export function labelOf(words: Words, command: string, path: string): Label {
  const own = path.split('.').at(-1) ?? path
  // The kind of a thing is asked for before the rest of it.
  return told(words.field(keysOf(command, path)) ?? own)
}

/** One row of a list: `Goal 2`. */
export function rowLabel(words: Words, command: string, path: string, index: number): string {
  const keys = keysOf(command, path).map((key) => `${key}[]`)
  const name = words.field(keys)
  return `${name === undefined ? labelOf(words, command, path).name : told(name).name} ${index + 1}`
}

/** The way to a field in words, for a list of faults that is read apart from the form: `Goal 2, Text`. */
export function placeOf(words: Words, command: string, path: string): string {
  const steps = path.split('.')
  const named = steps.flatMap((step, i) => {
    const here = steps.slice(0, i + 1).join('.')
    if (/^\d+$/.test(step)) return [rowLabel(words, command, steps.slice(0, i).join('.'), Number(step))]
    if (isType(step)) return []
    // A list is named by its row where there is one.
    return /^\d+$/.test(steps[i + 1] ?? '') ? [] : [labelOf(words, command, here).name]
  })
  return named.join(', ')
}

const told = (field: FieldName): Label =>
  typeof field === 'string' ? { name: field, hint: null } : { name: field[0], hint: field[1] }
