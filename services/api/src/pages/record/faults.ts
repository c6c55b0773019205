import type { z } from 'zod'
import type { Words } from '../i18n/words.ts'
import type { FieldFault } from '../parts/error-summary.ts'
import { at, type Form } from './form.ts'
import { placeOf } from './labels.ts'
import { isBlank } from './read-form.ts'
import type { Asked, Field } from './shape.ts'

type Issue = z.core.$ZodIssue

/** What a schema says against a body, told of the fields of the form: what is wrong and what to do, never what was typed. */
export function faultsOf(
  words: Words,
  command: string,
  fields: readonly Field[],
  form: Form,
  issues: readonly Issue[],
): readonly FieldFault[] {
  const found = new Map<string, FieldFault>()
  for (const issue of issues) {
    const { path, asks } = placeIn(fields, issue.path)
    if (found.has(path)) continue
    const message = `${placeOf(words, command, path)}: ${sentence(words, issue, asks, asks === null || isBlank(asks, form, path))}`
    found.set(path, { field: path, message })
  }
  return [...found.values()]
}

/** The place in the form that a path into the body means: places of a tuple have names there, a choice stands for its kind. */
function placeIn(fields: readonly Field[], steps: readonly PropertyKey[]): { path: string; asks: Asked | null } {
  let path = ''
  let asks: Asked | null = { kind: 'group', fields, tuple: false }
  for (const step of steps) {
    if (asks === null) break
    const next: { name: string; asks: Asked } | null = stepInto(asks, step)
    if (next === null) break
    path = at(path, next.name)
    asks = next.asks
  }
  return { path, asks }
}

function stepInto(asks: Asked, step: PropertyKey): { name: string; asks: Asked } | null {
  switch (asks.kind) {
    case 'rows':
      return { name: String(step), asks: asks.of }
    case 'group': {
      const field = asks.tuple ? asks.fields[Number(step)] : asks.fields.find(({ name }) => name === step)
      return field ? { name: field.name, asks: field.asks } : null
    }
    case 'variant': {
      const field = asks.options.flatMap((option) => option.fields).find(({ name }) => name === step)
      return field ? { name: field.name, asks: field.asks } : null
    }
    default:
      return null
  }
}

/** What is wrong with one field and what to do. */
export function sentence({ texts, format }: Words, issue: Issue, asks: Asked | null, blank: boolean): string {
  const { faults } = texts.record
  const kind = asks?.kind
  if (kind === 'tick') return faults.tick
  if (kind === 'rows' || kind === 'several') return ofList(faults, format.number, issue, kind)
  if (kind === 'choice' || kind === 'variant') return faults.choose
  if (blank) return faults.required
  if (kind === 'day' || kind === 'moment') return faults.day
  if (kind === 'id') return faults.id
  if (kind === 'json') return faults.json
  if (issue.code === 'too_small') return faults.atLeast(format.number(Number(issue.minimum)))
  if (issue.code === 'too_big') {
    const most = format.number(Number(issue.maximum))
    return issue.origin === 'string' ? faults.tooLong(most) : faults.atMost(most)
  }
  if (kind === 'number') return asks?.kind === 'number' && asks.whole ? faults.whole : faults.number
  return faults.format
}

function ofList(
  faults: Words['texts']['record']['faults'],
  number: (n: number) => string,
  issue: Issue,
  kind: 'rows' | 'several',
): string {
  if (issue.code === 'too_big') return faults.manyRows(number(Number(issue.maximum)))
  if (kind === 'several') return faults.choose
  return faults.fewRows(number(issue.code === 'too_small' ? Number(issue.minimum) : 1))
}
