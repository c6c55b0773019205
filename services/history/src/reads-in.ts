import type { EventRegistry, RecordedEvent } from '@kooperacje/events'

/** Whose data is in the hands of a reader, of which thing, and which fields. */
export interface ReadOfPerson {
  readonly ledger: string
  readonly subject: string
  /** `case/…` */
  readonly object: string
  readonly fields: readonly string[]
}

/**
 * What showing these events would show of persons, for the register of reads: one entry for each person and thing. Null is what
 * is left of a forgotten person, and of a field that was not opened: nothing of it is shown.
 *
 * @param fieldName how the register calls a field of a type
 */
export function readsIn(
  registry: EventRegistry,
  events: readonly RecordedEvent[],
  fieldName: (type: string, path: string) => string = (_, path) => path,
): readonly ReadOfPerson[] {
  const found = new Map<string, { ledger: string; subject: string; object: string; fields: Set<string> }>()
  for (const { type, ledger, streamType, streamId, data } of events) {
    const registered = registry.get(type)
    if (!registered?.subject) continue
    const fields = registered.personal.map(({ path }) => path.join('.')).filter((path) => isPresent(data, path))
    if (fields.length === 0) continue
    const subject = registered.subject(data, streamId)
    const object = `${streamType}/${streamId}`
    const row = found.get(`${object} ${subject}`) ?? { ledger, subject, object, fields: new Set() }
    for (const field of fields) row.fields.add(fieldName(type, field))
    found.set(`${object} ${subject}`, row)
  }
  return [...found.values()].map((row) => ({ ...row, fields: [...row.fields] }))
}

/** `*` stands for any element of a list. */
function isPresent(node: unknown, path: string): boolean {
  const [head = '', ...rest] = path.split('.')
  if (path === '') return node !== null && node !== undefined
  if (typeof node !== 'object' || node === null) return false
  const below = head === '*' ? Object.values(node) : [(node as Record<string, unknown>)[head]]
  return below.some((value) => isPresent(value, rest.join('.')))
}
