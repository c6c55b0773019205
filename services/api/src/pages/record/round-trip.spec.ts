import { builtInModels, commandDefinitions, correctionCommands, type EventDefinition } from '@kooperacje/domain'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { commandRoutes } from '../../routes/registry.ts'
import { type Form, formOf } from './form.ts'
import { bodyIn, withoutBlankRows } from './read-form.ts'
import { fieldsOf } from './shape.ts'
import { suggestedKeys } from './suggestions.ts'
import { formWith } from './write-form.ts'

/** Any value that a schema takes, as far as a person could have entered it. */
function valuesOf(type: z.core.$ZodType): fc.Arbitrary<unknown> {
  const def = (type as z.core.$ZodTypes)._zod.def
  switch (def.type) {
    case 'string':
      return texts(type as z.ZodString)
    case 'number': {
      const { format, minValue, maxValue } = type as z.ZodNumber
      const min = Math.max(minValue ?? 0, -1e6)
      const max = Math.min(maxValue ?? 1e6, 1e6)
      const whole = fc.integer({ min: Math.ceil(min), max: Math.floor(max) })
      return format === 'safeint' ? whole : whole.map((n) => (n + 0.25 > max ? n : n + 0.25))
    }
    case 'boolean':
      return fc.boolean()
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries))
    case 'literal':
      return fc.constantFrom(...def.values)
    case 'array': {
      const checks = (def.checks ?? []).map(({ _zod }) => _zod.def as { minimum?: number; maximum?: number })
      const maxLength = Math.min(3, ...checks.flatMap(({ maximum }) => maximum ?? []))
      const minLength = Math.max(1, ...checks.flatMap(({ minimum }) => minimum ?? []))
      const isEnum = (def.element as z.core.$ZodTypes)._zod.def.type === 'enum'
      // A box is ticked or not, and they stand in one order.
      return isEnum
        ? fc.subarray(Object.values((def.element as z.ZodEnum).enum), { minLength })
        : fc.array(valuesOf(def.element), { minLength, maxLength })
    }
    case 'object':
      return objects(def.shape)
    case 'tuple':
      return fc.tuple(...def.items.map(valuesOf))
    case 'union':
      return fc.oneof(...def.options.map(valuesOf))
    case 'optional':
      return fc.option(valuesOf(def.innerType), { nil: undefined })
    case 'default':
    case 'nullable':
      return valuesOf(def.innerType)
    case 'record':
      return fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.string(), { minKeys: 1 })
    default:
      throw new Error(`the generator does not know ${def.type}`)
  }
}

function objects(shape: Readonly<Record<string, z.core.$ZodType>>): fc.Arbitrary<unknown> {
  const entries = Object.entries(shape)
  const whole = fc.record(Object.fromEntries(entries.map(([name, type]) => [name, valuesOf(type)])))
  // An optional group in which nothing is filled in was not given.
  return whole.filter((value) => entries.length === 0 || Object.values(value).some((each) => each !== undefined))
}

function texts(type: z.ZodString): fc.Arbitrary<string> {
  const { format, maxLength } = type
  const day = fc
    .date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10))
  switch (format) {
    case 'date':
      return day
    case 'datetime':
      return day.map((each) => `${each}T01:00:00.000Z`)
    case 'email':
      return fc.constant('poradnia@example.pl')
    case 'url':
      return fc.webUrl()
    case 'regex': {
      const patterns = (type._zod.def.checks ?? []).map(({ _zod }) => (_zod.def as { pattern?: RegExp }).pattern)
      return fc
        .stringMatching(patterns.find((pattern) => pattern !== undefined) ?? /./)
        .filter((text) => text.trim() === text)
    }
    default:
      return fc
        .string({ minLength: 1, maxLength: Math.min(maxLength ?? 40, 40), unit: fc.constantFrom(...'aąż Ł"<&\n\'.,0') })
        .filter((text) => text.trim() === text && text !== '')
  }
}

/** As a browser sends it: fields by name, several of one name as a list. */
const posted = (form: Form) => formOf(Object.fromEntries([...form].map(([name, values]) => [name, [...values]])))

const commands = [...new Set(commandRoutes.map(({ command }) => command))].map((name) => commandDefinitions[name])
const correctable: readonly EventDefinition[] = correctionCommands.flatMap(({ process }) => process.events)
const ofDocuments = ['DraftModelVersion', 'ReviseModelVersion']

describe('a form', () => {
  it.each(commands.filter(({ name }) => !ofDocuments.includes(name)))(
    'of $name gives back the body that was written into it',
    ({ body: schema }) => {
      const fields = fieldsOf(schema)
      fc.assert(
        fc.property(valuesOf(schema), (body) => {
          const form = withoutBlankRows(
            fields,
            posted(formWith(fields, body as Readonly<Record<string, unknown>>)),
            suggestedKeys,
          )
          expect(schema.parse(bodyIn(fields, form))).toEqual(schema.parse(body))
        }),
        { numRuns: 25 },
      )
    },
  )

  it.each(correctable)('of correction of $type gives back the fact that was written into it', ({ data: schema }) => {
    const fields = fieldsOf(schema)
    fc.assert(
      fc.property(valuesOf(schema), (fact) => {
        const form = withoutBlankRows(
          fields,
          posted(formWith(fields, fact as object as Record<string, unknown>)),
          new Set(),
        )
        expect(schema.parse(bodyIn(fields, form))).toEqual(schema.parse(fact))
      }),
      { numRuns: 25 },
    )
  })

  it.each(ofDocuments)('of %s takes a whole document', (name) => {
    const { body: schema } = commandDefinitions[name as 'DraftModelVersion']
    const fields = fieldsOf(schema)
    const body = { document: JSON.parse(JSON.stringify(builtInModels('1.0'))) }
    expect(bodyIn(fields, posted(formWith(fields, body)))).toEqual(body)
  })

  it('with nothing in it stands for nothing', () => {
    for (const { body } of commands) {
      const fields = fieldsOf(body)
      const given = Object.values(bodyIn(fields, formWith(fields, {}))).filter((value) => {
        const isEmpty = Array.isArray(value) ? value.length === 0 : value === false || typeof value === 'object'
        return !isEmpty
      })
      const presets = fields.filter(({ preset }) => preset !== undefined && preset !== false)
      expect(given.length).toBeLessThanOrEqual(presets.length)
    }
  })
})
