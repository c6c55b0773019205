import { eventDefinitions } from '@kooperacje/domain'
import { EventRegistry } from '@kooperacje/events'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { published, toPublish } from './published.ts'

const standing = await published()
const registry = new EventRegistry(eventDefinitions)

describe('the published schemas of events', () => {
  it.each(eventDefinitions.map((definition) => [definition.type, definition] as const))(
    '%s: what the code writes is published, and what was stored can be read (pnpm reference publishes it)',
    (type, definition) => {
      expect(toPublish(definition, standing.get(type))).toEqual({ schema: null })
    },
  )

  it.each([...standing.keys()])('%s is still known, with every version from 1 to its newest', (type) => {
    const versions = [...standing.get(type)!.keys()].toSorted((a, b) => a - b)
    expect(registry.get(type)?.version).toBe(versions.at(-1))
    expect(versions).toEqual(versions.map((_, place) => place + 1))
  })

  const stored = [...standing].flatMap(([type, versions]) =>
    [...versions].flatMap(([version, { examples }]) => examples.map((example, at) => ({ type, version, example, at }))),
  )
  it.each(stored)('a stored $type of version $version reads as one of today ($at)', ({ type, version, example }) => {
    const known = registry.get(type)!
    const lifted = registry.upcast(known, version, example)
    expect(lifted.version).toBe(known.version)
    expect(known.data.parse(lifted.data)).toEqual(lifted.data)
  })
})

describe('publishing', () => {
  const noted = (data: z.ZodObject, version = 1) => ({ type: 'Noted', version, data })
  const first = z.strictObject({ text: z.string(), kind: z.enum(['A', 'B']) })
  const versions = new Map([[1, publishedOf(noted(first))]])

  it('gives a new type its first version, with examples', () => {
    const { $id, examples } = publishedOf(noted(first))
    expect($id).toBe('/schemas/Noted/1')
    for (const example of examples) expect(first.safeParse(example).success).toBe(true)
  })

  it('follows a change that reads everything that was stored, and keeps the examples', () => {
    const wider = first.extend({ kind: z.enum(['A', 'B', 'C']), more: z.string().optional() })
    expect(publishedOf(noted(wider), versions).examples).toEqual(versions.get(1)!.examples)
  })

  it('refuses one that does not, and says where and what to do', () => {
    expect(toPublish(noted(first.extend({ more: z.string() })), versions)).toEqual({
      refused:
        "Noted, version 1: 'more' must be there now, and could be left out. Payloads are stored that could not be read: raise the version and add an upcaster from 1",
    })
  })

  it('takes it as a version of its own', () => {
    expect(publishedOf(noted(first.extend({ more: z.string() }), 2), versions)).toMatchObject({
      $id: '/schemas/Noted/2',
    })
  })

  it('refuses to go back behind a published version', () => {
    const later = new Map([...versions, [2, publishedOf(noted(first, 2))]])
    expect(toPublish(noted(first), later)).toEqual({
      refused: 'Noted: version 2 was published, and the code has version 1',
    })
  })

  function publishedOf(...args: Parameters<typeof toPublish>) {
    const answer = toPublish(...args)
    if (!('schema' in answer) || !answer.schema) throw new Error(JSON.stringify(answer))
    return answer.schema
  }
})
