import type { TestDatabase } from '@kooperacje/infra/testing'
import { Client } from 'pg'

/** A column in which a text was found. */
export interface Find {
  readonly table: string
  readonly text: string
}

/**
 * Looks for texts in every row of every table of every schema that is not PostgreSQL's own, whatever the type of the column:
 * in every form of `formsOf`. The tables of the queue belong to the services, the others to the
 * owner; one that neither may read is a fault and not passed over.
 */
export async function findPlanted(
  { ownerUrl, serviceUrl }: Pick<TestDatabase, 'ownerUrl' | 'serviceUrl'>,
  texts: readonly string[],
): Promise<readonly Find[]> {
  const found: Find[] = []
  const unread = new Set<string>()
  const read = new Set<string>()
  for (const url of [ownerUrl, serviceUrl]) {
    await connected(url, async (client) => {
      const { rows: tables } = await client.query<{ name: string; readable: boolean }>(
        `select format('%I.%I', schemaname, tablename) as name,
                has_schema_privilege(schemaname, 'usage')
                  and has_table_privilege(format('%I.%I', schemaname, tablename), 'select') as readable
           from pg_tables where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
      )
      for (const { name, readable } of tables) {
        if (!readable) unread.add(name)
        else if (!read.has(name)) {
          read.add(name)
          found.push(...(await textsIn(client, name, texts)).map((text) => ({ table: name, text })))
        }
      }
    })
  }
  const missed = [...unread].filter((name) => !read.has(name))
  if (missed.length > 0) throw new Error(`nobody could look into ${missed.join(', ')}`)
  return found
}

/** Each row is made a text once, whatever the number of forms: there are more of those than of rows. */
async function textsIn(client: Client, table: string, texts: readonly string[]): Promise<readonly string[]> {
  const forms = texts.flatMap((text) => formsOf(text).map((form) => ({ text, form })))
  const { rows } = await client.query<{ text: string }>(
    `with said as materialized (select t::text as line from ${table} as t)
     select distinct f.text from unnest($1::text[], $2::text[]) as f (text, form)
      where exists (select from said where strpos(line, f.form) > 0)`,
    [forms.map(({ text }) => text), forms.map(({ form }) => form)],
  )
  return rows.map(({ text }) => text)
}

/** A text as it is and as it would stand inside of something else: bytes in hexadecimal and base64, JSON, a URL, a form. */
function formsOf(text: string): readonly string[] {
  const bytes = Buffer.from(text)
  const escaped = [...text]
    .map((sign) => (sign > '~' ? `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}` : sign))
    .join('')
  return [
    ...new Set([
      text,
      escaped,
      // A row written out as text doubles its backslashes.
      escaped.replaceAll('\\', '\\\\'),
      encodeURIComponent(text),
      encodeURIComponent(text).toLowerCase(),
      new URLSearchParams([['', text]]).toString().slice(1),
      bytes.toString('hex'),
      bytes.toString('hex').toUpperCase(),
      ...[0, 1, 2].flatMap((before) => base64Inside(bytes, before)),
    ]),
  ]
}

/** What base64 makes of the bytes, `before` others standing in front of them: without the signs that neighbours change. */
function base64Inside(bytes: Buffer, before: number): readonly string[] {
  const whole = Buffer.concat([Buffer.alloc(before), bytes])
  const from = before === 0 ? 0 : 4
  const to = Math.floor(whole.length / 3) * 4
  return (['base64', 'base64url'] as const).map((encoding) => whole.toString(encoding).slice(from, to))
}

/** Which of the texts stand in this one, in any form. */
export const plantedIn = (where: string, texts: readonly string[]): readonly string[] =>
  texts.filter((text) => formsOf(text).some((form) => where.includes(form)))

/** What a backup of the store holds: its events and the wrapped keys of persons. */
export interface Backup {
  readonly events: readonly object[]
  readonly keys: readonly { readonly subject: string }[]
}

export async function backUp(ownerUrl: string): Promise<Backup> {
  return connected(ownerUrl, async (client) => ({
    events: (await client.query('select to_json(e) as row from es.events e')).rows.map(({ row }) => row),
    keys: (await client.query('select to_json(k) as row from es.subject_keys k')).rows.map(({ row }) => row),
  }))
}

export async function restore(ownerUrl: string, { events, keys }: Backup): Promise<void> {
  await connected(ownerUrl, async (client) => {
    await client.query('insert into es.events select * from json_populate_recordset(null::es.events, $1)', [
      JSON.stringify(events),
    ])
    await client.query('insert into es.subject_keys select * from json_populate_recordset(null::es.subject_keys, $1)', [
      JSON.stringify(keys),
    ])
    await client.query('insert into es.ledgers (ledger, head) select ledger, max(position) from es.events group by 1')
  })
}

async function connected<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
