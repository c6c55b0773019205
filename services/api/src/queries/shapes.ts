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

export const DeadlineStatusView = z.enum(['OPEN', 'PAUSED', 'MISSED', 'MET', 'MET_LATE', 'TOO_EARLY', 'CANCELLED'])

const Told = z.object({ to: z.string(), count: z.int(), unit: z.string() })

export const DeadlineView = z
  .object({
    rule: z.string(),
    namePl: z.string(),
    nameEn: z.string(),
    origin: z.enum(['STATUTORY', 'MODEL_PROPOSED']),
    legalBasis: z.string().nullable().describe('As the law is called; null: the model proposes it'),
    unconfirmed: z.boolean().describe('The rule or its length was not confirmed against a source'),
    modelVersion: z.string(),
    about: z.string().describe('The stream that it is about, such as case/…'),
    caseId: z.string().nullable(),
    partnershipId: z.string().nullable(),
    startedOn: Day,
    startPosition: z.int().describe('Position of the fact that began it; with the rule it is its identity'),
    dueOn: Day,
    dueAt: z.iso.datetime().nullable().describe('The moment, where the term counts hours'),
    status: DeadlineStatusView.describe('At the end of the day asked for. MISSED: past, and nothing has met it yet'),
    pausedOn: Day.nullable(),
    stoppedOn: Day.nullable(),
    stopPosition: z.int().nullable(),
    cancelledOn: Day.nullable(),
    cancelledBy: z.enum(['FACT', 'MIGRATION', 'ANNULLED']).nullable(),
    migratedAt: z.int().nullable().describe('Position of the fact that brought it under another version of the model'),
    changes: z
      .array(z.object({ position: z.int(), why: z.string(), dueOn: Day, status: z.string() }))
      .describe('How it stood before facts that were recorded late, corrected, or gave more time'),
    reminders: z.array(Told),
    escalations: z.array(Told),
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
