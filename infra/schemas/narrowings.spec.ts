import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { payloads } from './arbitrary.ts'
import { narrowings, type Schema } from './narrowings.ts'

const schemaOf = (zod: z.ZodType): Schema => z.toJSONSchema(zod, { io: 'output' }) as Schema
const between = (newer: z.ZodType, older: z.ZodType) =>
  narrowings(schemaOf(newer), schemaOf(older)).map(({ path, says }) => `${path}: ${says}`)

const person = z.strictObject({
  id: z.string().max(20),
  age: z.int().min(0).max(150),
  tags: z.array(z.enum(['A', 'B'])),
})

describe('a schema reads what was stored under an older one', () => {
  it.each<[string, z.ZodType]>([
    ['that is the same', person],
    ['with a member more that may be left out', person.extend({ note: z.string().optional() })],
    ['with a member less that has to be there', person.partial({ age: true })],
    ['with a value more', person.extend({ tags: z.array(z.enum(['A', 'B', 'C'])) })],
    ['with wider limits', person.extend({ id: z.string().max(40), age: z.number().min(-1).max(200) })],
    ['with another description', person.extend({ id: z.string().max(20).describe('new words') })],
    ['that allows for null', person.extend({ id: z.string().max(20).nullable() })],
  ])('%s', (_, newer) => {
    expect(between(newer, person)).toEqual([])
  })
})

describe('a schema does not read what was stored under an older one', () => {
  const secret = (dataClass: string) => person.extend({ id: z.string().max(20).nullable().meta({ dataClass }) })
  it.each<[string, z.ZodType, z.ZodType, string]>([
    [
      'a member that has to be there now',
      person.extend({ note: z.string() }),
      person,
      'note: must be there now, and could be left out',
    ],
    [
      'a default does not help: it is filled in when writing',
      person.extend({ note: z.string().default('') }),
      person,
      'note: must be there now, and could be left out',
    ],
    ['a member that is gone', person.omit({ age: true }), person, 'age: is not allowed any more'],
    [
      'a value that is gone',
      person.extend({ tags: z.array(z.enum(['A'])) }),
      person,
      'tags.*: "B" is not allowed any more',
    ],
    ['a shorter text', person.extend({ id: z.string().max(10) }), person, 'id: maxLength is 10 now, and was 20'],
    [
      'a form where there was none',
      person.extend({ id: z.string().max(20).regex(/^x/) }),
      person,
      'id: pattern is "^x" now, and was not there',
    ],
    ['another kind of value', person.extend({ age: z.string() }), person, 'age: was integer, and is string'],
    [
      'null that is gone',
      person,
      person.extend({ id: z.string().max(20).nullable() }),
      'id: null is not allowed any more',
    ],
    [
      'what was stored in clear and is sealed now',
      secret('C2'),
      person,
      'id: is sealed now (C2), and was stored in clear',
    ],
    [
      'what was sealed and is not now',
      person.extend({ id: z.string().max(20).nullable() }),
      secret('C2'),
      'id: was sealed as C2, and is not now',
    ],
    ['what was sealed under another class', secret('C3'), secret('C2'), 'id: was sealed as C2, and is C3 now'],
  ])('%s', (_, newer, older, says) => {
    expect(between(newer, older)).toEqual([says])
  })
})

describe('the law', () => {
  const leaves: readonly z.ZodType[] = [
    z.string(),
    z.string().min(2).max(5),
    z.string().regex(/^[a-c]{1,3}$/),
    z.enum(['A', 'B']),
    z.enum(['A', 'B', 'C']),
    z.literal('A'),
    z.int().min(0).max(9),
    z.int().min(3).max(20),
    z.number().min(0).max(9),
    z.boolean(),
    z.null(),
    z.iso.date(),
    z.enum(['A']).nullable(),
    z.int().min(0).max(20).nullable(),
  ]
  const schemas = fc.letrec<{ any: z.ZodType }>((tie) => ({
    any: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom(...leaves),
      tie('any').map((of) => z.array(of).max(3)),
      tie('any').map((of) => z.record(z.string().max(3), of)),
      fc.tuple(tie('any'), tie('any')).map(([one, other]) => z.union([one, other])),
      fc
        .record({ a: tie('any'), b: tie('any') }, { requiredKeys: [] })
        .map((shape) => z.strictObject(shape as z.ZodRawShape)),
      fc
        .record({ a: tie('any').map((each) => each.optional()), c: tie('any') }, { requiredKeys: [] })
        .map((shape) => z.strictObject(shape as z.ZodRawShape)),
    ),
  })).any

  /** Whether nothing was named; then everything that is stored has to be readable. */
  function reads(newer: z.ZodType, older: z.ZodType): boolean {
    const [now, before] = [schemaOf(newer), schemaOf(older)]
    if (narrowings(now, before).length > 0) return false
    for (const payload of fc.sample(payloads(before), { numRuns: 8, seed: 1 })) {
      if (older.safeParse(payload).success)
        expect(newer.safeParse(payload).success, JSON.stringify({ payload, now, before })).toBe(true)
    }
    return true
  }

  it('whatever was stored under the older one is read by the newer one, unless a narrowing is named', () => {
    let held = 0
    for (const older of leaves) for (const newer of leaves) held += Number(reads(newer, older))
    expect(held).toBeGreaterThan(leaves.length)
  })

  it('also inside of lists, unions, members and dictionaries', () => {
    let held = 0
    const pairs = fc.tuple(schemas, schemas, fc.constantFrom('other', 'union', 'list'))
    fc.assert(
      fc.property(pairs, ([older, other, how]) => {
        if (how === 'other') held += Number(reads(other, older))
        if (how === 'union') held += Number(reads(z.union([other, older]), older))
        if (how === 'list') held += Number(reads(z.array(z.union([other, older])), z.array(older).max(2)))
      }),
      { numRuns: 150 },
    )
    expect(held).toBeGreaterThan(75)
  })
})
