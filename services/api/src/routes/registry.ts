import { basketRoutes } from './basket.ts'
import { caseRoutes } from './cases.ts'
import { contractRoutes } from './contracts.ts'
import { institutionRoutes } from './institutions.ts'
import { meetingRoutes } from './meetings.ts'
import { partnershipRoutes } from './partnerships.ts'
import { referralRoutes } from './referrals.ts'

/** Every command that a client can send, one line each. */
export const commandRoutes = [
  ...institutionRoutes,
  ...partnershipRoutes,
  ...referralRoutes,
  ...caseRoutes,
  ...meetingRoutes,
  ...contractRoutes,
  ...basketRoutes,
]
