import type { z } from 'zod'
import { type PersonalField, personalFields } from './personal.ts'
import { MAX_TYPE_CHARS } from './structure.ts'
import type { PayloadIssue } from './types.ts'

/** What the store must know of an event type. The domain's definitions fit it; this package knows no domain. */
export interface EventType {
  readonly type: string
  readonly version: number
  readonly data: z.ZodObject
  // Payload types differ per event; the registry only passes them through.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  readonly subject?: ((data: any, streamId: string) => string) | undefined
  // biome-ignore lint/suspicious/noExplicitAny: see above
  readonly upcast?: Readonly<Record<number, (data: any) => unknown>> | undefined
}

export interface RegisteredType extends EventType {
  readonly personal: readonly PersonalField[]
  /** Highest class among the fields. */
  readonly dataClass: string
}

export class EventRegistry {
  readonly #types = new Map<string, RegisteredType>()

  constructor(types: readonly EventType[]) {
    for (const type of types) {
      if (this.#types.has(type.type)) throw new Error(`event type ${type.type} is registered twice`)
      if (type.type.length > MAX_TYPE_CHARS) throw new Error(`event type ${type.type} has too long a name`)
      const personal = personalFields(type.data)
      if (personal.length > 0 && !type.subject) {
        throw new Error(`event type ${type.type} has personal fields but does not say whose they are`)
      }
      for (let version = 1; version < type.version; version++) {
        if (!type.upcast?.[version])
          throw new Error(`event type ${type.type} lacks the upcaster from version ${version}`)
      }
      const dataClass =
        personal
          .map((field) => field.dataClass)
          .sort()
          .at(-1) ?? 'C0'
      this.#types.set(type.type, { ...type, personal, dataClass })
    }
  }

  get(type: string): RegisteredType | undefined {
    return this.#types.get(type)
  }

  all(): readonly RegisteredType[] {
    return [...this.#types.values()]
  }

  /** The payload as its schema makes it (defaults filled in), or what is wrong with it and where. */
  parse(type: RegisteredType, data: unknown): { data: unknown } | { issues: PayloadIssue[] } {
    const result = type.data.safeParse(data)
    if (result.success) return { data: result.data }
    return { issues: result.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })) }
  }

  /** Lifts a stored payload to the present schema version. A newer one passes: an old reader meets a newer writer. */
  upcast(type: RegisteredType, storedVersion: number, data: unknown): { data: unknown; version: number } {
    let lifted = data
    for (let version = storedVersion; version < type.version; version++) lifted = type.upcast?.[version]?.(lifted)
    return { data: lifted, version: Math.max(storedVersion, type.version) }
  }
}
