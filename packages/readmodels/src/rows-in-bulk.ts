import type { PoolClient } from 'pg'
import { fieldTypes } from './database.ts'
import { storableJson } from './storable.ts'
import type { AnyRow, AnyTable } from './table.ts'

export type Schema = 'rm' | 'rm_next'

interface Column {
  /** In rows; the database's name is in snake case. */
  readonly name: string
  readonly sql: string
  readonly type: string
}

/** The shape of a table changes with a migration only, and processes are started anew after one. */
const shapes = new Map<string, Promise<readonly Column[]>>()

function columnsOf(client: PoolClient, table: AnyTable): Promise<readonly Column[]> {
  const known = shapes.get(table.name)
  if (known) return known
  const asked = askColumns(client, table)
  shapes.set(table.name, asked)
  asked.catch(() => shapes.delete(table.name))
  return asked
}

async function askColumns(client: PoolClient, table: AnyTable): Promise<readonly Column[]> {
  const { rows } = await client.query<{ column: string; type: string }>(
    `select attname as column, format_type(atttypid, atttypmod) as type from pg_attribute
      where attrelid = format('rm.%I', $1::text)::regclass and attnum > 0 and not attisdropped order by attnum`,
    [table.name],
  )
  return rows.map(({ column, type }) => ({ name: camelCase(column), sql: column, type }))
}

/** Of fewer keys planning would be most of the cost. */
const PLANNED_ANEW_FROM = 10

/**
 * The rows of a ledger that have one of these combinations of values; all of them in one statement. Each is looked up by
 * itself, which `offset 0` holds the planner to: on a table without statistics (just filled, just rebuilt) it takes a
 * ledger for a handful of rows and joins all of them with all keys; 1,200 keys among 3,000 rows took 400 ms so, and 2 by
 * their index. A prepared statement would keep the index that was as good as any while the table was empty.
 */
export async function loadRows(
  client: PoolClient,
  schema: Schema,
  table: AnyTable,
  ledger: string,
  by: readonly string[],
  values: readonly AnyRow[],
): Promise<AnyRow[]> {
  const columns = await columnsOf(client, table)
  const wanted = by.map((name) => column(table, columns, name))
  const text = `select ${columns.map(({ name, sql }) => `t.${sql} as "${name}"`).join(', ')}
             from unnest(${wanted.map(({ type }, at) => `$${at + 2}::${type}[]`).join(', ')})
               as k (${wanted.map(({ sql }) => sql).join(', ')})
            cross join lateral (
              select * from ${schema}.${table.name} o
               where o.ledger = $1 and ${wanted.map(({ sql }) => `o.${sql} = k.${sql}`).join(' and ')} offset 0) t`
  const { rows } = await client.query({
    ...(values.length < PLANNED_ANEW_FROM ? prepared(text) : { text }),
    values: [ledger, ...wanted.map(({ name }) => values.map((value) => value[name]))],
    types: fieldTypes,
  })
  return rows
}

/**
 * Rows travel as one JSON text that the server takes apart by the table's own column types. A row whose key is taken is
 * left as it is: it was there before, and what was added to a log is never changed.
 */
export async function addRows(
  client: PoolClient,
  schema: Schema,
  table: AnyTable,
  rows: readonly AnyRow[],
): Promise<void> {
  if (rows.length === 0) return
  const columns = await columnsOf(client, table)
  const key = ['ledger', ...table.key].map((name) => column(table, columns, name).sql)
  const statement = prepared(`insert into ${schema}.${table.name} (${columns.map(({ sql }) => sql).join(', ')})
           select * from json_to_recordset($1) as r (${columns.map(({ name, type }) => `"${name}" ${type}`).join(', ')})
           on conflict (${key.join(', ')}) do nothing`)
  for (const some of statementsOf(rows)) await client.query({ ...statement, values: [storableJson(some)] })
}

/**
 * Only the columns that differ in any of the rows are sent and set: a case has fifty, of which a fact changes a handful,
 * and taking the JSON apart is most of what a wide row costs.
 */
