import { createHash, randomBytes } from 'node:crypto'
import type { Pool } from 'pg'

/** Longer than a leave or an illness: whoever comes back is known. */
export const DAYS = 180
/** Of one person. A program that logs in again and again without a cookie would else leave a row each time. */
const MOST = 20

/**
 * Which browsers somebody has logged in with before: what OWASP calls device cookies. They let nobody in. Attempts from such a
 * browser are counted apart from those of the rest of the world, so that nobody can keep people out of their own account.
 */
export class KnownBrowsers {
  readonly #pool: Pool

  constructor(pool: Pool) {
    this.#pool = pool
  }

  /** Whether this person has logged in with this browser. */
  async knows(token: string, login: string): Promise<boolean> {
    const { rowCount } = await this.#pool.query(
      'select from accounts.known_browsers where token_hash = $1 and login = $2 and expires_at > now()',
      [hashOf(token), login],
    )
    return rowCount === 1
  }

  /** @returns the token of this browser: its own if we gave it out, which others who sit at it may go by as well, or a new one. */
  async remember(token: string | null, login: string): Promise<string> {
    const kept = token !== null && (await this.#isOurs(token)) ? token : randomBytes(32).toString('base64url')
    await this.#pool.query(
      `insert into accounts.known_browsers (token_hash, login, expires_at)
       values ($1, $2, now() + make_interval(days => $3))
       on conflict (token_hash, login) do update set expires_at = excluded.expires_at`,
      [hashOf(kept), login, DAYS],
    )
    await this.#pool.query(
      `delete from accounts.known_browsers where expires_at < now() or (token_hash, login) in
         (select token_hash, login from accounts.known_browsers where login = $1
           order by expires_at desc, token_hash offset $2)`,
      [login, MOST],
    )
    return kept
  }

  async #isOurs(token: string): Promise<boolean> {
    const { rowCount } = await this.#pool.query(
      'select from accounts.known_browsers where token_hash = $1 and expires_at > now() limit 1',
      [hashOf(token)],
    )
    return rowCount === 1
  }
}

const hashOf = (token: string) => createHash('sha256').update(token).digest()
