import { type Choice, type ChoiceSource, choicesOf } from './choices.ts'
import { at } from './form.ts'
import type { Asked, Field } from './shape.ts'

/** What each field of a form can be chosen from, by its path without the numbers of rows. */
export type Offered = ReadonlyMap<string, readonly Choice[]>

export const withoutRows = (path: string): string => path.replaceAll(/\.\d+/g, '')

/** Asked once for each field, however many rows there are. */
export async function offeredFor(source: ChoiceSource, command: string, fields: readonly Field[]): Promise<Offered> {
  const offers = pathsIn(fields, '').flatMap((path) => {
    const choices = choicesOf(command, path)
    return choices === undefined ? [] : [{ path, choices }]
  })
  // One list may serve several fields: it is read once.
  const read = new Map<unknown, Promise<readonly Choice[]>>()
  const found = await Promise.all(
    offers.map(async ({ path, choices }) => {
      const reading = read.get(choices) ?? Promise.resolve(choices(source))
      read.set(choices, reading)
      return [path, await reading] as const
    }),
  )
  return new Map(found)
}

const pathsIn = (fields: readonly Field[], path: string): readonly string[] =>
  fields.flatMap(({ name, asks }) => pathsAt(asks, at(path, name)))

function pathsAt(asks: Asked, path: string): readonly string[] {
  switch (asks.kind) {
    case 'group':
      return pathsIn(asks.fields, path)
    case 'variant':
      return asks.options.flatMap(({ fields }) => pathsIn(fields, path))
    case 'rows':
      return [path, ...pathsAt(asks.of, path)]
    case 'text':
    case 'id':
    case 'number':
      return [path]
    default:
      return []
  }
}
