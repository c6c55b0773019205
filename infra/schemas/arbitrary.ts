import fc from 'fast-check'
import type { Schema } from './narrowings.ts'

/** Payloads that a schema accepts, short ones: they are read by people, too. */
export function payloads(schema: Schema): fc.Arbitrary<unknown> {
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return fc.oneof(...choices.map(payloads))
  if ('const' in schema) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  switch (schema.type) {
    case 'null':
      return fc.constant(null)
    case 'boolean':
      return fc.boolean()
    case 'integer':
      return fc.integer(bounds(schema))
    case 'number':
      return numbers(schema)
    case 'string':
      return strings(schema)
    case 'array':
      return arrays(schema)
    case 'object':
      return objects(schema)
    default:
      return fc.jsonValue({ maxDepth: 1 })
  }
}

const bounds = ({ minimum = 0, maximum = 1000 }: Schema) => ({ min: minimum, max: Math.min(maximum, minimum + 1000) })

const numbers = (schema: Schema): fc.Arbitrary<number> =>
  schema.multipleOf === undefined
    ? fc.integer(bounds(schema))
    : fc
        .integer({ min: Math.ceil(bounds(schema).min / schema.multipleOf), max: 40 })
        .map((times) => times * schema.multipleOf!)

function strings({ pattern, format, minLength = 0, maxLength = 40 }: Schema): fc.Arbitrary<string> {
  // Both come with a pattern of 300 characters that has all leap years in it.
  if (format === 'date') return days
  if (format === 'date-time') return days.map((day) => `${day}T09:30:00Z`)
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern), { size: 'xsmall' })
  const lengths = {
    minLength: Math.max(minLength, Math.min(3, maxLength)),
    maxLength: Math.min(maxLength, minLength + 20),
  }
  return fc
    .string({ ...lengths, unit: fc.constantFrom(...'abcdefgh ijklmnoprstuwyząćęłńóśźż') })
    .map((text) => text.replace(/^ | $/g, 'a'))
}

const days = fc
  .integer({ min: 0, max: 2500 })
  .map((day) => new Date(Date.UTC(2019, 0, 1 + day)).toISOString().slice(0, 10))

function arrays({ items = true, prefixItems, minItems = 0, maxItems = 3 }: Schema): fc.Arbitrary<unknown[]> {
  if (prefixItems) return fc.tuple(...prefixItems.map(payloads))
  const element = typeof items === 'boolean' ? fc.integer() : payloads(items)
  return fc.uniqueArray(element, {
    minLength: minItems,
    maxLength: Math.max(minItems, Math.min(maxItems, 2)),
    comparator: (a, b) => JSON.stringify(a) === JSON.stringify(b),
  })
}

function objects(schema: Schema): fc.Arbitrary<unknown> {
  const { properties = {}, required = [], additionalProperties = true } = schema
  const named = fc.record(
    Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, payloads(each)])),
    {
      requiredKeys: [...required],
      noNullPrototype: true,
    },
  )
  if (typeof additionalProperties === 'boolean') return named
  const names = payloads(schema.propertyNames ?? { type: 'string', minLength: 1, maxLength: 8 }) as fc.Arbitrary<string>
  const rest = fc.dictionary(names, payloads(additionalProperties), { maxKeys: 2, noNullPrototype: true })
  return fc.tuple(rest, named).map(([others, own]) => ({ ...others, ...own }))
}
