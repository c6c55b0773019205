import type { DataClass } from '@kooperacje/domain'
import type { Pool } from 'pg'
import type { Role } from './permissions.ts'
import type { Principal } from './principal.ts'

/** What personal data may be opened for. The word goes on record with each read. */
export const purposes = ['CASE_WORK', 'SUPERVISION', 'CLIENT_REQUEST', 'CONTROL'] as const
export type Purpose = (typeof purposes)[number]

export const isPurpose = (value: unknown): value is Purpose => purposes.some((purpose) => purpose === value)

/**
 * Classes of client data by role, beyond the permission `case.read-personal`: managers see who the client is and what
 * was agreed, what belongs to a special category (RODO art. 9) stays with the social worker. C5 opens to nobody here.
 */
const openTo: Readonly<Record<Role, readonly DataClass[]>> = {
  LEADER: ['C2'],
  COORDINATOR: ['C2', 'C3', 'C4'],
  PARTNER: [],
  OBSERVER: [],
  REGION: [],
  SUPPORT: [],
  AUDITOR: ['C2'],
}

export const mayOpen = (role: Role, dataClass: DataClass): boolean => openTo[role].includes(dataClass)

export interface Disclosure {
  readonly ledger: string
  /** Person key. */
  readonly subject: string
  /** What was looked at: `case/…`. */
  readonly object: string
  readonly fields: readonly string[]
  readonly purpose: Purpose
}

/**
 * Puts a read of personal data on record. Call it before the data is handed out: a read that cannot be recorded does
 * not take place.
 */
export async function recordDisclosure(pool: Pool, by: Principal, disclosure: Disclosure): Promise<void> {
  const { ledger, subject, object, fields, purpose } = disclosure
  await pool.query(
    `insert into accounts.disclosures (ledger, subject, object, actor_id, actor_role, institution_id, fields, purpose)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [ledger, subject, object, by.actorId, by.role, by.institutionId, fields, purpose],
  )
}
