import { instant } from '@kooperacje/events'
import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely'
import pg, { type CustomTypesConfig, type Pool } from 'pg'
import type { ReadModelTables } from './schema.ts'

const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  20: Number, // int8: positions stay far below 2^53
  1082: (day) => day, // date: a Date object would move a civil day by the zone of the process
  1182: (days) => (days === '{}' ? [] : days.slice(1, -1).split(',')), // date[]
  1184: instant, // timestamptz
}

/** How rows come out: days as `YYYY-MM-DD`, moments as ISO 8601 in UTC, positions as numbers. */
export const fieldTypes: CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text') => parsers[oid] ?? pg.types.getTypeParser(oid, format)) as never,
}

const known = new WeakMap<Pool, Kysely<ReadModelTables>>()

/** Typed queries over the caller's pool; closing it stays the caller's business. */
export function readModels(pool: Pool): Kysely<ReadModelTables> {
  const before = known.get(pool)
  if (before) return before
  const dialect = new PostgresDialect({
    pool: {
      connect: async () => {
        const client = await pool.connect()
        const query = (text: unknown, values?: readonly unknown[]) =>
          client.query({ text: text as string, values: values as unknown[], types: fieldTypes })
        return { query: query as never, release: (destroy?: boolean) => client.release(destroy) }
      },
      end: async () => {},
      options: {},
    },
  })
  // Keys inside jsonb are data, not names of columns: they stay as they are.
  const plugins = [new CamelCasePlugin({ maintainNestedObjectKeys: true })]
  const db = new Kysely<ReadModelTables>({ dialect, plugins }).withSchema('rm')
  known.set(pool, db)
  return db
}
