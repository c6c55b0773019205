import { readdir, readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { z } from 'zod'
import { payloads } from './arbitrary.ts'
import { narrowings, type Schema } from './narrowings.ts'

/** The form of the payloads of one version of one event type, with payloads of that version as `examples`. */
export interface PublishedSchema extends Schema {
  readonly $id: string
  readonly examples: readonly unknown[]
}

interface Definition {
  readonly type: string
  readonly version: number
  readonly data: z.ZodObject
}

const FOLDER = new URL('../../packages/domain/schemas/', import.meta.url)

export const fileOf = ({ type, version }: Pick<Definition, 'type' | 'version'>): URL =>
  new URL(`${type}.${version}.json`, FOLDER)

/** Every version of every type that was ever published, by type and then version. */
export async function published(): Promise<ReadonlyMap<string, ReadonlyMap<number, PublishedSchema>>> {
  const found = new Map<string, Map<number, PublishedSchema>>()
  for (const file of (await readdir(FOLDER)).toSorted()) {
    const [type = '', version = ''] = file.split('.')
    const schema = JSON.parse(await readFile(new URL(file, FOLDER), 'utf8')) as PublishedSchema
    found.set(type, (found.get(type) ?? new Map()).set(Number(version), schema))
  }
  return found
}

/**
 * What to publish for a type as the code has it now; null when that stands already.
 *
 * @param versions what is published of the type
 * @returns or why it may not be: stored payloads of that version could not be read any more
 */
export function toPublish(
  definition: Definition,
  versions: ReadonlyMap<number, PublishedSchema> = new Map(),
): { readonly schema: PublishedSchema | null } | { readonly refused: string } {
  const { type, version } = definition
  const newest = Math.max(0, ...versions.keys())
  if (version < newest)
    return { refused: `${type}: version ${newest} was published, and the code has version ${version}` }
  const schema = schemaOf(definition)
  const standing = versions.get(version)
  if (!standing) return { schema: { ...schema, examples: samples(definition, schema) } }
  const { examples, ...before } = standing
  if (JSON.stringify(before) === JSON.stringify(schema)) return { schema: null }
  const [narrowed, ...more] = narrowings(schema, before)
  if (!narrowed) return { schema: { ...schema, examples } }
  const others = more.length > 0 ? `, and ${more.length} more` : ''
  return {
    refused: `${type}, version ${version}: '${narrowed.path}' ${narrowed.says}${others}. Payloads are stored that could not be read: raise the version and add an upcaster from ${version}`,
  }
}

/** As it is stored: with defaults filled in, and before personal fields are sealed. */
function schemaOf({ type, version, data }: Definition): Omit<PublishedSchema, 'examples'> {
  const { $schema, ...schema } = z.toJSONSchema(data, { io: 'output' })
  return { $schema, $id: `/schemas/${type}/${version}`, title: type, ...schema } as Omit<PublishedSchema, 'examples'>
}

/** The least and the most that such a payload holds, of those that also keep the rules between fields. */
function samples({ type, data }: Definition, schema: Schema): readonly unknown[] {
  const valid = fc
    .sample(payloads(schema), { numRuns: 500, seed: 1 })
    .filter((payload) => data.safeParse(payload).success)
  const bySize = valid.toSorted((a, b) => size(a) - size(b))
  const [least, most] = [bySize[0], bySize.at(-1)]
  if (least === undefined) throw new Error(`no payload of ${type} was found among 500: give it one by hand`)
  return size(least) === size(most) ? [least] : [least, most]
}

const size = (payload: unknown): number => JSON.stringify(payload).length
