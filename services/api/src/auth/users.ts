import { createHash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import type { Pool } from 'pg'
import { isRole, type Role } from './permissions.ts'
import type { Principal } from './principal.ts'

const derive = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(scrypt)
/** 32 MiB a guess (OWASP's scrypt recommendation), about 60 ms of one core. */
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 }
const SESSION_HOURS = 10

/** Log-ins of staff and their sessions. The session token lives in a cookie; the database knows its hash only. */
export class Users {
  readonly #pool: Pool

  constructor(pool: Pool) {
    this.#pool = pool
  }

  async create(user: {
    login: string
    password: string
    role: Role
    actorId: string
    institutionId: string | null
    ledgers: readonly string[]
  }): Promise<void> {
    await this.#pool.query(
      `insert into accounts.users (login, password_hash, role, actor_id, institution_id, ledgers)
       values ($1, $2, $3, $4, $5, $6)`,
      [user.login, await hash(user.password), user.role, user.actorId, user.institutionId, user.ledgers],
    )
  }

  /** @returns a new session token, or null. Takes as long for an unknown log-in as for a wrong password. */
  async logIn(login: string, password: string): Promise<string | null> {
    const { rows } = await this.#pool.query<{ password_hash: string }>(
      'select password_hash from accounts.users where login = $1 and disabled_at is null',
      [login],
    )
    const stored = rows[0]?.password_hash ?? `${'0'.repeat(32)}$${'0'.repeat(64)}`
    if (!(await matches(password, stored)) || !rows[0]) return null
    const token = randomBytes(32).toString('base64url')
    await this.#pool.query(
      'insert into accounts.sessions (token_hash, login, expires_at) values ($1, $2, now() + make_interval(hours => $3))',
      [sha256(token), login, SESSION_HOURS],
    )
    await this.#pool.query('delete from accounts.sessions where expires_at < now()')
    return token
  }

  async logOut(token: string): Promise<void> {
    await this.#pool.query('delete from accounts.sessions where token_hash = $1', [sha256(token)])
  }

  async verify(token: string): Promise<Principal | null> {
    const { rows } = await this.#pool.query(
      `select u.actor_id, u.role, u.institution_id, u.ledgers from accounts.sessions s join accounts.users u using (login)
        where s.token_hash = $1 and s.expires_at > now() and u.disabled_at is null`,
      [sha256(token)],
    )
    const [row] = rows
    if (!row || !isRole(row.role)) return null
    return { actorId: row.actor_id, role: row.role, institutionId: row.institution_id, ledgers: row.ledgers }
  }
}

async function hash(password: string): Promise<string> {
  const salt = randomBytes(16)
  return `${salt.toString('hex')}$${(await derive(password, salt, 32, COST)).toString('hex')}`
}

async function matches(password: string, stored: string): Promise<boolean> {
  const [salt = '', expected = ''] = stored.split('$')
  const derived = await derive(password, Buffer.from(salt, 'hex'), 32, COST)
  return timingSafeEqual(derived, Buffer.from(expected, 'hex'))
}

const sha256 = (text: string) => createHash('sha256').update(text).digest()
