import { createHmac, type KeyObject } from 'node:crypto'
import type { Pool } from 'pg'
import { networkOf } from './network-of.ts'

/** So many wrong passwords for one user name, known or not, from one place within so many minutes. */
const ATTEMPTS = 10
/** And so many from all addresses together, however many somebody has. */
const ATTEMPTS_ANYWHERE = 50
export const MINUTES = 15

export interface LogInSource {
  /** What was typed as the user name. */
  readonly login: string
  readonly address: string
  /** Token of a browser that this person has logged in with before; null for any other. */
  readonly browser: string | null
}

/**
 * Slows down whoever tries passwords, whichever process is asked: 960 a day for one user name from one address, 4,800 from all
 * over the world. Both are counted apart from what comes from a browser of the person's own: whoever knows a name can keep its
 * owner out of browsers that are new to us, with five addresses, and out of no other.
 */
export class LogInAttempts {
  readonly #pool: Pool
  readonly #key: KeyObject

  /** @param key what names and addresses are hashed under: people type their password into the wrong field, and IPv4 has few */
  constructor(pool: Pool, key: KeyObject) {
    this.#pool = pool
    this.#key = key
  }

  /** Whether the password may be looked at. The attempt is counted first: of many at once no more than the limit come through. */
  async admit(source: LogInSource): Promise<boolean> {
    const known = source.browser !== null
    const login = this.#hash(source.login)
    const place = this.#placeOf(source)
    await this.#pool.query(`delete from accounts.log_in_attempts where made_at < now() - make_interval(mins => $1)`, [
      MINUTES,
    ])
    const { rows } = await this.#pool.query<{ id: string }>(
      'insert into accounts.log_in_attempts (login_hash, source_hash, known_browser) values ($1, $2, $3) returning id',
      [login, place, known],
    )
    const { rows: counted } = await this.#pool.query<{ here: number; anywhere: number }>(
      `select count(*) filter (where source_hash = $2)::int as here,
              count(*) filter (where not known_browser)::int as anywhere
         from accounts.log_in_attempts where login_hash = $1`,
      [login, place],
    )
    const { here, anywhere } = counted[0] as { here: number; anywhere: number }
    if (here <= ATTEMPTS && (known || anywhere <= ATTEMPTS_ANYWHERE)) return true
    // One that was not looked at does not count, or trying on would lengthen the wait for ever.
    await this.#pool.query('delete from accounts.log_in_attempts where id = $1', [rows[0]?.id])
    return false
  }

  /** The right password ends the count of where it came from, and of nowhere else: others may be trying at the same time. */
  async succeeded(source: LogInSource): Promise<void> {
    await this.#pool.query('delete from accounts.log_in_attempts where login_hash = $1 and source_hash = $2', [
      this.#hash(source.login),
      this.#placeOf(source),
    ])
  }

  #placeOf({ login, address, browser }: LogInSource): Buffer {
    return browser === null ? this.#hash(login, 'from', networkOf(address)) : this.#hash(login, 'with', browser)
  }

  #hash(...parts: readonly string[]): Buffer {
    return createHmac('sha256', this.#key).update(JSON.stringify(parts)).digest()
  }
}
