import type { ProcessDescription } from '@kooperacje/domain'
import { z } from 'zod'

/** Answers of the queries as integrators see them. Ids and codes only; personal data has its own route. */

const Day = z.iso.date()

export const ReferralView = z
  .object({
    referralId: z.string(),
    partnershipId: z.string(),
    status: z.enum(['WAITING', 'ACCEPTED', 'RETURNED', 'REDIRECTED']),
    clientKind: z.string(),
    source: z.string(),
    urgency: z.string(),
    fromInstitutionId: z.string(),
    knownSince: Day,
    submittedOn: Day,
    answeredOn: Day.nullable(),
    caseId: z.string().nullable(),
    /** How the case that came of it stands, in the three words that a sender needs. */
    caseStage: z.enum(['PREPARING', 'RUNNING', 'ENDED']).nullable().describe('What became of the case'),
    returnReason: z.string().nullable(),
    redirectedTo: z.string().nullable(),
    version: z.int(),
  })
  .meta({ id: 'Referral' })

export const CaseView = z
  .object({
    caseId: z.string(),
    partnershipId: z.string(),
    status: z.string(),
    clientKind: z.string(),
    adults: z.int(),
    children: z.int(),
    source: z.string(),
    referralId: z.string().nullable(),
    coordinatorId: z.string().nullable(),
    teamId: z.string().nullable(),
    team: z.array(z.object({ memberId: z.string(), institutionId: z.string().nullable(), sector: z.string() })),
    consentInForce: z.boolean(),
    sharedWith: z.array(z.string()),
    sittings: z.int(),
    goals: z.int(),
    actions: z.int(),
    actionsClosed: z.int(),
    contractId: z.string().nullable(),
    contractVariant: z.string().nullable(),
    reviewsOn: z.array(Day),
    closureReason: z.string().nullable(),
    openedOn: Day,
    closedOn: Day.nullable(),
    version: z.int(),
  })
  .meta({ id: 'Case' })

export const TimelineEntry = z
  .object({
    position: z.int(),
    type: z.string(),
    occurredAt: z.iso.datetime(),
    recordedAt: z.iso.datetime(),
    actorRole: z.string(),
    institutionId: z.string().nullable(),
    summary: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'TimelineEntry' })

export const PartnershipView = z
  .object({
    partnershipId: z.string(),
    name: z.string(),
    municipality: z.string(),
    modelVersion: z.string(),
    status: z.string(),
    leaderId: z.string().nullable(),
    openedOn: Day,
    firstInitiatingOn: Day.nullable(),
    constitutedOn: Day.nullable(),
    members: z.array(
      z.object({
        institutionId: z.string(),
        sector: z.string(),
        status: z.string(),
        leader: z.boolean(),
        strategicPartner: z.boolean(),
        since: Day,
      }),
    ),
    belowMinimum: z.boolean(),
    version: z.int(),
  })
  .meta({ id: 'Partnership' })

export const DeadlineView = z
  .object({
    rule: z.string(),
    about: z.string(),
    caseId: z.string().nullable(),
    partnershipId: z.string().nullable(),
    origin: z.string(),
    startedOn: Day,
    dueOn: Day,
    status: z.enum(['OPEN', 'MET', 'MET_LATE', 'CANCELLED']),
    stoppedOn: Day.nullable(),
    remindedOn: Day.nullable(),
    alarmedOn: Day.nullable(),
  })
  .meta({ id: 'Deadline' })

export const OverviewView = z
  .object({
    today: Day,
    partnerships: z.array(z.object({ partnershipId: z.string(), name: z.string(), status: z.string() })),
    openReferrals: z.int(),
    oldestReferralOn: Day.nullable(),
    openCases: z.int(),
    dueSoon: z.int().describe('Deadlines that are open and near enough to be reminded of'),
    overdue: z.int().describe('Deadlines that are open and past'),
  })
  .meta({ id: 'Overview' })

export const page = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), next: z.string().nullable().describe('Cursor of the next page') })

export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
})

/** Any state that a process may be in, for filters. */
export const stateOf = ({ description }: { readonly description: ProcessDescription }) =>
  z.enum(Object.keys(description.states) as [string, ...string[]])
