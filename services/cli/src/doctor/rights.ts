import { SERVICE_ROLE } from '@kooperacje/events'
import type { Client } from 'pg'
import { listed } from '../command-line/kinds.ts'
import { codeOf, reasonOf } from '../command-line/sentence.ts'
import { type Finding, fail, ok, warn } from './finding.ts'

type Verb = 'insert' | 'update' | 'delete' | 'truncate'

/** What the services must not be able to do, whatever their code says: this is what an auditor relies on. */
const forbidden: readonly { readonly table: string; readonly column: string; readonly verbs: readonly Verb[] }[] = [
  { table: 'es.events', column: 'type', verbs: ['insert', 'update', 'delete', 'truncate'] },
  { table: 'es.ledgers', column: 'head', verbs: ['insert', 'update', 'delete', 'truncate'] },
  { table: 'accounts.disclosures', column: 'purpose', verbs: ['update', 'delete', 'truncate'] },
]
/** Only where something was moved: the first move makes it. */
const forbiddenCold: (typeof forbidden)[number] = {
  table: 'es.events_cold',
  column: 'type',
  verbs: ['insert', 'update', 'delete', 'truncate'],
}
const INSUFFICIENT_PRIVILEGE = '42501'

/** Truncating would wait for, and hold up, every reader: for that one the catalogue has to do. */
const attempts: Readonly<Partial<Record<Verb, (table: string, column: string) => string>>> = {
  insert: (table) => `insert into ${table} select * from ${table} where false`,
  update: (table, column) => `update ${table} set ${column} = ${column} where false`,
  delete: (table) => `delete from ${table} where false`,
}

export async function rightsFindings(client: Client): Promise<Finding[]> {
  const login = await loginFinding(client)
  if (login.verdict === 'FAIL') return [login]
  return [login, ...(await historyFindings(client)), await triggerFinding(client)]
}

/** May the log-in act as the services, and what more may it do? */
async function loginFinding(client: Client): Promise<Finding> {
  const { rows } = await client.query<{ login: string; known: boolean; member: boolean; superuser: boolean }>(
    `select session_user as login,
            r.oid is not null as known,
            coalesce(pg_has_role(session_user, r.oid, 'MEMBER'), false) as member,
            s.rolsuper as superuser
       from pg_roles s left join pg_roles r on r.rolname = $1
      where s.rolname = session_user`,
    [SERVICE_ROLE],
  )
  const { login = '', known = false, member = false, superuser = false } = rows[0] ?? {}
  if (!known) return fail('log-in', `there is no role ${SERVICE_ROLE}`, 'run the migrations: they make it')
  if (!member) return fail('log-in', `${login} may not act as ${SERVICE_ROLE}`, `grant ${SERVICE_ROLE} to "${login}"`)
  const advice = `give the services a log-in of their own that is a member of ${SERVICE_ROLE} and nothing else`
  if (superuser) return warn('log-in', `${login} is a superuser`, advice)
  const owner = await ownerOf(client, 'es.events')
  const owns = owner !== null && (await canBecome(client, login, owner))
  return owns
    ? warn('log-in', `${login} can act as ${owner}, who owns the history`, advice)
    : ok('log-in', `${login} acts as ${SERVICE_ROLE} and owns nothing of the history`)
}

/**
 * Tries what must be refused, as the services' role, in a transaction that is rolled back, and asks the catalogue as
 * well: the trigger on es.events also refuses, and it must not hide that a right was given.
 */
