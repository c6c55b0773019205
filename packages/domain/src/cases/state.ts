import type { BasketState } from '../basket/state.ts'
import type { DecidedConflict } from '../coordination/decisions.ts'
import type { PlannedAction as CoordinatedAction } from '../coordination/plan.ts'
import { type Absent, absent, type ProcessState } from '../kernel/process.ts'
import type { LifeArea } from '../kernel/values.ts'
import type { PartnershipState } from '../partnerships/state.ts'
import type { ClosureReason, ConsentKind, DataScope, TeamMember } from './values.ts'

export type CaseStatus =
  | Absent
  | 'PROPOSED'
  | 'REJECTED'
  | 'QUALIFIED'
  | 'CONSENTED'
  | 'TEAM_APPOINTED'
  | 'DIAGNOSED'
  | 'PLANNED'
  | 'IN_PROGRESS'
  | 'SUSPENDED'
  | 'EVALUATED'
  | 'CLOSED'
  | 'FOLLOWED_UP'

/**
 * The task team (ZZK). It is part of the case and not a stream of its own: who sits in it, whether it has met and whether
 * the case may go on are decided together, and a team without its case is nothing.
 */
export interface TaskTeam {
  readonly teamId: string
  readonly members: readonly TeamMember[]
  readonly meetings: number
}

/** One consent as it was given, and what of it still holds. */
export interface ConsentRecord {
  readonly consentId: string
  readonly kind: ConsentKind
  readonly institutions: readonly string[]
  readonly dataScopes: readonly DataScope[]
  readonly validUntil: string | null
  /** It still says that the client takes part. */
  readonly participates: boolean
  /** It still allows its institutions to be shown its kinds of data. */
  readonly shares: boolean
}

/** What the consents together amount to; the rest follows from the records. */
export interface Consent {
  /** The client takes part. Ends with a withdrawal of everything, and with it the work. */
  readonly participation: boolean
  /** Something may be shown to somebody. */
  readonly sharing: boolean
  readonly institutions: readonly string[]
  readonly withdrawn: 'ALL' | 'DATA_SHARING' | null
  readonly records: readonly ConsentRecord[]
}

export interface PlannedGoal {
  readonly goalId: string
  readonly lifeArea: LifeArea | null
}

/** As coordination compares it, and what for. */
export interface PlannedAction extends CoordinatedAction {
  readonly goalId: string
}

/** Steps of a Blue Card procedure that were recorded, by their types, while one is open. */
export interface BlueCard {
  readonly open: boolean
  readonly steps: readonly string[]
}

export interface CaseState extends ProcessState<CaseStatus> {
  readonly caseId: string | null
  readonly partnershipId: string | null
  readonly clientId: string | null
  readonly clientKind: string | null
  readonly adults: number
  readonly coordinatorId: string | null
  readonly consent: Consent
  readonly team: TaskTeam | null
  /** Institutions that a consent or a seat in the team lets see the case, until that is revoked. */
  readonly sharedWith: readonly string[]
  readonly interviewOpen: boolean
  readonly statements: readonly { readonly memberId: string; readonly signedOn: string }[]
  /** Sittings of all teams that the case has had; the next one is numbered on. */
  readonly sittings: number
  /** Those whose minutes are not filed yet. */
  readonly awaitingMinutes: readonly string[]
  readonly goals: readonly PlannedGoal[]
  /** As the plan and its amendments last described them; their course is kept in `parts`. */
  readonly actions: readonly PlannedAction[]
  readonly decided: readonly DecidedConflict[]
  readonly contractId: string | null
  /** Attempts since the client was last reached. */
  readonly contact: { readonly attempts: number; readonly since: string | null }
  readonly closure: { readonly reason: ClosureReason; readonly on: string } | null
  readonly blueCard: BlueCard
}

/** Other streams that guards of this process look at; each command reads the ones its facts need. */
export interface CaseOthers {
  readonly partnership?: PartnershipState
  /** The one that a case is handed over to. */
  readonly receiver?: PartnershipState
  readonly contract?: ProcessState
  /** The service basket of its partnership: what kinds of help the services of a plan are. */
  readonly basket?: BasketState
}

export const initialCase: CaseState = {
  ...absent,
  caseId: null,
  partnershipId: null,
  clientId: null,
  clientKind: null,
  adults: 0,
  coordinatorId: null,
  consent: { participation: false, sharing: false, institutions: [], withdrawn: null, records: [] },
  team: null,
  sharedWith: [],
  interviewOpen: false,
  statements: [],
  sittings: 0,
  awaitingMinutes: [],
  goals: [],
  actions: [],
  decided: [],
  contractId: null,
  contact: { attempts: 0, since: null },
  closure: null,
  blueCard: { open: false, steps: [] },
}

export const institutionsOf = (members: readonly TeamMember[]): readonly string[] =>
  members.flatMap(({ institutionId }) => (institutionId === undefined ? [] : [institutionId]))

export const union = (...lists: readonly (readonly string[])[]): readonly string[] => [...new Set(lists.flat())]
