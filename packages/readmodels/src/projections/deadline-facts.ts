import {
  type Correction,
  fieldsOf,
  haltTypes,
  isWatched,
  type Models,
  partnershipNamed,
  type StreamFact,
} from '@kooperacje/domain'
import type { RecordedEvent } from '@kooperacje/events'
import type { DeadlineSubjectsTable, KeptFact } from '../schema.ts'

/** The versions of the model that a thing has run on, so far as its facts name any. */
const booksOf = (facts: readonly KeptFact[], models: Models) =>
  [null, ...new Set(facts.flatMap(({ d }) => (typeof d.modelVersion === 'string' ? d.modelVersion : [])))].map(models)

const haltsOrNames = (event: RecordedEvent): boolean => {
  if (haltTypes.includes(event.type) || partnershipNamed(event) !== null) return true
  return typeof (event.data as { modelVersion?: unknown } | null)?.modelVersion === 'string'
}

/** A fact as the rules of these versions need it, or null where none looks at such facts. */
export function keptFact(event: RecordedEvent, known: readonly KeptFact[], models: Models): KeptFact | null {
  const named = (event.data as { modelVersion?: unknown } | null)?.modelVersion
  const books = booksOf(known, models)
  if (typeof named === 'string') books.push(models(named))
  const watched = books.some((book) => isWatched(book, event.streamType, event.type))
  if (!watched && !haltsOrNames(event)) return null
  const fields = new Set(books.flatMap((book) => [...fieldsOf(book)]))
  return {
    v: event.streamVersion,
    p: event.position,
    at: event.occurredAt,
    r: event.recordedAt,
    by: event.metadata.actorId,
    role: event.metadata.actorRole,
    t: event.type,
    d: picked(event.data, fields),
  }
}

/** Only what rules ask for, and only plain values: free words and sealed fields stay in the log. */
export function picked(data: unknown, fields: ReadonlySet<string>): Readonly<Record<string, unknown>> {
  const entries = Object.entries((data ?? {}) as Record<string, unknown>)
  return Object.fromEntries(
    entries.filter(([field, value]) => fields.has(field) && ['string', 'number', 'boolean'].includes(typeof value)),
  )
}

/** The facts as a correction leaves them; null where it concerns none that rules look at. */
export function correctedFacts(
  facts: readonly KeptFact[],
  { corrects, occurredAt, fact }: Correction,
  models: Models,
): readonly KeptFact[] | null {
  if (!facts.some(({ v }) => v === corrects)) return null
  const fields = new Set(booksOf(facts, models).flatMap((book) => [...fieldsOf(book)]))
  return facts.map((each) => {
    if (each.v !== corrects) return each
    const { x: _, ...rest } = each
    if (fact === undefined) return { ...rest, x: true as const }
    return { ...rest, at: occurredAt ?? each.at, d: picked(fact, fields) }
  })
}

export const happened = (facts: readonly KeptFact[]): readonly StreamFact[] =>
  facts.flatMap(({ t, d, at, p, x }) => (x ? [] : { type: t, data: d, occurredAt: at, position: p }))

/** The partnership that a thing belongs to: itself, or the one that its newest naming fact names. */
export function partnershipOf(about: string, facts: readonly KeptFact[]): DeadlineSubjectsTable['partnershipId'] {
  if (about.startsWith('partnership/')) return about.slice('partnership/'.length)
  const naming = facts.findLast(({ d, x }) => !x && typeof d.partnershipId === 'string')
  return (naming?.d.partnershipId as string | undefined) ?? null
}
