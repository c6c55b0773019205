import {
  type Correction,
  fieldsOf,
  haltTypes,
  isWatched,
  type Models,
  partnershipNamed,
  type RuleBook,
  type StreamFact,
} from '@kooperacje/domain'
import type { RecordedEvent } from '@kooperacje/events'
import type { DeadlineSubjectsTable, KeptFact } from '../schema.ts'

/** The versions of the model that a thing has run on, so far as its facts name any. */
function booksOf(facts: readonly KeptFact[], models: Models): Set<RuleBook> {
  const books = new Set<RuleBook>([models(null)])
  for (const { d } of facts) if (typeof d.modelVersion === 'string') books.add(models(d.modelVersion))
  return books
}

const haltsOrNames = (event: RecordedEvent): boolean =>
  haltTypes.includes(event.type) || partnershipNamed(event) !== null || versionNamed(event.data) !== null

function versionNamed(data: unknown): string | null {
  const named = (data as { modelVersion?: unknown } | null)?.modelVersion
  return typeof named === 'string' ? named : null
}

/** A fact as the rules of these versions need it, or null where none looks at such facts. */
export function keptFact(event: RecordedEvent, known: readonly KeptFact[], models: Models): KeptFact | null {
  const { streamType, type, data, metadata } = event
  const books = booksOf(known, models)
  const named = versionNamed(data)
  if (named !== null) books.add(models(named))
  const watched = [...books].some((book) => isWatched(book, streamType, type))
  if (!watched && !haltsOrNames(event)) return null
  return {
    v: event.streamVersion,
    p: event.position,
    at: event.occurredAt,
    r: event.recordedAt,
    by: metadata.actorId,
    role: metadata.actorRole,
    t: type,
    d: picked(data, books, streamType, type),
  }
}

/** Only what rules ask for, and only plain values: free words and sealed fields stay in the log. */
function picked(data: unknown, books: Iterable<RuleBook>, streamType: string, type: string): KeptFact['d'] {
  const payload = (data ?? {}) as Readonly<Record<string, unknown>>
  const kept: Record<string, unknown> = {}
  const keep = (field: string) => {
    const value = payload[field]
    if (['string', 'number', 'boolean'].includes(typeof value)) kept[field] = value
  }
  keep('modelVersion')
  keep('partnershipId')
  for (const book of books) for (const field of fieldsOf(book, streamType, type)) keep(field)
  return kept
}

/** The facts as a correction leaves them; null where it concerns none that rules look at. */
export function correctedFacts(
  streamType: string,
  facts: readonly KeptFact[],
  { corrects, occurredAt, fact }: Correction,
  models: Models,
): readonly KeptFact[] | null {
  if (!facts.some(({ v }) => v === corrects)) return null
  return facts.map((each) => {
    if (each.v !== corrects) return each
    const { x: _, ...rest } = each
    if (fact === undefined) return { ...rest, x: true as const }
    return { ...rest, at: occurredAt ?? each.at, d: picked(fact, booksOf(facts, models), streamType, each.t) }
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
