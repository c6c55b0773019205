import type { Role } from './permissions.ts'

/** Who calls. Keys only, never a name. */
export interface Principal {
  readonly actorId: string
  readonly role: Role
  readonly institutionId: string | null
  /** Ledgers it may look at and act in. */
  readonly ledgers: readonly string[]
}