async function historyFindings(client: Client): Promise<Finding[]> {
  const findings: Finding[] = []
  const isCold = (await ownerOf(client, forbiddenCold.table)) !== null
  for (const { table, column, verbs } of isCold ? [...forbidden, forbiddenCold] : forbidden) {
    const owner = await ownerOf(client, table)
    if (owner === null) {
      findings.push(fail(table, 'there is no such table', 'run the migrations'))
      continue
    }
    const allowed: Verb[] = []
    for (const verb of verbs) {
      const granted = await isGranted(client, table, verb)
      if (granted || (await isPossible(client, attempts[verb]?.(table, column)))) allowed.push(verb)
    }
    if (await canBecome(client, SERVICE_ROLE, owner)) {
      findings.push(
        fail(table, `${SERVICE_ROLE} can act as its owner ${owner}`, `revoke ${owner} from ${SERVICE_ROLE}`),
      )
    } else if (allowed.length > 0) {
      const what = allowed.join(', ')
      findings.push(
        fail(table, `${SERVICE_ROLE} may ${what}`, `revoke ${what} on ${table} from ${SERVICE_ROLE}, public`),
      )
    } else {
      findings.push(ok(table, `${SERVICE_ROLE} was refused to ${verbs.join(', ')}`))
    }
  }
  return findings
}

/** What stops the owner; es.events_cold has one more, which keeps an event from lying in both. */
const TRIGGERS: Readonly<Record<string, readonly string[]>> = {
  'es.events': ['append_only', 'nothing_lost'],
  'es.events_cold': ['append_only', 'nothing_lost', 'nothing_twice'],
}

async function triggerFinding(client: Client): Promise<Finding> {
  const check = 'append-only trigger'
  const there = await tablesThere(client, Object.keys(TRIGGERS))
  for (const table of there) {
    const { rows } = await client.query<{ name: string; state: string }>(
      'select tgname as name, tgenabled as state from pg_trigger where tgrelid = $1::regclass',
      [table],
    )
    const states = new Map(rows.map(({ name, state }) => [name, state]))
    const off = TRIGGERS[table]?.find((name) => !['O', 'A'].includes(states.get(name) ?? ''))
    if (off === undefined) continue
    return fail(
      check,
      states.has(off) ? `${off} is switched off` : `${off} is gone, so the owner can rewrite ${table}`,
      `find out who did it and when; then alter table ${table} enable trigger ${off}, or make it again as the migration does`,
    )
  }
  return ok(check, `stops the owner of ${listed(there, 'and')} too`)
}

async function tablesThere(client: Client, names: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    'select name from unnest($1::text[]) as name where to_regclass(name) is not null order by name',
    [names],
  )
  return rows.map(({ name }) => name)
}

async function isGranted(client: Client, table: string, verb: Verb): Promise<boolean> {
  // Rights can be given on single columns, which the right on the table does not show.
  const columns = verb === 'update' || verb === 'insert' ? 'or has_any_column_privilege($1, $2::regclass, $3)' : ''
  const { rows } = await client.query<{ granted: boolean }>(
    `select has_table_privilege($1, $2::regclass, $3) ${columns} as granted`,
    [SERVICE_ROLE, table, verb],
  )
  return rows[0]?.granted === true
}

async function isPossible(client: Client, statement: string | undefined): Promise<boolean> {
  if (statement === undefined) return false
  await client.query('begin')
  try {
    await client.query(`set local role ${SERVICE_ROLE}; set local lock_timeout = '2s'`)
    await client.query(statement)
    return true
  } catch (error) {
    if (codeOf(error) === INSUFFICIENT_PRIVILEGE) return false
    throw new Error(`it could not be tried (${reasonOf(error)})`, { cause: error })
  } finally {
    await client.query('rollback')
  }
}

async function ownerOf(client: Client, table: string): Promise<string | null> {
  const { rows } = await client.query<{ owner: string }>(
    'select pg_get_userbyid(relowner) as owner from pg_class where oid = to_regclass($1)',
    [table],
  )
  return rows[0]?.owner ?? null
}

async function canBecome(client: Client, role: string, other: string): Promise<boolean> {
  const { rows } = await client.query<{ yes: boolean }>(`select pg_has_role($1, $2, 'MEMBER') as yes`, [role, other])
  return rows[0]?.yes === true
}
