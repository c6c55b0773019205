import { businessDate } from '../calendar/warsaw.ts'
import type { CaseProposed, SocialContractConcluded, TaskTeamAppointed, TeamMeetingHeld } from '../cases/events.ts'
import type { DataOf, PastEvent } from '../kernel/event.ts'
import type {
  AccessionDeclarationSigned,
  InitiatingMeetingHeld,
  LeaderDesignated,
  MemberWithdrew,
  PlenaryMeetingHeld,
} from '../partnerships/events.ts'

export const indicatorFactKinds = [
  'LEADER_DESIGNATED',
  'MEMBER_JOINED',
  'MEMBER_LEFT',
  'INITIATING_MEETING',
  'PLENARY_MEETING',
  'PARTNERSHIP_CONSTITUTED',
  'PARTNERSHIP_SUSPENDED',
  'PARTNERSHIP_RESUMED',
  'PARTNERSHIP_DISSOLVED',
  'CASE_PROPOSED',
  'TEAM_APPOINTED',
  'TEAM_MEETING',
  'CONTRACT_CONCLUDED',
] as const
export type IndicatorFactKind = (typeof indicatorFactKinds)[number]

/**
 * What an indicator counts, taken from one event: ids, numbers and codes, never anything about a person but their key.
 * Facts of a case name the case; its client and partnership are known from its CASE_PROPOSED.
 */
export interface IndicatorFact {
  readonly kind: IndicatorFactKind
  /** What is counted: a partnership, an institution in it, or a case. */
  readonly subject: string
  readonly partnershipId?: string
  readonly occurredOn: string
  readonly value?: number
  readonly dims: Readonly<Record<string, string | number | boolean | null>>
}

type Reading = Omit<IndicatorFact, 'occurredOn'>

// biome-ignore lint/suspicious/noExplicitAny: each entry is written for the payload of its own event
const readings: Readonly<Record<string, (data: any, streamId: string) => readonly Reading[]>> = {
  LeaderDesignated: ({ institutionId, sector }: DataOf<typeof LeaderDesignated>, id) => [
    { kind: 'LEADER_DESIGNATED', subject: institutionId, partnershipId: id, dims: { sector } },
  ],
  AccessionDeclarationSigned: ({ institutionId, sector }: DataOf<typeof AccessionDeclarationSigned>, id) => [
    { kind: 'MEMBER_JOINED', subject: institutionId, partnershipId: id, dims: { sector } },
  ],
  MemberWithdrew: ({ institutionId }: DataOf<typeof MemberWithdrew>, id) => left(institutionId, id),
  MemberExcluded: ({ institutionId }: DataOf<typeof MemberWithdrew>, id) => left(institutionId, id),
  InitiatingMeetingHeld: ({ ordinal, mode }: DataOf<typeof InitiatingMeetingHeld>, id) => [
    { kind: 'INITIATING_MEETING', subject: id, partnershipId: id, dims: { ordinal, mode } },
  ],
  PlenaryMeetingHeld: ({ ordinal, mode }: DataOf<typeof PlenaryMeetingHeld>, id) => [
    { kind: 'PLENARY_MEETING', subject: id, partnershipId: id, dims: { ordinal, mode } },
  ],
  PartnershipConstituted: (_, id) => ofPartnership('PARTNERSHIP_CONSTITUTED', id),
  PartnershipSuspended: (_, id) => ofPartnership('PARTNERSHIP_SUSPENDED', id),
  PartnershipResumed: (_, id) => ofPartnership('PARTNERSHIP_RESUMED', id),
  PartnershipDissolved: (_, id) => ofPartnership('PARTNERSHIP_DISSOLVED', id),
  CaseProposed: ({ partnershipId, clientId, clientKind, adults, children }: DataOf<typeof CaseProposed>, id) => [
    { kind: 'CASE_PROPOSED', subject: id, partnershipId, value: adults + children, dims: { clientId, clientKind } },
  ],
  TaskTeamAppointed: ({ teamId, members }: DataOf<typeof TaskTeamAppointed>, id) => [
    { kind: 'TEAM_APPOINTED', subject: id, value: members.length, dims: { teamId } },
  ],
  TeamMeetingHeld: (data: DataOf<typeof TeamMeetingHeld>, id) => {
    const { teamId, invited, present, clientPresent, mode } = data
    return [{ kind: 'TEAM_MEETING', subject: id, dims: { teamId, invited, present, clientPresent, mode } }]
  },
  SocialContractConcluded: ({ variant }: DataOf<typeof SocialContractConcluded>, id) => [
    { kind: 'CONTRACT_CONCLUDED', subject: id, dims: { variant } },
  ],
}

const left = (institutionId: string, partnershipId: string): readonly Reading[] => [
  { kind: 'MEMBER_LEFT', subject: institutionId, partnershipId, dims: {} },
]

const ofPartnership = (kind: IndicatorFactKind, id: string): readonly Reading[] => [
  { kind, subject: id, partnershipId: id, dims: {} },
]

/** Types of event that count as something; a reader need not look at others. */
export const indicatorEventTypes: readonly string[] = Object.keys(readings)

export function factsOf({ type, data, streamId, occurredAt }: PastEvent): readonly IndicatorFact[] {
  const reading = Object.hasOwn(readings, type) ? readings[type] : undefined
  if (!reading) return []
  const occurredOn = businessDate(occurredAt)
  return reading(data, streamId).map((fact) => ({ ...fact, occurredOn }))
}
