import type { RecordedEvent } from '@kooperacje/events'

/** A row as the engine sees it; `table<Row>()` gives callers the real type. */
export type AnyRow = Readonly<Record<string, unknown>>

/** What a fact does to rows. Made by the methods of a table, carried out by the engine in the order of the facts. */
export type Change = InsertChange | KeyedChange | MatchingChange | LookChange | OnceChange

/** Adds a row unless its key is taken: a fact that comes twice adds once. */
export interface InsertChange {
  readonly kind: 'insert'
  readonly table: AnyTable
  readonly row: AnyRow
  /** The key holds the position of this fact, so that no row can have it and none is looked for. */
  readonly isNew?: true
}

/** Replaces one row: `null` in means that there is none, `null` out that there shall be none. */
export interface KeyedChange {
  readonly kind: 'keyed'
  readonly table: AnyTable
  readonly key: AnyRow
  readonly change: (row: AnyRow | null) => AnyRow | null
}

/** Replaces every row that has these values. */
export interface MatchingChange {
  readonly kind: 'matching'
  readonly table: AnyTable
  readonly match: AnyRow
  readonly change: (row: AnyRow) => AnyRow | null
}

/** Says what to change only after looking at a row of the same projection. */
export interface LookChange {
  readonly kind: 'look'
  readonly table: AnyTable
  readonly key: AnyRow
  readonly decide: (row: AnyRow | null) => Changes
}

/** Goes on once these rows are loaded, so that they come with others and not one by one as each is found to be missing. */
export interface OnceChange {
  readonly kind: 'once'
  readonly table: AnyTable
  readonly match: AnyRow
  readonly then: () => Changes
}

export type Changes = Change | readonly Changes[] | null | undefined

/** Filled in by the engine on every row that it writes. */
type Stamped = 'ledger' | 'position' | 'updatedPosition'
type Fields<Row> = Omit<Row, Stamped>
type Patch<Row> = Partial<Fields<Row>> | ((row: Readonly<Row>) => Partial<Fields<Row>> | null)

export interface Table<Row, Key extends keyof Row> {
  readonly isLog: boolean
  readonly stream: string | null
  /** Its name in schema `rm`. */
  readonly name: string
  /** What tells its rows apart inside a ledger. */
  readonly key: readonly string[]
  readonly stamp: (row: AnyRow, event: RecordedEvent, isNew: boolean) => AnyRow

  insert(row: Fields<Row>): Change
  /** The same where the key holds the position of the fact that adds the row: nothing can have it yet. */
  add(row: Fields<Row>): Change
  /** Changes nothing where there is no such row, or where the function answers null. */
  update(key: Pick<Row, Key>, patch: Patch<Row>): Change
  upsert(key: Pick<Row, Key>, change: (row: Readonly<Row> | null) => Fields<Row>): Change
  updateWhere(match: Partial<Row>, patch: Patch<Row>): Change
  delete(key: Pick<Row, Key>): Change
  deleteWhere(match: Partial<Row>): Change
  look(key: Pick<Row, Key>, decide: (row: Readonly<Row> | null) => Changes): Change
  once(match: Partial<Row>, then?: () => Changes): Change
}

export interface AnyTable extends Pick<Table<AnyRow, string>, 'name' | 'key' | 'stamp'> {
  /** Rows are only ever added: nothing has to be known of the others. */
  readonly isLog: boolean
  /** Column with the id of the one stream whose facts make the row; null where facts of several streams do. */
  readonly stream: string | null
}

/** A table to which rows are added and whose rows nothing ever changes or looks at, so that none is kept in memory. */
export type Log<Row> = AnyTable & { insert(row: Omit<Row, 'ledger' | 'position'>): Change }

interface OfStream<Row> {
  /**
   * The column that holds the id of the stream whose facts make the row, and no others do: the engine holds handlers to it.
   * When such a fact is corrected, the rows of its stream are made anew and not those of the whole ledger.
   */
  readonly stream?: keyof Row & string
}

export interface TableOptions<Row> extends OfStream<Row> {
  /** More columns that every fact sets on every row it touches. */
  readonly stamp?: (event: RecordedEvent) => Partial<Fields<Row>>
  /** Rows are written once and never changed, so they have no `updatedPosition`. */
  readonly writtenOnce?: boolean
  /** Default true: the row remembers in `position` which fact brought it about. */
  readonly positioned?: boolean
}

/** A table of schema `rm` that a projection writes: `table<CasesTable, 'caseId'>('cases', ['caseId'])`. */
export function table<Row extends { ledger: string }, Key extends keyof Row>(
  name: string,
  key: readonly (Key & string)[],
  { stream, stamp, writtenOnce = false, positioned = true }: TableOptions<Row> = {},
): Table<Row, Key> {
  const self: Table<Row, Key> = {
    isLog: false,
    name,
    key,
    stream: stream ?? null,
    stamp: (row, event, isNew) => ({
      ...row,
      ...(isNew ? { ledger: event.ledger, ...(positioned ? { position: event.position } : {}) } : {}),
      ...stamp?.(event),
      ...(writtenOnce ? {} : { updatedPosition: event.position }),
    }),
    insert: (row) => ({ kind: 'insert', table: self, row }),
    add: (row) => ({ kind: 'insert', table: self, row, isNew: true }),
    update: (key, patch) => keyed(key, (row) => row && patched(row, patch)),
    upsert: (key, change) => keyed(key, (row) => ({ ...row, ...change(row as Row | null) })),
    updateWhere: (match, patch) => ({ kind: 'matching', table: self, match, change: (row) => patched(row, patch) }),
    delete: (key) => keyed(key, () => null),
    deleteWhere: (match) => ({ kind: 'matching', table: self, match, change: () => null }),
    look: (key, decide) => ({ kind: 'look', table: self, key: key as AnyRow, decide: decide as LookChange['decide'] }),
    once: (match, then = () => null) => ({ kind: 'once', table: self, match, then }),
  }
  const keyed = (key: Pick<Row, Key>, change: KeyedChange['change']): Change => ({
    kind: 'keyed',
    table: self,
    key: key as AnyRow,
    change,
  })
  const patched = (row: AnyRow, patch: Patch<Row>): AnyRow => {
    const fields = typeof patch === 'function' ? patch(row as Row) : patch
    return fields === null ? row : { ...row, ...fields }
  }
  return self
}

/** `log<CaseTimelineTable>('case_timeline', ['caseId', 'position'])`: one row for each fact at most. */
export function log<Row extends { ledger: string; position: number }>(
  name: string,
  key: readonly (keyof Row & string)[],
  { stream }: OfStream<Row> = {},
): Log<Row> {
  const self: Log<Row> = {
    isLog: true,
    name,
    key,
    stream: stream ?? null,
    stamp: (row, { ledger, position }) => ({ ...row, ledger, position }),
    insert: (row) => ({ kind: 'insert', table: self, row: row as unknown as AnyRow }),
  }
  return self
}

/** All changes in order, out of whatever nesting a handler found convenient. */
export function* flatten(changes: Changes): Generator<Change> {
  if (!changes) return
  if ('kind' in changes) yield changes
  else for (const change of changes) yield* flatten(change)
}

/** Keys are short texts and numbers; the separator cannot be typed into either. */
export const keyOf = (columns: readonly string[], row: AnyRow): string =>
  columns.length === 1 ? String(row[columns[0] as string]) : columns.map((column) => String(row[column])).join('\u0000')
