import { Id } from '@kooperacje/domain'
import type { z } from 'zod'

/** What a form asks for, read off the schema of a command's body: one field for each of its fields, nested as they are. */
export interface Field {
  readonly name: string
  readonly required: boolean
  /** As it stands in the form before anybody has typed. */
  readonly preset?: unknown
  /** What an empty field stands for, where it is not that nothing was said. */
  readonly empty?: null
  readonly asks: Asked
}

export type Asked =
  | { readonly kind: 'text'; readonly long: boolean; readonly max: number | null }
  | { readonly kind: 'number'; readonly whole: boolean; readonly min: number | null; readonly max: number | null }
  | { readonly kind: 'day' | 'moment' | 'yesNo' | 'tick' | 'json' }
  | { readonly kind: 'choice'; readonly values: readonly string[] }
  /** An id; `besides` are words that may stand in its place. */
  | { readonly kind: 'id'; readonly besides: readonly string[] }
  | { readonly kind: 'several'; readonly values: readonly string[] }
  /** `keyed`: a record, each row of which says its key first. `least` rows make sense. */
  | { readonly kind: 'rows'; readonly of: Asked; readonly keyed: boolean; readonly least: number }
  /** A word, a number, yes or no, or several of them with commas between. */
  | { readonly kind: 'plain' }
  | { readonly kind: 'group'; readonly fields: readonly Field[]; readonly tuple: boolean }
  /** One of several groups; `by` names the field that tells them apart, null where nothing does. */
  | { readonly kind: 'variant'; readonly by: string | null; readonly options: readonly Option[] }

export interface Option {
  readonly value: string
  readonly fields: readonly Field[]
}

type Type = z.core.$ZodType
const defOf = (type: Type) => (type as z.core.$ZodTypes)._zod.def

export const fieldsOf = (body: z.ZodObject): readonly Field[] => fieldsIn(body.shape, false)

/** Records and empty values too, which the form of a command leaves to whoever writes programs. */
export const everyFieldOf = (document: z.ZodObject): readonly Field[] => fieldsIn(document.shape, true)

const fieldsIn = (shape: Readonly<Record<string, Type>>, whole: boolean): readonly Field[] =>
  Object.entries(shape).map(([name, type]) => fieldOf(name, type, whole))

function fieldOf(name: string, type: Type, whole: boolean): Field {
  const def = defOf(type)
  switch (def.type) {
    case 'optional':
      return { ...fieldOf(name, def.innerType, whole), required: false }
    case 'default':
      return { ...fieldOf(name, def.innerType, whole), required: false, preset: def.defaultValue }
    // Null is what is read after a person's key was destroyed; nobody enters it.
    case 'nullable':
      return whole
        ? { ...fieldOf(name, def.innerType, whole), required: false, empty: null }
        : fieldOf(name, def.innerType, whole)
    default:
      return { name, required: true, asks: asked(type, whole) }
  }
}

/** Places of a tuple have names like fields: a number in a path is always that of a row. */
const ORDINALS = ['first', 'second', 'third']

/** Beyond this many characters one line is too short to see what one writes. */
const ONE_LINE = 300
const ID_FORMAT = patternOf(Id)

function asked(type: Type, whole: boolean): Asked {
  const def = defOf(type)
  switch (def.type) {
    case 'string':
      return askedText(type as z.ZodString)
    case 'number': {
      const { format, minValue, maxValue } = type as z.ZodNumber
      return { kind: 'number', whole: format === 'safeint', min: finite(minValue), max: finite(maxValue) }
    }
    case 'boolean':
      return { kind: 'yesNo' }
    case 'enum':
      return { kind: 'choice', values: Object.values(def.entries).map(String) }
    case 'literal':
      return def.values[0] === true ? { kind: 'tick' } : { kind: 'choice', values: def.values.map(String) }
    case 'array': {
      const of = asked(def.element, whole)
      if (of.kind === 'choice') return { kind: 'several', values: of.values }
      return { kind: 'rows', of, keyed: false, least: leastOf(def) }
    }
    case 'object': {
      const fields = fieldsIn(def.shape, whole)
      return fields.some(holdsJson) ? { kind: 'json' } : { kind: 'group', fields, tuple: false }
    }
    case 'tuple':
      return {
        kind: 'group',
        fields: def.items.map((item, i) => fieldOf(ORDINALS[i] ?? `${i}th`, item, whole)),
        tuple: true,
      }
    case 'union':
      return askedUnion(def, whole)
    case 'nullable':
      return asked(def.innerType, whole)
    case 'record':
      return whole ? askedRecord(def) : { kind: 'json' }
    default:
      return { kind: 'json' }
  }
}

/** What no form can ask for piece by piece is asked for as a whole. */
const holdsJson = ({ asks }: Field): boolean => (asks.kind === 'rows' ? asks.of : asks).kind === 'json'

const finite = (n: number | null) => (n === null || Math.abs(n) >= Number.MAX_SAFE_INTEGER ? null : n)

function askedText(type: z.ZodString): Asked {
  const { format, maxLength } = type
  if (format === 'date') return { kind: 'day' }
  if (format === 'datetime') return { kind: 'moment' }
  if (patternOf(type) === ID_FORMAT) return { kind: 'id', besides: [] }
  return { kind: 'text', long: maxLength !== null && maxLength > ONE_LINE && format !== 'url', max: maxLength }
}

function patternOf(type: z.ZodString): string | undefined {
  const patterns = (type._zod.def.checks ?? []).map(({ _zod }) => (_zod.def as { pattern?: RegExp }).pattern)
  return patterns.find((pattern) => pattern !== undefined)?.source
}

function askedUnion(def: z.core.$ZodUnionDef & { readonly discriminator?: string }, whole: boolean): Asked {
  const options = def.options.map((option) => asked(option, whole))
  const groups = options.flatMap((option) => (option.kind === 'group' ? [option] : []))
  if (groups.length === options.length) {
    const by = def.discriminator ?? null
    return { kind: 'variant', by, options: groups.map(({ fields }) => optionOf(by, fields)) }
  }
  const besides = options.flatMap((option) => (option.kind === 'choice' ? option.values : []))
  if (options.some(({ kind }) => kind === 'id')) return { kind: 'id', besides }
  const [first] = options
  if (!whole || first === undefined) return { kind: 'json' }
  return options.every(({ kind }) => kind === 'text' || kind === 'choice') ? first : { kind: 'plain' }
}

/** What stands under a key that is no group of fields is a field of its own. */
export const KEY = 'key'
export const VALUE = 'value'

function askedRecord({ keyType, valueType }: z.core.$ZodRecordDef): Asked {
  const of = asked(valueType, true)
  const key: Field = { name: KEY, required: true, asks: asked(keyType, true) }
  const rest: readonly Field[] = of.kind === 'group' ? of.fields : [{ name: VALUE, required: true, asks: of }]
  return { kind: 'rows', of: { kind: 'group', fields: [key, ...rest], tuple: false }, keyed: true, least: 0 }
}

function leastOf({ checks = [] }: z.core.$ZodArrayDef): number {
  const minima = checks.map(({ _zod }) => (_zod.def as { readonly minimum?: number }).minimum ?? 0)
  return Math.max(0, ...minima)
}

/** An option is told apart by the value of its discriminator, or by the names of its fields. */
function optionOf(by: string | null, fields: readonly Field[]): Option {
  const discriminator = fields.find(({ name }) => name === by)?.asks
  const [value = ''] = discriminator?.kind === 'choice' ? discriminator.values : [fields.map(({ name }) => name).join()]
  return { value, fields: fields.filter(({ name }) => name !== by) }
}