export async function changeRows(
  client: PoolClient,
  schema: Schema,
  table: AnyTable,
  ledger: string,
  changes: readonly { readonly before: AnyRow; readonly after: AnyRow }[],
): Promise<void> {
  const columns = await columnsOf(client, table)
  const differing = columns.filter(({ name }) => changes.some(({ before, after }) => !same(before[name], after[name])))
  if (differing.length === 0) return
  const key = table.key.map((name) => column(table, columns, name))
  const sent = [...key, ...differing]
  const text = `update ${schema}.${table.name} t set ${differing.map(({ name, sql }) => `${sql} = r."${name}"`).join(', ')}
           from json_to_recordset($2) as r (${sent.map(({ name, type }) => `"${name}" ${type}`).join(', ')})
          cross join lateral (
            select o.ctid from ${schema}.${table.name} o
             where o.ledger = $1 and ${key.map(({ name, sql }) => `o.${sql} = r."${name}"`).join(' and ')} offset 0) k
          where t.ctid = k.ctid`
  for (const some of statementsOf(changes)) {
    const rows = some.map(({ after }) => Object.fromEntries(sent.map(({ name }) => [name, after[name]])))
    await client.query(text, [ledger, storableJson(rows)])
  }
}

const same = (a: unknown, b: unknown): boolean =>
  a === b || (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b))

/** About a megabyte of JSON: larger statements are no faster and hold more memory on both sides. */
const ROWS_A_STATEMENT = 1000

export function* statementsOf<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < rows.length; at += ROWS_A_STATEMENT) yield rows.slice(at, at + ROWS_A_STATEMENT)
}

export async function deleteRows(
  client: PoolClient,
  schema: Schema,
  table: AnyTable,
  ledger: string,
  rows: readonly AnyRow[],
): Promise<void> {
  if (rows.length === 0) return
  const columns = await columnsOf(client, table)
  const key = table.key.map((name) => column(table, columns, name))
  await client.query({
    ...prepared(`delete from ${schema}.${table.name} t
            using json_to_recordset($2) as k (${key.map(({ name, type }) => `"${name}" ${type}`).join(', ')})
            where t.ledger = $1 and ${key.map(({ name, sql }) => `t.${sql} = k."${name}"`).join(' and ')}`),
    values: [ledger, storableJson(rows)],
  })
}

/** Every row of a ledger, to be made anew. */
export async function deleteLedger(client: PoolClient, schema: Schema, table: string, ledger: string): Promise<void> {
  await client.query(`delete from ${schema}.${table} where ledger = $1`, [ledger])
}

/** Every row that the facts of one stream have made. */
export async function deleteStream(
  client: PoolClient,
  schema: Schema,
  table: AnyTable & { readonly stream: string },
  ledger: string,
  id: string,
): Promise<void> {
  const { sql } = column(table, await columnsOf(client, table), table.stream)
  await client.query(`delete from ${schema}.${table.name} where ledger = $1 and ${sql} = $2`, [ledger, id])
}

/** All rows of a ledger, in the order of their keys. */
export async function allRows(client: PoolClient, table: AnyTable, ledger: string): Promise<AnyRow[]> {
  const columns = await columnsOf(client, table)
  const { rows } = await client.query({
    text: `select ${columns.map(({ name, sql }) => `${sql} as "${name}"`).join(', ')} from rm.${table.name} where ledger = $1`,
    values: [ledger],
    types: fieldTypes,
  })
  return rows
}

/** The server plans each of the few statements once a connection; their texts are longer than names may be. */
const statements = new Map<string, string>()
function prepared(text: string): { name: string; text: string } {
  const name = statements.get(text) ?? `rm.${statements.size}`
  statements.set(text, name)
  return { name, text }
}

function column(table: AnyTable, columns: readonly Column[], name: string): Column {
  const found = columns.find((candidate) => candidate.name === name)
  if (!found) throw new Error(`rm.${table.name} has no column for '${name}'`)
  return found
}

const camelCase = (name: string): string => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
