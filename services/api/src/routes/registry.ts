import { agreementRoutes } from './agreements.ts'
import { barrierRoutes } from './barriers.ts'
import { basketRoutes } from './basket.ts'
import { caseRoutes } from './cases.ts'
import { contractRoutes } from './contracts.ts'
import { dataRightsRoutes } from './data-rights.ts'
import { institutionRoutes } from './institutions.ts'
import { matterRoutes } from './matters.ts'
import { meetingRoutes } from './meetings.ts'
import { milestoneRoutes } from './milestones.ts'
import { modelRoutes } from './models.ts'
import { partnershipRoutes } from './partnerships.ts'
import { pilotRoutes } from './pilot.ts'
import { practiceRoutes } from './practices.ts'
import { recommendationRoutes } from './recommendations.ts'
import { referralRoutes } from './referrals.ts'
import { remarkRoutes } from './remarks.ts'
import { supportRoutes } from './support.ts'

/** Every command that a client can send, one line each. */
export const commandRoutes = [
  ...institutionRoutes,
  ...partnershipRoutes,
  ...referralRoutes,
  ...caseRoutes,
  ...meetingRoutes,
  ...contractRoutes,
  ...basketRoutes,
  ...agreementRoutes,
  ...modelRoutes,
  ...pilotRoutes,
  ...milestoneRoutes,
  ...supportRoutes,
  ...remarkRoutes,
  ...barrierRoutes,
  ...recommendationRoutes,
  ...practiceRoutes,
  ...matterRoutes,
  ...dataRightsRoutes,
]
