import { caseConsentsProjection } from './projections/case-consents.ts'
import { casePlansProjection } from './projections/case-plans.ts'
import { caseTimelineProjection } from './projections/case-timeline.ts'
import { casesProjection } from './projections/cases.ts'
import { dataRightsProjection } from './projections/data-rights.ts'
import { deadlinesProjection } from './projections/deadlines.ts'
import { indicatorFactsProjection } from './projections/indicator-facts.ts'
import { institutionsProjection } from './projections/institutions.ts'
import { lessonsProjection } from './projections/lessons.ts'
import { mailOutboxProjection } from './projections/mail-outbox.ts'
import { mattersProjection } from './projections/matters.ts'
import { meetingsProjection } from './projections/meetings.ts'
import { modelVersionsProjection } from './projections/model-versions.ts'
import { partnershipMembersProjection } from './projections/partnership-members.ts'
import { partnershipRegistersProjection } from './projections/partnership-registers.ts'
import { partnershipTimelineProjection } from './projections/partnership-timeline.ts'
import { partnershipsProjection } from './projections/partnerships.ts'
import { pilotProjection } from './projections/pilot.ts'
import { referralInboxProjection } from './projections/referral-inbox.ts'
import { servicesProjection } from './projections/services.ts'
import type { TableProjection } from './table-projection.ts'

/** Every projection there is. Each has checkpoints of its own, so one that fails holds none of the others up. */
export const projections: readonly TableProjection[] = [
  institutionsProjection,
  partnershipsProjection,
  partnershipMembersProjection,
  partnershipRegistersProjection,
  partnershipTimelineProjection,
  referralInboxProjection,
  casesProjection,
  caseTimelineProjection,
  caseConsentsProjection,
  casePlansProjection,
  meetingsProjection,
  deadlinesProjection,
  indicatorFactsProjection,
  mailOutboxProjection,
  servicesProjection,
  pilotProjection,
  modelVersionsProjection,
  lessonsProjection,
  mattersProjection,
  dataRightsProjection,
]
