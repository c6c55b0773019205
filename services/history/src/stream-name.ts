/** One stream: the facts about one thing, by its kind and id. */
export interface StreamName {
  readonly type: string
  readonly id: string
}

/** `case/case-A`; null for a text that names no stream. An id may hold any character, slashes too. */
export function streamNameOf(text: string): StreamName | null {
  const [, type, id] = /^([a-z][a-z0-9-]{0,39})\/(.{1,200})$/su.exec(text) ?? []
  return type && id ? { type, id } : null
}

export const streamText = ({ type, id }: StreamName): string => `${type}/${id}`
