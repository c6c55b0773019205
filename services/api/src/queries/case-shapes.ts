import { z } from 'zod'

/** Answers about what a case consists of. Ids and codes only; texts are personal data and have their own page. */

const Day = z.iso.date()

export const CaseConsentView = z
  .object({
    consentId: z.string(),
    kind: z.string(),
    status: z.enum(['IN_FORCE', 'NARROWED', 'ENDED']).describe('NARROWED: still takes part, nothing may be shared'),
    givenOn: Day,
    form: z.string(),
    privacyNoticeVersion: z.string(),
    adultsCovered: z.int(),
    children: z.int(),
    childrenHeard: z.int(),
    institutions: z.array(z.string()),
    dataScopes: z.array(z.string()),
    validUntil: Day.nullable(),
    endedOn: Day.nullable(),
    endedBy: z.string().nullable(),
  })
  .meta({ id: 'CaseConsent' })

export const CaseGoalView = z
  .object({ goalId: z.string(), rating: z.string().nullable(), ratedOn: Day.nullable(), dropped: z.boolean() })
  .meta({ id: 'CaseGoal' })

export const CaseActionView = z
  .object({
    actionId: z.string(),
    goalId: z.string(),
    owner: z.string().describe('An institution, or CLIENT'),
    startsOn: Day,
    dueOn: Day,
    status: z.enum(['PLANNED', 'STARTED', 'COMPLETED', 'CANCELLED']),
    since: Day,
    overdue: z.boolean().describe('Open, and its date has passed'),
  })
  .meta({ id: 'CaseAction' })

export const SittingView = z
  .object({
    meetingId: z.string(),
    status: z.string(),
    ordinal: z.int().nullable(),
    plannedOn: Day.nullable(),
    heldOn: Day.nullable(),
    nextOn: Day.nullable(),
    purpose: z.string().nullable(),
    mode: z.string().nullable(),
    invited: z.int().nullable(),
    present: z.int().nullable(),
    clientPresent: z.boolean().nullable(),
    attendance: z.array(z.object({ memberId: z.string(), sector: z.string(), present: z.boolean() })),
    minutesFiledOn: Day.nullable(),
    decisions: z.int(),
  })
  .meta({ id: 'Sitting' })
