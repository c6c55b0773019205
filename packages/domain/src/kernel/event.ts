import type { z } from 'zod'

/**
 * Classes of data (domain facts, section on data protection): C0 public, C1 contact and staff, C2 ordinary client
 * data, C3 special category (RODO art. 9), C4 convictions and court orders (art. 10), C5 violence-related, restricted.
 */
export type DataClass = 'C0' | 'C1' | 'C2' | 'C3' | 'C4' | 'C5'

/** Personal data of a client starts at C2; from there on a field never reaches the database in clear. */
export type PersonalClass = Exclude<DataClass, 'C0' | 'C1'>

/**
 * Declares a field of personal data. The event store seals such fields under the key of the person they are about.
 * `null` is what a reader gets after the person's key was destroyed, so every reader is made to think of it.
 */
export const personal = <T extends z.ZodType>(dataClass: PersonalClass, schema: T) =>
  schema.nullable().meta({ dataClass })

/**
 * Sealed under the key of the stream itself, for words about a client in a fact that does not name them: the keys of their
 * cases, contracts and meetings are destroyed with their own.
 */
export const ofStream = (_data: unknown, streamId: string): string => streamId

/** A fact of the domain: what the registry, the store and the reference page know about one type of event. */
export interface EventDefinition<Type extends string = string, Data extends z.ZodObject = z.ZodObject> {
  readonly type: Type
  /** Version of the payload's schema. An older stored version is lifted by `upcast` on reading. */
  readonly version: number
  readonly data: Data
  /** Person key whose vault key seals the personal fields; without personal fields there is none. */
  readonly subject?: (data: z.output<Data>, streamId: string) => string
  /** `upcast[n]` turns a payload of version n into one of version n + 1. */
  // biome-ignore lint/suspicious/noExplicitAny: an old payload has no type of its own any more
  readonly upcast?: Readonly<Record<number, (data: any) => unknown>>
  /** One sentence for the reference page. */
  readonly about: string
}

export type DataOf<D> = D extends EventDefinition<string, infer S> ? z.output<S> : never

/** A fact that a command would add; the store gives it its place and the time of recording. */
export interface NewEvent<Type extends string = string, Data = unknown> {
  readonly type: Type
  readonly data: Data
}

/** A fact as folds see it. `occurredAt` is the business time, ISO 8601 in UTC. */
export interface PastEvent<Type extends string = string, Data = unknown> extends NewEvent<Type, Data> {
  readonly streamId: string
  readonly occurredAt: string
}

/** A past fact of one type, for what folds and remembers it. */
export type Fact<D> = PastEvent<string, DataOf<D>>

export function defineEvent<Type extends string, Data extends z.ZodObject>(
  definition: EventDefinition<Type, Data>,
): EventDefinition<Type, Data> {
  return definition
}

export function event<D extends EventDefinition>(definition: D, data: DataOf<D>): NewEvent<D['type'], DataOf<D>> {
  return { type: definition.type, data }
}
