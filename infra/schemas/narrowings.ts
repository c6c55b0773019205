import { isDeepStrictEqual } from 'node:util'

/** What zod writes of an event's payload: JSON Schema 2020-12, of which these are the words that occur. */
export interface Schema {
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | Schema
  readonly propertyNames?: Schema
  readonly items?: boolean | Schema
  readonly prefixItems?: readonly Schema[]
  readonly minLength?: number
  readonly maxLength?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number
  readonly exclusiveMaximum?: number
  readonly multipleOf?: number
  readonly pattern?: string
  readonly format?: string
  /** Ours: the field is sealed as personal data of this class. */
  readonly dataClass?: string
}

export interface Narrowing {
  /** Where in the payload; `*` stands for every element. */
  readonly path: string
  /** What was stored, and cannot be read any more, as a clause: "'X' is not allowed any more". */
  readonly says: string
}

/** Words that only speak to people, or to those who write. */
const SILENT = ['$schema', '$id', 'title', 'description', 'default', 'examples', 'deprecated']
const LOWER = ['minLength', 'minItems', 'minimum', 'exclusiveMinimum'] as const
const UPPER = ['maxLength', 'maxItems', 'maximum', 'exclusiveMaximum'] as const
const KNOWN = new Set<string>([
  ...SILENT,
  ...LOWER,
  ...UPPER,
  ...['type', 'const', 'enum', 'anyOf', 'oneOf', 'properties', 'required', 'additionalProperties', 'propertyNames'],
  ...['items', 'prefixItems', 'multipleOf', 'pattern', 'format', 'dataClass'],
])

/**
 * In what the newer schema refuses payloads that the older one accepts; empty when whatever was stored under the older can
 * be read under the newer, so that both may be the same version. In doubt it says that something was narrowed: a version
 * too many costs a function, one too few a history that cannot be read.
 */
export function narrowings(newer: Schema, older: Schema, path = ''): readonly Narrowing[] {
  const fault = (says: string): Narrowing => ({ path, says })
  if (isDeepStrictEqual(spoken(newer), spoken(older))) return []
  const unknown = [...Object.keys(newer), ...Object.keys(older)].filter((word) => !KNOWN.has(word))
  if (unknown.length > 0) return [fault(`'${unknown[0]}' is a word that this comparison does not know`)]
  if (newer.dataClass !== older.dataClass) return [fault(sealing(newer.dataClass, older.dataClass))]

  const branches = older.anyOf ?? older.oneOf
  if (branches) return branches.flatMap((branch) => narrowings(newer, { ...branch, ...classOf(older) }, path))
  const choices = newer.anyOf ?? newer.oneOf
  if (choices) return among(choices, older, path)

  const values = valuesOf(older)
  if (values)
    return values
      .filter((value) => !accepts(newer, value))
      .map((value) => fault(`${show(value)} is not allowed any more`))
  if (valuesOf(newer)) return [fault('only some values are allowed now')]
  if (newer.type !== undefined && newer.type !== older.type && !(newer.type === 'number' && older.type === 'integer')) {
    return [fault(`was ${older.type ?? 'anything'}, and is ${newer.type}`)]
  }
  return [...limits(newer, older, path), ...members(newer, older, path), ...elements(newer, older, path)]
}

const spoken = (schema: Schema): object =>
  Object.fromEntries(Object.entries(schema).filter(([word]) => !SILENT.includes(word)))

const classOf = ({ dataClass }: Schema): Schema => (dataClass === undefined ? {} : { dataClass })

const sealing = (now: string | undefined, before: string | undefined): string =>
  before === undefined
    ? `is sealed now (${now}), and was stored in clear`
    : `was sealed as ${before}, and is ${now ?? 'not'} now`

/** The choice that fits best tells what is wrong. */
function among(choices: readonly Schema[], older: Schema, path: string): readonly Narrowing[] {
  const { dataClass: _, ...bare } = older
  const tried = choices.map((choice) => narrowings(choice, bare, path))
  return tried.toSorted((a, b) => a.length - b.length || depth(b) - depth(a))[0] ?? []
}

const depth = (found: readonly Narrowing[]): number => Math.max(0, ...found.map(({ path }) => path.length))

