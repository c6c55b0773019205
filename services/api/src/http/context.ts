import type { CommandHandler } from '@kooperacje/commands'
import type { EventCodec, EventStore, SearchKeys, Subscriptions, Vault, VerifiableLog } from '@kooperacje/events'
import type { Pool } from 'pg'
import type { ApiKeys } from '../auth/api-keys.ts'
import type { KnownBrowsers } from '../auth/known-browsers.ts'
import type { LogInAttempts } from '../auth/log-in-attempts.ts'
import type { Principal } from '../auth/principal.ts'
import type { Users } from '../auth/users.ts'
import type { SimulationThreads } from '../simulations/threads.ts'

/** What the routes work with; made once in `app.ts`. */
export interface ApiContext {
  readonly pool: Pool
  readonly store: EventStore
  readonly subscriptions: Subscriptions
  /** The same history to somebody without any key: personal fields read as null. */
  readonly closedStore: EventStore
  readonly codec: EventCodec
  /** Destroys the key of a person. */
  readonly vault: Vault
  /** Finds persons by what is kept of them sealed. */
  readonly searchKeys: SearchKeys
  readonly log: VerifiableLog
  readonly handler: CommandHandler
  readonly keys: ApiKeys
  readonly users: Users
  readonly attempts: LogInAttempts
  readonly browsers: KnownBrowsers
  /** However they are asked for, no more run at once than may. */
  readonly simulations: SimulationThreads
  readonly now: () => Date
  /** How long a query may wait for a projection to reach a position, in ms. */
  readonly waitMs: number
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set before a route with a permission runs. */
    principal: Principal | null
  }
}
