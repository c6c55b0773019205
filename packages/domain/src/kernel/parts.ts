import type { ProcessState } from './definition.ts'
import {
  ABSENT,
  holds,
  type PartDescription,
  type PartRow,
  type Path,
  type ProcessDescription,
  pathOf,
  valuesAt,
} from './description.ts'
import type { NewEvent } from './event.ts'
import { type Refusal, refuse } from './refusal.ts'

/** Things inside a stream with a course of their own (`description.ts`): where they stand, and how facts move them. */

export const partStatus = (state: ProcessState, kind: string, id: string): string => {
  const parts = state.parts[kind]
  return parts && Object.hasOwn(parts, id) ? (parts[id] as string) : ABSENT
}

/** Ids of the parts of a kind, in the order in which they came. */
export const partsOf = (state: ProcessState, kind: string, ...statuses: readonly string[]): readonly string[] =>
  Object.entries(state.parts[kind] ?? {})
    .filter(([, status]) => statuses.length === 0 || statuses.includes(status))
    .map(([id]) => id)

interface Row extends PartRow {
  /** What `of` says; null for every part there is. */
  readonly path: Path | null
}

interface Concerned {
  readonly kind: string
  readonly part: PartDescription
  readonly rows: readonly Row[]
}

/** Most facts concern no part: found out once a description, as every fold asks (8 % of a replay's time before). */
const concerns = new WeakMap<ProcessDescription, Map<string, readonly Concerned[]>>()

function concernedBy(description: ProcessDescription, type: string): readonly Concerned[] {
  let byType = concerns.get(description)
  if (!byType) {
    byType = new Map()
    for (const [kind, part] of Object.entries(description.parts ?? {})) {
      for (const [type, rows] of Object.entries(part.transitions)) {
        const withPaths = rows.map((row) => ({ ...row, path: row.of === '*' ? null : pathOf(row.of) }))
        byType.set(type, [...(byType.get(type) ?? []), { kind, part, rows: withPaths }])
      }
    }
    concerns.set(description, byType)
  }
  return byType.get(type) ?? NONE
}
const NONE: readonly Concerned[] = []

/** The rows that a fact could take; which of them fits is a question of the part's own state. */
const open = (rows: readonly Row[], state: ProcessState, data: unknown): readonly Row[] =>
  rows.filter((row) => (row.in?.includes(state.status) ?? true) && holds(row.when, data))

function idsIn(rows: readonly Row[], state: ProcessState, kind: string, data: unknown): ReadonlySet<string> {
  const ids = new Set<string>()
  for (const { path } of rows) for (const id of path ? valuesAt(path, data) : partsOf(state, kind)) ids.add(id)
  return ids
}

export function partsAllow(
  description: ProcessDescription,
  state: ProcessState,
  type: string,
  data: unknown,
): Refusal | null {
  for (const { kind, rows } of concernedBy(description, type)) {
    const named = open(rows, state, data).filter(({ path }) => path !== null)
    for (const id of idsIn(named, state, kind, data)) {
      const status = partStatus(state, kind, id)
      if (named.some(({ from }) => from.includes(status))) continue
      const allowedIn = [...new Set(named.flatMap(({ from }) => from))]
      return refuse('not-allowed-in-state', { process: kind, id, state: status, step: type, allowedIn })
    }
  }
  return null
}

/**
 * A row for every part moves those that it fits; a named part is moved in any case, total like the stream itself. With
 * `inPlace` the list of the state that is given is changed and not copied.
 */
export function movedParts(
  description: ProcessDescription,
  state: ProcessState,
  { type, data }: NewEvent,
  inPlace: boolean,
): ProcessState['parts'] {
  let parts = state.parts
  for (const { kind, part, rows } of concernedBy(description, type)) {
    const possible = open(rows, state, data)
    const moved = new Map<string, string>()
    for (const id of idsIn(possible, state, kind, data)) {
      const status = partStatus(state, kind, id)
      const row = possible.find(({ from }) => from.includes(status)) ?? possible.find(({ path }) => path !== null)
      if (row && row.to !== status) moved.set(id, row.to)
    }
    if (moved.size === 0) continue
    const known = inPlace && parts[kind] ? (parts[kind] as Record<string, string>) : copyOf(parts[kind])
    for (const [id, status] of moved) {
      if (part.states[status]?.forgotten) delete known[id]
      else known[id] = status
    }
    if (known !== parts[kind]) parts = { ...parts, [kind]: known }
  }
  return parts
}

/**
 * Key by key, because a spread copies an object of hundreds of keys, some of them deleted, eight times as slowly: 3 ms each
 * time a team of a partnership with 300 of them comes or goes.
 */
function copyOf(parts: Readonly<Record<string, string>> = {}): Record<string, string> {
  const copy: Record<string, string> = {}
  for (const id of Object.keys(parts)) copy[id] = parts[id] as string
  return copy
}
