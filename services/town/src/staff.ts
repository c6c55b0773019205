import type { Actor } from '@kooperacje/domain'
import { LEADER } from './institutions.ts'

/** Keys of staff, never names. */
export const leader: Actor = { actorId: 'manager-1', role: 'LEADER', institutionId: LEADER }

export const coordinator = (key: string): Actor => ({ actorId: key, role: 'COORDINATOR', institutionId: LEADER })

export const partner = (institutionId: string): Actor => ({
  actorId: `${institutionId}-1`,
  role: 'PARTNER',
  institutionId,
})
