import { createHash } from 'node:crypto'
import type { Pool } from 'pg'

/** So many wrong passwords for one user name, known or not, within so many minutes. */
const ATTEMPTS = 10
export const MINUTES = 15

/**
 * Slows down whoever tries passwords: 960 a day for one user name, whichever process is asked and from wherever. By user name
 * and not by address, because an office shares one. The price is that somebody who knows a name can keep its owner from logging
 * in while they go on; sessions that are open stay open.
 */
export class LogInAttempts {
  readonly #pool: Pool

  constructor(pool: Pool) {
    this.#pool = pool
  }

  /** Whether the password may be looked at. The attempt is counted first: of many at once no more than the limit come through. */
  async admit(login: string): Promise<boolean> {
    await this.#pool.query(`delete from accounts.log_in_attempts where made_at < now() - make_interval(mins => $1)`, [
      MINUTES,
    ])
    const { rows } = await this.#pool.query<{ id: string }>(
      'insert into accounts.log_in_attempts (login_hash) values ($1) returning id',
      [hashOf(login)],
    )
    const { rows: counted } = await this.#pool.query<{ attempts: number }>(
      'select count(*)::int as attempts from accounts.log_in_attempts where login_hash = $1',
      [hashOf(login)],
    )
    if ((counted[0]?.attempts ?? 0) <= ATTEMPTS) return true
    // One that was not looked at does not count, or trying on would lengthen the wait for ever.
    await this.#pool.query('delete from accounts.log_in_attempts where id = $1', [rows[0]?.id])
    return false
  }

  /** The right password ends the count. */
  async succeeded(login: string): Promise<void> {
    await this.#pool.query('delete from accounts.log_in_attempts where login_hash = $1', [hashOf(login)])
  }
}

const hashOf = (login: string) => createHash('sha256').update(login).digest()