const valuesOf = (schema: Schema): readonly unknown[] | undefined =>
  'const' in schema ? [schema.const] : schema.type === 'null' ? [null] : schema.enum

/** Of values that an older schema listed: there is nothing inside them to look at. */
function accepts(schema: Schema, value: unknown): boolean {
  const values = valuesOf(schema)
  if (values) return values.some((each) => isDeepStrictEqual(each, value))
  if (schema.pattern !== undefined || schema.format !== undefined) return false
  const size = typeof value === 'string' ? [...value].length : typeof value === 'number' ? value : Number.NaN
  if (schema.type === 'string' && typeof value === 'string') return within(size, schema.minLength, schema.maxLength)
  if ((schema.type === 'number' || schema.type === 'integer') && typeof value === 'number') {
    const whole = schema.type === 'number' || Number.isInteger(value)
    return whole && schema.multipleOf === undefined && within(size, schema.minimum, schema.maximum)
  }
  return schema.type === undefined || (schema.type === 'boolean' && typeof value === 'boolean')
}

const within = (size: number, least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY): boolean =>
  size >= least && size <= most

function* limits(newer: Schema, older: Schema, path: string): Iterable<Narrowing> {
  for (const word of LOWER) {
    const [now, before] = [newer[word], older[word]]
    if (now !== undefined && (before === undefined || now > before)) yield { path, says: tighter(word, before, now) }
  }
  for (const word of UPPER) {
    const [now, before] = [newer[word], older[word]]
    if (now !== undefined && (before === undefined || now < before)) yield { path, says: tighter(word, before, now) }
  }
  for (const word of ['pattern', 'format', 'multipleOf'] as const) {
    if (newer[word] !== undefined && newer[word] !== older[word])
      yield { path, says: tighter(word, older[word], newer[word]) }
  }
}

const tighter = (word: string, before: unknown, now: unknown): string =>
  `${word} is ${show(now)} now, and was ${before === undefined ? 'not there' : show(before)}`

function* members(newer: Schema, older: Schema, path: string): Iterable<Narrowing> {
  if (older.type !== 'object') return
  for (const name of newer.required ?? []) {
    if (!older.required?.includes(name))
      yield { path: at(path, name), says: 'must be there now, and could be left out' }
  }
  const rest = newer.additionalProperties ?? true
  for (const [name, before] of Object.entries(older.properties ?? {})) {
    const now = newer.properties?.[name] ?? rest
    if (now === false) yield { path: at(path, name), says: 'is not allowed any more' }
    else if (now !== true) yield* narrowings(now, before, at(path, name))
  }
  const before = older.additionalProperties ?? true
  if (before === false) return
  if (rest === false) yield { path, says: 'other members are not allowed any more' }
  else if (rest !== true) yield* narrowings(rest, before === true ? {} : before, at(path, '*'))
  // Members that the older one did not name could hold whatever its rest allowed.
  for (const [name, now] of Object.entries(newer.properties ?? {})) {
    if (!older.properties?.[name]) yield* narrowings(now, before === true ? {} : before, at(path, name))
  }
  if (newer.propertyNames)
    yield* narrowings(newer.propertyNames, older.propertyNames ?? { type: 'string' }, at(path, '*'))
}

function* elements(newer: Schema, older: Schema, path: string): Iterable<Narrowing> {
  if (older.type !== 'array') return
  const [nowFirst, beforeFirst] = [newer.prefixItems ?? [], older.prefixItems ?? []]
  for (let place = 0; place < Math.max(nowFirst.length, beforeFirst.length); place++) {
    yield* element(
      nowFirst[place] ?? newer.items ?? true,
      beforeFirst[place] ?? older.items ?? true,
      at(path, String(place)),
    )
  }
  yield* element(newer.items ?? true, older.items ?? true, at(path, '*'))
}

function* element(now: boolean | Schema, before: boolean | Schema, path: string): Iterable<Narrowing> {
  if (now === true || before === false) return
  if (now === false) yield { path, says: 'is not allowed any more' }
  else yield* narrowings(now, before === true ? {} : before, path)
}

const at = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`)

const show = (value: unknown): string => JSON.stringify(value)
